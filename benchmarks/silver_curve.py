"""How much every label gains from more silver sentences: one network per share of them, measured on one fold.

    python -m benchmarks.silver_curve --data FOLDER [--json PATH] [--shares 0.125 0.25 0.5 1]

Each network learns from a share of the silver sentences alone, as configs/default.toml says and with equal
passes, so that a larger share also means more steps. Thresholds come from the same inner split, figures from
the same fold.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import load_checkpoint
from framing.model.save import save_weights
from framing.training import Settings, Step, read_settings
from framing.training.calibrate import calibrate
from framing.training.encoder import build_model, save_tokenizer
from framing.training.figures import SHIPPED, Circumstances, answers, figures
from framing.training.labelsets import label_sets
from framing.training.learning import begin_learning, learn
from framing.training.making import describe_split, write_uncalibrated
from framing.training.partition import Partition, load_partition

CONFIG = Path(__file__).parents[1] / "configs" / "default.toml"
SHARES = (0.125, 0.25, 0.5, 1.0)
PASSES = 4.0
NAMES = (
    *(f"frame.{name}.f1" for name in FRAME_NAMES),
    "frames.macro_f1",
    *(f"word.{name}.f1" for name in ("loaded", *ROLE_NAMES)),
)


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of silver.jsonl")
    parser.add_argument("--shares", type=float, nargs="+", default=list(SHARES))
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    settings = silver_alone(wanted.data)
    found: dict[int, dict[str, float | None]] = {}
    for share in wanted.shares:
        n, measured = at_share(settings, share)
        found[n] = measured
        print(f"{n} sentences: frames {measured['frames.macro_f1']}", flush=True)
    print(table(found))
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def silver_alone(folder: Path) -> Settings:
    """Give the default run, but with the silver sentences as its only data."""
    settings = read_settings(CONFIG)
    silver = settings.data["silver"].model_copy(update={"passes": PASSES})
    update = {"data": {"silver": silver}, "reference": "silver", "data_folder": folder, "teaching": None}
    return settings.model_copy(update=update)


def at_share(settings: Settings, share: float) -> tuple[int, dict[str, float | None]]:
    """Let a network learn from a share of the sentences, and measure it on the held-out fold.

    Returns:
        Number of sentences learned from, and F1 by name.
    """
    whole = load_partition(settings)
    kept = [whole.train[int(at / share)] for at in range(int(len(whole.train) * share))]
    parts = replace(whole, train=tuple(kept))
    torch.set_num_threads(settings.optimisation.threads or torch.get_num_threads())
    with tempfile.TemporaryDirectory() as folder:
        measured = _measured(settings, parts, Path(folder))
    return len(kept), measured


def _measured(settings: Settings, parts: Partition, folder: Path) -> dict[str, float | None]:
    tokenizer = save_tokenizer(settings, folder / "tokenizer")
    torch.manual_seed(settings.optimisation.seed)
    model = build_model(settings, label_sets(settings, parts, None))
    learning = begin_learning(settings, parts.train, model, tokenizer)
    for report in learn(learning, parts.inner, folder / "run", settings):
        if isinstance(report, Step) and report.number % 200 == 0:
            print(f"  step {report.number} of {report.steps}", flush=True)
    model.load_state_dict(learning.weights())
    model.train(False)
    made = folder / "made"
    write_uncalibrated(model, parts.train, made, tokenizer)
    model.config.decide(*calibrate(load_checkpoint(made), settings, parts.inner))
    save_weights(model, made)
    checkpoint = load_checkpoint(made)
    how = Circumstances(describe_split(settings), settings.splits.seed, checkpoint.digest)
    shipped = [answer for answer in answers(checkpoint, parts) if answer.system == SHIPPED]
    return {one.name: one.value for one in figures(shipped, how).measures if one.name in NAMES}


def table(found: dict[int, dict[str, float | None]]) -> str:
    """Lay the figures out as a table in Markdown, a line per label."""
    sizes: Sequence[int] = sorted(found)
    lines = ["| label | " + " | ".join(f"{n:,}" for n in sizes) + " |", "|---" * (len(sizes) + 1) + "|"]
    for name in NAMES:
        figures_of = [found[n].get(name) for n in sizes]
        shown = ["undefined" if value is None else f"{value:.3f}" for value in figures_of]
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
