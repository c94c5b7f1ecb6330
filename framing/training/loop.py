"""The training loop: a generator that neither prints nor saves."""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from framing.labelled.examples import Example
from framing.model.network import FramingModel
from framing.model.pieces import PieceEncoder
from framing.training.augment import Augmenter
from framing.training.batches import LabelSets, hide_pieces, tensors
from framing.training.imitation import Imitation
from framing.training.objective import Objective
from framing.training.settings import Optimisation, Precision


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did.

    Attributes:
        number: 1-based number of the step.
        steps: Number of steps of the run.
        loss: Loss of the batch.
    """

    number: int
    steps: int
    loss: float


@dataclass(slots=True, eq=False)
class Run:
    """Everything that changes during a run, so that it can be saved and taken up again.

    Attributes:
        model: The network being trained.
        objective: The loss, with the data sets' standards.
        average: Moving average of the network's weights, by name: what a run hands over.
        optimizer: AdamW over both.
        done: Steps done.
    """

    model: FramingModel
    objective: Objective
    average: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    done: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that stays the same during a run.

    Attributes:
        examples: The training examples.
        steps: Indices of each step's examples.
        encoder: Cuts sentences into pieces.
        labels: The labels to learn.
        optimisation: How the weights are learned.
        augmenter: Changes sentences at random.
        device: Where the network is.
        imitation: The network whose states are learned too; ``None`` for none.
    """

    examples: Sequence[Example]
    steps: Sequence[Sequence[int]]
    encoder: PieceEncoder
    labels: LabelSets
    optimisation: Optimisation
    augmenter: Augmenter
    device: torch.device
    imitation: Imitation | None = None


def start(model: FramingModel, objective: Objective, settings: Optimisation) -> Run:
    """Begin a run.

    Args:
        model: The network, its encoder pretrained.
        objective: The loss.
        settings: How the weights are learned.

    Returns:
        The run before its first step.
    """
    groups = _groups(model, objective, settings)
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.weight_decay, fused=True)
    for group in optimizer.param_groups:
        group["highest"] = group["lr"]
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    return Run(model=model, objective=objective, average=average, optimizer=optimizer)


def train(run: Run, plan: Plan) -> Iterator[Step]:
    """Carry a run to its end.

    Every step draws its chances from the seed and its own number, so that a run that was taken up
    again is the same as one that was never stopped.

    Args:
        run: Where the run stands; changed in place.
        plan: What it does.

    Yields:
        A report after every step.
    """
    settings = plan.optimisation
    run.model.train()
    while run.done < len(plan.steps):
        chance = random.Random(f"{settings.seed}:{run.done}")
        torch.manual_seed(chance.getrandbits(48))
        picked = [plan.augmenter(plan.examples[i], chance) for i in plan.steps[run.done]]
        set_rates(run.optimizer, run.done, len(plan.steps), settings.warmup)
        loss = _step(run, plan, picked)
        run.done += 1
        _average(run, settings.average)
        yield Step(number=run.done, steps=len(plan.steps), loss=loss)


def _step(run: Run, plan: Plan, examples: Sequence[Example]) -> float:
    batch = tensors(examples, plan.encoder, plan.labels)
    if plan.encoder.mask is not None:
        batch = hide_pieces(batch, plan.augmenter.settings.hide, plan.encoder.mask)
    batch = batch.to(plan.device)
    narrow = in_bf16(plan.optimisation.precision, plan.device)
    with torch.autocast(plan.device.type, torch.bfloat16, enabled=narrow):
        output = run.model(batch.ids, batch.kinds)
        apart = 0.0 if plan.imitation is None else plan.imitation(batch)
    # What is told of a step is the loss of the labels alone, as the inner split's is.
    loss = run.objective(output, batch)
    run.optimizer.zero_grad(set_to_none=True)
    (loss + apart).backward()
    nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
    run.optimizer.step()
    return float(loss.detach())


def in_bf16(precision: Precision, device: torch.device) -> bool:
    """Tell whether the forward pass runs in bf16.

    Args:
        precision: As the settings have it.
        device: Where it runs.

    Returns:
        Whether it does: as asked for; where that is left open, if the device multiplies it in hardware.
    """
    if precision == "auto" and device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    if precision == "auto":
        # Without instructions for it, bf16 on a processor is emulated and slower than fp32.
        return bool(torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())
    return precision == "bf16"


def set_rates(optimizer: torch.optim.Optimizer, done: int, steps: int, warmup: float) -> None:
    """Raise the rates linearly, then let them fall linearly to nothing.

    Args:
        optimizer: Each of its groups knows its highest rate as ``highest``.
        done: Steps done.
        steps: Steps of the run.
        warmup: Share of the steps over which the rates rise.
    """
    rising = max(1.0, warmup * steps)
    factor = min((done + 1) / rising, (steps - done) / max(1.0, steps - rising), 1.0)
    for group in optimizer.param_groups:
        group["lr"] = group["highest"] * factor


def _average(run: Run, decay: float) -> None:
    # Early on the average follows closely, else it would remember the untrained heads.
    decay = min(decay, run.done / (run.done + 10))
    weights = {name: value for name, value in run.model.state_dict().items() if value.is_floating_point()}
    with torch.no_grad():
        torch._foreach_lerp_([run.average[name] for name in weights], list(weights.values()), 1 - decay)


def _groups(model: FramingModel, objective: Objective, settings: Optimisation) -> list[dict[str, object]]:
    """Give each layer of the encoder its own rate, falling towards the embeddings."""
    layers = model.encoder.config.num_hidden_layers
    groups: dict[float, list[nn.Parameter]] = {}
    for name, parameter in model.encoder.named_parameters():
        depth = _depth(name, layers)
        groups.setdefault(settings.encoder_rate * settings.layer_decay ** (layers - depth), []).append(
            parameter
        )
    heads = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    rated: list[dict[str, object]] = [{"params": values, "lr": rate} for rate, values in groups.items()]
    rated.append({"params": [*heads, *objective.parameters()], "lr": settings.head_rate})
    return rated


def _depth(name: str, layers: int) -> int:
    """Tell which layer a parameter is in: 0 for embeddings, 1 to n for layers, n for what is above."""
    parts = name.split(".")
    for before, part in itertools.pairwise(parts):
        if before in ("layer", "layers") and part.isdigit():
            return int(part) + 1
    return 0 if "embed" in name else layers
