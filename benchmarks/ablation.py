"""Which parts of the training recipe help, and by how much: one network with each part changed.

    python -m benchmarks.ablation --data FOLDER [--json PATH] [--only NAME ...]

Every network learns the people's and the silver labels, shorter than the shipped checkpoint and without
teachers, with one part of configs/default.toml changed, and is measured on the same fold. That is not the
fold of the model card: what is chosen here was not chosen there. One seed each, so differences of a
hundredth are noise.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.trial import learn_and_measure
from framing.labelled.examples import Example
from framing.model.network import FramingModel, FramingOutput
from framing.training import Settings, read_settings
from framing.training.batches import TrainingBatch
from framing.training.learning import Learning
from framing.training.objective import Objective
from framing.training.partition import Partition, load_partition

CONFIG = Path(__file__).parents[1] / "configs" / "default.toml"
FOLD = 1
PASSES = {"babe": 3.0, "silver": 3.0, "mirror": 5.0}

NAMES = (
    "babe loaded.macro_f1",
    "babe loaded.auc",
    "babe word.loaded.f1",
    "silver word.loaded.f1",
    "silver word.villain.f1",
    "silver word.victim.f1",
    "silver frames.macro_f1",
    "mirror word.loaded.f1",
    "mirror word.villain.f1",
    "mirror word.victim.f1",
)

SMOOTHING = 0.05
NOISE = 0.1
ADVERSARY = 0.5
"""Length of the step against the network, in units of its embeddings' mean length."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One part of the recipe, changed.

    Attributes:
        name: What is changed.
        settings: Settings that differ, by table.
        examples: What is learned from, changed.
        run: The run, changed before its first step.
    """

    name: str
    settings: Mapping[str, Mapping[str, Any]] | None = None
    examples: Callable[[Example], Example] | None = None
    run: Callable[[Learning], None] | None = None


def smoothed(example: Example) -> Example:
    """Draw the sentence labels in from 0 and 1; an unknown one stays unknown."""
    return replace(
        example,
        labels={name: SMOOTHING + (1 - 2 * SMOOTHING) * value for name, value in example.labels.items()},
    )


def noisy(learning: Learning) -> None:
    """Add uniform noise to the embeddings of every step."""

    def hook(_: nn.Module, __: object, states: Tensor) -> Tensor:
        return states + (torch.rand_like(states) * 2 - 1) * NOISE * states.abs().mean()

    learning.run.model.encoder.embeddings.register_forward_hook(hook)


def adversarial(learning: Learning) -> None:
    """Let every step also learn from embeddings moved where they hurt most (Miyato et al. 2017)."""
    learning.run.objective = Adversarial(learning.run.model, learning.run.objective)


def largest_state(learning: Learning) -> None:
    """Pool pieces by the largest state of each dimension instead of by the mean."""

    def largest(states: Tensor, mask: Tensor) -> Tensor:
        hidden = states.masked_fill(~mask[:, :, None], torch.finfo(states.dtype).min)
        return torch.where(mask.any(1)[:, None], hidden.max(1).values, torch.zeros_like(states[:, 0]))

    learning.run.model._mean = largest


class Adversarial(Objective):
    """The loss, and the loss at embeddings moved along its gradient."""

    def __init__(self, model: FramingModel, of: Objective) -> None:
        nn.Module.__init__(self)
        self.of = of
        # In a tuple, so that the network is no part of this module: its weights are learned already.
        self.network = (model,)
        self.states: Tensor | None = None
        self.step: Tensor | None = None
        model.encoder.embeddings.register_forward_hook(self._moved)

    def forward(self, output: FramingOutput, batch: TrainingBatch) -> Tensor:
        """Compute both losses."""
        loss = self.of(output, batch)
        assert self.states is not None
        (gradient,) = torch.autograd.grad(loss, self.states, retain_graph=True)
        length = self.states.detach().float().norm(dim=-1, keepdim=True).mean()
        self.step = ADVERSARY * length * nn.functional.normalize(gradient.float(), dim=-1)
        with torch.autocast(
            batch.ids.device.type, torch.bfloat16, enabled=output.words.dtype == torch.bfloat16
        ):
            moved = self.network[0](batch.ids, batch.kinds)
        self.step = None
        return (loss + self.of(moved, batch)) / 2

    def _moved(self, _: nn.Module, __: object, states: Tensor) -> Tensor:
        if self.step is not None:
            return states + self.step.to(states.dtype)
        self.states = states
        return states


def _off(name: str, **changed: float) -> Variant:
    return Variant(name, {"augmentation": changed})


VARIANTS = (
    Variant("as it is"),
    Variant("no average of weights", {"optimisation": {"average": 0.0}}),
    Variant("one rate for all layers", {"optimisation": {"layer_decay": 1.0}}),
    Variant("labels smoothed", examples=smoothed),
    Variant("noise on embeddings", run=noisy),
    Variant("adversarial embeddings", run=adversarial),
    Variant("largest state instead of mean", run=largest_state),
    _off("no names changed", swap=0.0, exchange=0.0, rename=0.0),
    _off("nothing injected", inject=0.0),
    _off("nothing hidden", hide=0.0),
)


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of babe.jsonl, silver.jsonl, mirror.jsonl"
    )
    parser.add_argument("--only", nargs="+", choices=[one.name for one in VARIANTS], metavar="NAME")
    parser.add_argument(
        "--json", type=Path, help="figures so far; variants that stand there are not run again"
    )
    wanted = parser.parse_args()
    found: dict[str, dict[str, float | None]] = {}
    if wanted.json and wanted.json.is_file():
        found = json.loads(wanted.json.read_text("utf-8"))
    settings = shortened(wanted.data)
    parts = load_partition(settings)
    for variant in VARIANTS:
        if variant.name in found or (wanted.only and variant.name not in wanted.only):
            continue
        print(variant.name, flush=True)
        found[variant.name] = measured(variant, settings, parts)
        if wanted.json:
            wanted.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    print(table(found))


def shortened(folder: Path) -> Settings:
    """Give the default run without teachers, on the labels of people and of the silver set alone."""
    settings = read_settings(CONFIG)
    data = {
        name: settings.data[name].model_copy(update={"passes": passes}) for name, passes in PASSES.items()
    }
    splits = settings.splits.model_copy(update={"scored": FOLD})
    update = {"data": data, "data_folder": folder, "teaching": None, "splits": splits}
    return settings.model_copy(update=update)


def measured(variant: Variant, settings: Settings, parts: Partition) -> dict[str, float | None]:
    """Let a network learn with a part of the recipe changed, and measure it."""
    changed = {
        table: getattr(settings, table).model_copy(update=dict(update))
        for table, update in (variant.settings or {}).items()
    }
    train = parts.train if variant.examples is None else tuple(map(variant.examples, parts.train))
    figures = learn_and_measure(settings.model_copy(update=changed), replace(parts, train=train), variant.run)
    return {name: figures.get(name) for name in NAMES}


def table(found: Mapping[str, Mapping[str, float | None]]) -> str:
    """Lay the figures out as a table in Markdown, a line per variant."""
    lines = ["| changed | " + " | ".join(NAMES) + " |", "|---" * (len(NAMES) + 1) + "|"]
    for variant, figures in found.items():
        shown: Sequence[str] = [_shown(figures[name]) for name in NAMES]
        lines.append(f"| {variant} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
