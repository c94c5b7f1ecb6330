"""A network that learns what the layers of another one hold."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from framing.engines.gpu import load_network
from framing.errors import ConfigError
from framing.labelled.examples import Example
from framing.labelled.layouts import read_examples
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, load_checkpoint
from framing.model.config import FramingConfig
from framing.model.network import FramingModel
from framing.model.pieces import PADDING, PieceEncoder
from framing.training import train_checkpoint
from framing.training.batches import LabelSets, TrainingBatch, tensors
from framing.training.imitation import Imitation
from framing.training.origin import begin_model
from framing.training.reports import Stage
from framing.training.settings import Settings, Teaching
from tests.training.own import loaded_rows, quick_settings, write_table


@pytest.fixture(scope="module")
def settings(tiny_checkpoint: Checkpoint, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("data")
    texts: list[dict[str, object]] = [
        {"text": f"The agency said that port {n} had closed early."} for n in range(30)
    ]
    teaching = Teaching(
        seeds=(),
        checkpoints=(str(tiny_checkpoint.path),),
        texts=(str(write_table(folder / "texts.csv", texts)),),
        sentences=20,
        passes=1.0,
        states=1.0,
    )
    data = write_table(folder / "mine.csv", loaded_rows(90))
    chosen = quick_settings(data, str(tiny_checkpoint.path), epochs=10.0)
    return chosen.model_copy(update={"teaching": teaching, "layers": 1, "feed_forward": 32})


@pytest.fixture
def teacher(tiny_checkpoint: Checkpoint) -> FramingModel:
    return load_network(tiny_checkpoint, torch.float32)


@pytest.fixture(scope="module")
def batch(settings: Settings, tiny_checkpoint: Checkpoint) -> TrainingBatch:
    examples: list[Example] = list(read_examples("mine", Path(settings.data["mine"].file), "own"))[:8]
    pieces = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=32)
    return tensors(examples, pieces, LabelSets(("loaded",), (), ("mine",)))


def distance(teacher: FramingModel, model: FramingModel, batch: TrainingBatch) -> float:
    imitation = Imitation(teacher, model.train(False), 1.0)
    model(batch.ids, batch.kinds)
    return float(imitation(batch).detach())


def test_the_same_network_is_no_distance_away(
    tiny_checkpoint: Checkpoint, teacher: FramingModel, batch: TrainingBatch
) -> None:
    assert distance(teacher, load_network(tiny_checkpoint, torch.float32), batch) == 0


def test_padding_does_not_count(
    settings: Settings, tiny_checkpoint: Checkpoint, teacher: FramingModel, batch: TrainingBatch
) -> None:
    labels = LabelSets(("loaded",), (), ("mine",))
    model = begin_model(settings, labels, tiny_checkpoint)
    padding = batch.kinds == PADDING
    assert padding.any()
    otherwise = replace(batch, ids=batch.ids.masked_fill(padding, 7))
    assert distance(teacher, model, batch) == pytest.approx(distance(teacher, model, otherwise), rel=1e-5)
    assert distance(teacher, model, batch) > 0


@pytest.mark.slow
def test_a_run_draws_a_smaller_network_towards_the_one_it_began_from(
    settings: Settings, tiny_checkpoint: Checkpoint, batch: TrainingBatch, tmp_path: Path
) -> None:
    """With states it ends nearer to the larger network than without."""
    assert settings.teaching is not None
    without = settings.teaching.model_copy(update={"states": 0.0})
    ended = []
    for name, teaching in (("with", settings.teaching), ("without", without)):
        list(train_checkpoint(settings.model_copy(update={"teaching": teaching}), tmp_path / name))
        made = load_network(load_checkpoint(tmp_path / name), torch.float32)
        assert made.encoder.config.intermediate_size == 32
        card = (tmp_path / name / "README.md").read_text("utf-8")
        assert "Checkpoint that taught: `tiny`." in card
        assert "learned first" not in card
        ended.append(distance(load_network(tiny_checkpoint, torch.float32), made, batch))
    assert ended[0] < 0.8 * ended[1]


def test_another_width_is_refused(teacher: FramingModel) -> None:
    other = teacher.config.encoder | {"hidden_size": 16, "num_attention_heads": 1}
    wide = FramingModel(FramingConfig(encoder=other, languages=("en",), window=48, name="other"))
    with pytest.raises(ConfigError, match="as wide as the checkpoint"):
        Imitation(teacher, wide, 1.0)


def test_a_network_with_more_layers_is_refused(teacher: FramingModel) -> None:
    layers = teacher.config.encoder["num_hidden_layers"] + 1
    other = teacher.config.encoder | {"num_hidden_layers": layers}
    deep = FramingModel(FramingConfig(encoder=other, languages=("en",), window=48, name="other"))
    with pytest.raises(ConfigError, match="no more layers"):
        Imitation(teacher, deep, 1.0)


@pytest.mark.slow
def test_a_pretrained_encoder_learns_the_states_of_a_checkpoint_too(
    settings: Settings, tiny_encoder: Path, tiny_checkpoint: Checkpoint, batch: TrainingBatch, tmp_path: Path
) -> None:
    fresh = settings.model_copy(update={"encoder": str(tiny_encoder), "layers": 0, "feed_forward": 0})
    teacher = load_network(tiny_checkpoint, torch.float32)
    ended = []
    assert settings.teaching is not None
    for states in (1.0, 0.0):
        teaching = settings.teaching.model_copy(update={"states": states})
        out = tmp_path / str(states)
        list(train_checkpoint(fresh.model_copy(update={"teaching": teaching}), out))
        ended.append(distance(teacher, load_network(load_checkpoint(out), torch.float32), batch))
    assert ended[0] < 0.8 * ended[1]


def test_states_without_a_checkpoint_are_refused() -> None:
    with pytest.raises(ValueError, match="the first of checkpoints, which names none"):
        Teaching(seeds=(1,), checkpoints=(), texts=("a.csv",), sentences=20, passes=1.0, states=1.0)


def test_states_of_a_checkpoint_that_reads_other_pieces_are_refused(
    settings: Settings, tiny_checkpoint: Checkpoint, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(tiny_checkpoint.path, other)
    tokenizer = Tokenizer.from_file(str(other / TOKENIZER_FILE))
    tokenizer.add_tokens(["zentar"])
    tokenizer.save(str(other / TOKENIZER_FILE))
    assert settings.teaching is not None
    teaching = settings.teaching.model_copy(update={"checkpoints": (str(other),)})
    with pytest.raises(ConfigError, match="reads other pieces"):
        list(train_checkpoint(settings.model_copy(update={"teaching": teaching}), tmp_path / "made"))


def test_the_teacher_is_loaded_only_where_its_states_are_learned(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.training.learning.load_network", None)
    reports = train_checkpoint(settings.model_copy(update={"teaching": None}), tmp_path / "made")
    assert any(isinstance(report, Stage) and report.title.startswith("learning") for report in reports)
