import json
import shutil
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModel, PretrainedConfig

from framing.errors import ConfigError, MissingExtraError
from framing.model.checkpoint import TOKENIZER_FILE
from framing.training import encoder as module
from framing.training.batches import LabelSets
from framing.training.encoder import build_model, check_encoder, locate_encoder, longest, save_tokenizer
from framing.training.settings import Settings, read_settings

LABELS = LabelSets(("loaded", "economic"), ("loaded",), ("babe",))


@pytest.fixture(scope="module")
def settings(tiny_config: Path) -> Settings:
    return read_settings(tiny_config)


def with_encoder(settings: Settings, encoder: Path | str, **changes: object) -> Settings:
    return settings.model_copy(update={"encoder": str(encoder), **changes})


def test_the_network_has_the_pretrained_encoder(settings: Settings) -> None:
    model = build_model(settings, LABELS)
    pretrained = AutoModel.from_pretrained(settings.encoder).state_dict()
    ours = model.encoder.state_dict()
    assert ours.keys() == {name for name in pretrained if not name.startswith("pooler.")}
    assert all(torch.equal(ours[name], pretrained[name]) for name in ours)
    assert model.training


def test_the_config_says_what_the_run_says(settings: Settings) -> None:
    config = build_model(settings, LABELS).config
    assert (config.name, config.languages, config.window) == ("tiny", ["en"], 48)
    assert (config.sentence_labels, config.word_labels) == (["loaded", "economic"], ["loaded"])


def test_the_config_does_not_say_where_the_encoder_lay(settings: Settings) -> None:
    text = json.dumps(build_model(settings, LABELS).config.to_dict())
    assert str(Path(settings.encoder)) not in text


def test_a_window_is_no_longer_than_the_encoder_reads(settings: Settings) -> None:
    assert build_model(with_encoder(settings, settings.encoder, window=1000), LABELS).config.window == 64


@pytest.mark.parametrize(("kind", "positions"), [("bert", 512), ("roberta", 512), ("mpnet", 512)])
def test_positions_that_a_family_keeps_for_itself_do_not_count(kind: str, positions: int) -> None:
    config: PretrainedConfig = AutoConfig.for_model(kind, max_position_embeddings=514)
    assert longest(config) == positions


def test_the_tokenizer_is_the_encoders_without_padding(settings: Settings, tmp_path: Path) -> None:
    saved = Tokenizer.from_file(str(save_tokenizer(settings, tmp_path / "new")))
    original = Tokenizer.from_file(str(Path(settings.encoder) / TOKENIZER_FILE))
    text = "The brutal bandits un-closed “the port”."
    assert saved.encode(text).ids == original.encode(text).ids
    assert saved.padding is None
    assert saved.truncation is None


def test_an_encoder_that_is_not_there_is_named(settings: Settings, tmp_path: Path) -> None:
    absent = with_encoder(settings, tmp_path / "absent")
    with pytest.raises(ConfigError, match=r"encoder '.*absent' cannot be loaded"):
        build_model(absent, LABELS)
    with pytest.raises(ConfigError, match=r"the tokenizer of encoder '.*absent' cannot be loaded"):
        save_tokenizer(absent, tmp_path)


def test_an_encoder_without_tokenizer_is_refused(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.encoder, tmp_path / "bare")
    (tmp_path / "bare" / TOKENIZER_FILE).unlink()
    (tmp_path / "bare" / "tokenizer_config.json").unlink()
    with pytest.raises(ConfigError, match="tokenizer"):
        save_tokenizer(with_encoder(settings, tmp_path / "bare"), tmp_path / "out")


def test_a_name_is_taken_as_it_is() -> None:
    assert locate_encoder("someone/encoder") == "someone/encoder"


def test_minilm_lies_in_the_package_that_the_extra_brings() -> None:
    assert (Path(locate_encoder("minilm")) / "model.safetensors").is_file()


def test_minilm_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"\[train\]"):
        locate_encoder("minilm")


@pytest.mark.parametrize("name", ["./absent", "../absent/one", "/absent", "a/b/c", ""])
def test_a_path_that_is_not_there_is_not_asked_for_on_the_hub(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no folder"):
        check_encoder(name)


@pytest.mark.parametrize("name", ["minilm", "default", "someone/encoder", "bert-base-uncased"])
def test_a_name_is_no_path(name: str) -> None:
    check_encoder(name)
