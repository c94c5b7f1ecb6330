import json
from pathlib import Path
from typing import Any

import pytest

from framing.model.config import FramingConfig
from tests.model.test_network import ENCODER

KERNEL = "somebody/kernel"
FETCHING: dict[str, Any] = {
    "attn_implementation": KERNEL,
    "_attn_implementation": KERNEL,
    "experts_implementation": KERNEL,
    "_experts_implementation": KERNEL,
    "quantization_config": {"quant_method": "awq"},
    "auto_map": {"AutoModel": "somebody/model--code.Model"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a checkpoint's folder whose config names code wherever it can."""
    parts = {"text_config": {"hidden_size": 8, **FETCHING}}
    encoder = {**ENCODER, **FETCHING, **parts}
    config = {"model_type": "framing", "format_version": 1, "encoder": encoder, **FETCHING}
    (tmp_path / "config.json").write_text(json.dumps(config), "utf-8")
    return tmp_path


def test_a_checkpoint_cannot_name_code_for_its_encoder(folder: Path) -> None:
    config = FramingConfig.from_pretrained(folder)
    assert config.encoder == {**ENCODER, "text_config": {"hidden_size": 8}}
    encoder = config.encoder_config()
    assert (encoder._attn_implementation, encoder._experts_implementation) == (None, None)
    assert not hasattr(encoder, "quantization_config")
    assert not hasattr(encoder, "auto_map")


def test_a_checkpoint_cannot_name_code_for_the_network(folder: Path) -> None:
    config = FramingConfig.from_pretrained(folder)
    assert (config._attn_implementation, config._experts_implementation) == (None, None)
    assert not hasattr(config, "quantization_config")
    assert not hasattr(config, "auto_map")


def test_a_caller_may_choose_what_runs_the_network(folder: Path) -> None:
    config = FramingConfig.from_pretrained(folder, attn_implementation="eager")
    assert config._attn_implementation == "eager"


def test_an_encoder_that_is_trained_leaves_nothing_of_it_in_a_checkpoint() -> None:
    config = FramingConfig(encoder={**ENCODER, **FETCHING})
    assert KERNEL not in json.dumps(config.to_dict())
