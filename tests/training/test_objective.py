from dataclasses import replace

import pytest
import torch
from torch import Tensor

from framing.model.network import FramingOutput
from framing.training.batches import LabelSets, TrainingBatch
from framing.training.objective import FRAME_WEIGHT, OWN_WEIGHT, Objective

LABELS = LabelSets(("loaded", "economic"), ("loaded", "villain"), ("experts", "models"))
UNKNOWN = float("nan")
N, LENGTH, WIDTH = 2, 3, 4


def make_objective(*, word_weight: float = 1.0) -> Objective:
    return Objective(LABELS, ("experts", "models"), word_weight=word_weight, width=WIDTH)


def make_output(seed: int = 1) -> FramingOutput:
    generator = torch.Generator().manual_seed(seed)
    shapes = ((N, 2), (N,), (N, LENGTH, 2), (N, 2, WIDTH))
    return FramingOutput(*(torch.randn(shape, generator=generator).requires_grad_() for shape in shapes))


def unlabelled(data_set: tuple[int, int] = (0, 1)) -> TrainingBatch:
    nothing = torch.zeros(N, LENGTH, dtype=torch.long)
    return TrainingBatch(
        ids=nothing,
        kinds=nothing,
        sentence=torch.full((N, 2), UNKNOWN),
        own=torch.full((N,), UNKNOWN),
        words=torch.full((N, LENGTH, 2), UNKNOWN),
        data_set=torch.tensor(data_set),
    )


def gradient(value: Tensor) -> Tensor:
    return torch.zeros_like(value) if value.grad is None else value.grad


def test_a_batch_without_labels_costs_nothing() -> None:
    output = make_output()
    loss = make_objective()(output, unlabelled())
    loss.backward()
    assert loss == 0
    assert all((gradient(part) == 0).all() for part in output)


@pytest.mark.parametrize("part", ["sentence", "own", "words"])
def test_only_known_labels_give_a_gradient(part: str) -> None:
    batch, output = unlabelled(), make_output()
    known = getattr(batch, part).clone()
    known.view(N, -1)[1, 0] = 1.0
    make_objective()(output, replace(batch, **{part: known})).backward()
    for name in ("sentence", "own", "words"):
        moved = gradient(getattr(output, name)) != 0
        wanted = torch.zeros_like(moved)
        if name == part:
            wanted.view(N, -1)[1, 0] = True
        assert (moved == wanted).all()


def test_the_loss_is_the_weighted_cross_entropy() -> None:
    output = make_output()
    batch = replace(
        unlabelled((0, 0)),
        sentence=torch.tensor([[1.0, 0.0], [0.0, 1.0]]),
        own=torch.tensor([1.0, UNKNOWN]),
        words=torch.zeros(N, LENGTH, 2),
    )

    def cost(logit: Tensor, label: float) -> Tensor:
        return -torch.log(torch.sigmoid(logit if label else -logit))

    sentence = cost(output.sentence[0, 0], 1) + FRAME_WEIGHT * cost(output.sentence[0, 1], 0)
    sentence = sentence + cost(output.sentence[1, 0], 0) + FRAME_WEIGHT * cost(output.sentence[1, 1], 1)
    own = OWN_WEIGHT * cost(output.own[0], 1)
    words = cost(output.words, 0).sum() / (N * LENGTH)
    expected = (sentence + own) / N + 3.0 * words
    torch.testing.assert_close(make_objective(word_weight=3.0)(output, batch), expected)


def labelled(data_set: tuple[int, int]) -> TrainingBatch:
    return replace(
        unlabelled(data_set), sentence=torch.ones(N, 2), own=torch.ones(N), words=torch.ones(N, LENGTH, 2)
    )


def test_the_references_standard_stays_put() -> None:
    objective = make_objective()
    objective(make_output(), labelled((0, 1))).backward()
    for standard in (objective.log_scale.grad, objective.offset.grad):
        assert standard is not None
        assert standard[0, 0] == 0
        assert standard[1, 1] == 0
        assert standard[1, 0] != 0
        assert standard[0, 1] != 0


def test_a_reference_is_judged_by_the_bare_logit() -> None:
    """Even if its parameters were moved, the reference's scale is 1 and its offset 0."""
    objective, moved = make_objective(), make_objective()
    with torch.no_grad():
        moved.offset[0, 0] = moved.log_scale[0, 0] = 5.0
    output, batch = make_output(), labelled((0, 0))
    torch.testing.assert_close(moved(output, batch), objective(output, batch))


def test_another_data_set_is_judged_by_its_own_line() -> None:
    objective = make_objective(word_weight=0.0)
    with torch.no_grad():
        objective.offset[1, 0], objective.log_scale[1, 0] = -2.0, 0.5
    output, batch = make_output(), labelled((1, 1))
    scale = torch.exp(torch.tensor(0.5))
    moved = FramingOutput(
        torch.stack([output.sentence[:, 0] * scale - 2.0, output.sentence[:, 1]], dim=1),
        output.own * scale - 2.0,
        output.words,
        output.means,
    )
    plain = make_objective(word_weight=0.0)
    torch.testing.assert_close(objective(output, batch), plain(moved, batch))


def test_another_data_set_has_a_direction_of_its_own_and_the_reference_none() -> None:
    objective = make_objective(word_weight=0.0)
    with torch.no_grad():
        objective.direction[:] = torch.arange(WIDTH)
    output, plain = make_output(), make_objective(word_weight=0.0)
    added = output.means @ torch.arange(WIDTH, dtype=torch.float32)
    moved = output._replace(
        sentence=output.sentence + added[:, :1] * torch.tensor([1.0, 0.0]), own=output.own + added[:, 1]
    )
    torch.testing.assert_close(objective(output, labelled((1, 1))), plain(moved, labelled((1, 1))))
    torch.testing.assert_close(objective(output, labelled((0, 0))), plain(output, labelled((0, 0))))


def test_half_precision_logits_are_judged_in_full() -> None:
    output = FramingOutput(*(part.detach().bfloat16() for part in make_output()))
    assert make_objective()(output, labelled((0, 1))).dtype == torch.float32
