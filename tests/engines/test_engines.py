import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import openvino
import pytest
from safetensors.torch import load_file, save_file

from framing import engines
from framing.engines import Engine, Logits, load_engine
from framing.engines.cpu import CpuEngine
from framing.engines.gpu import TorchEngine
from framing.engines.sentences import run_sentences
from framing.errors import CheckpointError, MissingExtraError, UsageError
from framing.model.checkpoint import (
    IR_FILE,
    IR_WEIGHTS_FILE,
    TOKENIZER_FILE,
    WEIGHTS_FILE,
    Checkpoint,
    load_checkpoint,
)
from framing.model.pieces import Batch, PieceEncoder, pad
from framing.text import Sentence
from tests.engines.tiny import write_checkpoint

STARTS = ("We said the port", "The court", "On Monday the brutal bandits")
MIDDLES = ("closed on", "said the families closed the jobs on", "closed", "said un-")
ENDS = ("monday", "monday and 7 more", "the court, the port", "provoked")
TEXTS = [
    *(f"{start} {middle} {end}." for start in STARTS for middle, end in zip(MIDDLES, ENDS, strict=True)),
    "The port.",
    "We said the families closed the port " + "on monday " * 30 + ".",
]


@pytest.fixture(scope="module")
def tiny_checkpoint(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return write_checkpoint(tmp_path_factory.mktemp("tiny"), tiny_encoder)


@pytest.fixture(scope="module")
def cpu(tiny_checkpoint: Checkpoint) -> Engine:
    return CpuEngine(tiny_checkpoint, streams=2)


@pytest.fixture(scope="module")
def reference(tiny_checkpoint: Checkpoint) -> Engine:
    return TorchEngine(tiny_checkpoint, device="cpu")


@pytest.fixture(scope="module")
def batches(tiny_checkpoint: Checkpoint) -> list[Batch]:
    """Give batches of many shapes: one sentence each, of several lengths."""
    encoder = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=tiny_checkpoint.window)
    sentences = encoder.encode([Sentence(text, 0, len(text)) for text in TEXTS])
    return [pad([window]) for sentence in sentences for window in sentence.windows]


def joined(logits: list[Logits]) -> np.ndarray:
    return np.concatenate([part.ravel() for row in logits for part in (row.sentence, row.own, row.words)])


def test_int8_is_close_to_fp32(cpu: Engine, reference: Engine, batches: list[Batch]) -> None:
    small, full = joined(list(cpu.run(batches))), joined(list(reference.run(batches)))
    assert np.abs(small - full).mean() < 0.05 * full.std()
    assert np.corrcoef(small, full)[0, 1] > 0.995


@pytest.mark.parametrize("shipped", [None, "default", "fast"])
def test_weights_take_half_of_what_int8_holds(tiny_checkpoint: Checkpoint, shipped: str | None) -> None:
    checkpoint = load_checkpoint(shipped) if shipped else tiny_checkpoint
    network = openvino.Core().read_model(checkpoint.path / IR_FILE)
    products = [node for node in network.get_ops() if node.get_type_name() == "MatMul"]
    weights = [found for product in products if (found := int8_above(product)) is not None]
    assert weights
    # Processors without VNNI add two products in 16 bits: 2 * 255 * 64 fits there, 2 * 255 * 127 does not.
    assert max(np.abs(values.astype(int)).max() for values in weights) <= 64


def int8_above(product: openvino.Node) -> np.ndarray | None:
    """Give the int8 values that a product multiplies by, if it does: they are scaled on their way to it."""
    node = product.input_value(1).get_node()
    while node.get_type_name() in ("Convert", "Multiply", "Subtract", "Reshape", "Transpose"):
        node = node.input_value(0).get_node()
    is_int8 = node.get_type_name() == "Constant" and node.get_element_type() == openvino.Type.i8
    return node.get_data() if is_int8 else None


@pytest.mark.parametrize("name", ["cpu", "reference"])
def test_results_have_the_shapes_of_their_batches(
    name: str, request: pytest.FixtureRequest, batches: list[Batch], tiny_checkpoint: Checkpoint
) -> None:
    engine: Engine = request.getfixturevalue(name)
    for batch, logits in zip(batches, engine.run(batches), strict=True):
        n, length = batch.ids.shape
        assert logits.sentence.shape == (n, len(tiny_checkpoint.sentence_labels))
        assert logits.own.shape == (n,)
        assert logits.words.shape == (n, length, len(tiny_checkpoint.word_labels))
        assert {part.dtype for part in (logits.sentence, logits.own, logits.words)} == {np.dtype(np.float32)}


def test_several_batches_under_way_equal_one_by_one_in_order(cpu: Engine, batches: list[Batch]) -> None:
    many = batches * 4
    together = list(cpu.run(many))
    alone = [next(iter(cpu.run([batch]))) for batch in many]
    for first, second in zip(together, alone, strict=True):
        np.testing.assert_array_equal(first.sentence, second.sentence)
        np.testing.assert_array_equal(first.words, second.words)


def test_a_result_is_not_overwritten_by_later_batches(cpu: Engine, batches: list[Batch]) -> None:
    results = cpu.run(batches * 4)
    first = next(results)
    kept = first.words.copy()
    list(results)
    np.testing.assert_array_equal(first.words, kept)


def test_batches_are_read_only_a_few_ahead(cpu: Engine, batches: list[Batch]) -> None:
    read = []

    def feed() -> Iterator[Batch]:
        for number, batch in enumerate(batches * 4):
            read.append(number)
            yield batch

    list(islice(cpu.run(feed()), 3))
    assert len(read) <= 3 + 2 * 2


@pytest.mark.parametrize("ahead", [1, 3])
def test_torch_with_batches_under_way_gives_the_same_in_order(
    reference: Engine, tiny_checkpoint: Checkpoint, batches: list[Batch], ahead: int
) -> None:
    """On a GPU one batch is under way while another is waited for: as far as that can be seen without one."""
    engine = TorchEngine(tiny_checkpoint, device="cpu", ahead=ahead)
    for first, second in zip(engine.run(batches), reference.run(batches), strict=True):
        np.testing.assert_array_equal(first.words, second.words)
        np.testing.assert_array_equal(first.sentence, second.sentence)


def test_no_batch_gives_no_result(cpu: Engine, reference: Engine) -> None:
    assert list(cpu.run([])) == list(reference.run([])) == []


@pytest.mark.parametrize("name", ["cpu", "reference"])
def test_rows_side_by_side_equal_rows_alone(
    name: str, request: pytest.FixtureRequest, tiny_checkpoint: Checkpoint
) -> None:
    engine: Engine = request.getfixturevalue(name)
    encoder = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=tiny_checkpoint.window)
    sentences = [Sentence(text, 0, len(text)) for text in TEXTS]
    together = run_sentences(sentences, encoder, engine)
    for sentence, row in zip(sentences, together, strict=True):
        (alone,) = run_sentences([sentence], encoder, engine)
        np.testing.assert_allclose(row.sentence, alone.sentence, atol=2e-2)
        np.testing.assert_allclose(row.words, alone.words, atol=2e-2)


def test_a_sentence_is_scored_alike_in_whatever_company(cpu: Engine, tiny_checkpoint: Checkpoint) -> None:
    """To the last bit: a run that is resumed or spread over a cluster forms other batches."""
    encoder = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=tiny_checkpoint.window)
    sentences = [Sentence(text, 0, len(text)) for text in TEXTS]
    together = run_sentences(sentences * 40, encoder, cpu)
    for sentence, row in zip(sentences, together[len(sentences) :], strict=False):
        (alone,) = run_sentences([sentence], encoder, cpu)
        np.testing.assert_array_equal(row.sentence, alone.sentence)
        np.testing.assert_array_equal(row.words, alone.words)
        assert row.own == alone.own


def test_sentences_come_back_in_their_order(reference: Engine, tiny_checkpoint: Checkpoint) -> None:
    encoder = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=tiny_checkpoint.window)
    sentences = [Sentence(text, 0, len(text)) for text in TEXTS]
    forth, back = (run_sentences(rows, encoder, reference) for rows in (sentences, sentences[::-1]))
    for first, second in zip(forth, back[::-1], strict=True):
        np.testing.assert_allclose(first.sentence, second.sentence, atol=1e-4)


def test_no_sentence_gives_no_result(reference: Engine, tiny_checkpoint: Checkpoint) -> None:
    encoder = PieceEncoder(tiny_checkpoint.path / TOKENIZER_FILE, window=tiny_checkpoint.window)
    assert run_sentences([], encoder, reference) == ()


def test_each_engine_names_itself(cpu: Engine, reference: Engine) -> None:
    assert (cpu.name, reference.name) == ("openvino-int8", "torch-cpu-fp32")


@pytest.mark.parametrize(("device", "kind"), [("cpu", CpuEngine), ("torch-cpu", TorchEngine)])
def test_a_device_has_its_engine(tiny_checkpoint: Checkpoint, device: str, kind: type) -> None:
    assert isinstance(load_engine(tiny_checkpoint, device=device), kind)


def test_without_a_gpu_auto_is_the_processor(
    tiny_checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_sees_gpu", lambda: False)
    assert isinstance(load_engine(tiny_checkpoint), CpuEngine)


def test_an_unknown_device_is_refused(checkpoint: Checkpoint) -> None:
    with pytest.raises(UsageError, match="unknown device 'tpu': choose one of auto, cpu, cuda, torch-cpu"):
        load_engine(checkpoint, device="tpu")


def test_a_gpu_that_is_not_there_is_refused(checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_sees_gpu", lambda: False)
    with pytest.raises(UsageError, match="sees no GPU"):
        load_engine(checkpoint, device="cuda")


@pytest.mark.parametrize("device", ["cuda", "torch-cpu"])
def test_torch_that_is_not_installed_is_named_with_its_extra(
    checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch, device: str
) -> None:
    monkeypatch.setattr(engines, "_has_torch", lambda: False)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[train\]"'):
        load_engine(checkpoint, device=device)


@pytest.fixture
def copied(tiny_checkpoint: Checkpoint, tmp_path: Path) -> Checkpoint:
    """Give a copy of the checkpoint, to be harmed."""
    shutil.copytree(tiny_checkpoint.path, tmp_path / "copied")
    return replace(tiny_checkpoint, path=tmp_path / "copied")


def test_a_checkpoint_without_ir_is_refused(copied: Checkpoint) -> None:
    (copied.path / IR_FILE).unlink()
    with pytest.raises(CheckpointError, match="has no openvino"):
        CpuEngine(copied)


@pytest.mark.parametrize("harm", [None, b"short"])
def test_an_ir_without_its_weights_is_refused_in_one_line(copied: Checkpoint, harm: bytes | None) -> None:
    weights = copied.path / IR_WEIGHTS_FILE
    weights.unlink() if harm is None else weights.write_bytes(harm)
    with pytest.raises(CheckpointError, match="cannot be read") as caught:
        CpuEngine(copied)
    assert "\n" not in str(caught.value)


def test_cut_off_weights_are_refused(copied: Checkpoint) -> None:
    weights = copied.path / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="cannot be loaded"):
        TorchEngine(copied, device="cpu")


def test_weights_that_are_missing_are_not_made_up(copied: Checkpoint) -> None:
    weights = load_file(copied.path / WEIGHTS_FILE)
    del weights["word_head.bias"]
    save_file(weights, copied.path / WEIGHTS_FILE, metadata={"format": "pt"})
    with pytest.raises(CheckpointError, match=r"do not fit the config at word_head\.bias"):
        TorchEngine(copied, device="cpu")


def test_weights_of_another_size_are_refused(copied: Checkpoint) -> None:
    file = copied.path / "config.json"
    config = json.loads(file.read_text("utf-8"))
    config["word_labels"].append("fool")
    file.write_text(json.dumps(config), "utf-8")
    with pytest.raises(CheckpointError, match=r"do not fit the config at word_head\.(weight|bias)"):
        TorchEngine(copied, device="cpu")
