"""How much every label gains from more silver sentences: one network per share of them, measured on one fold.

    python -m benchmarks.silver_curve --data FOLDER [--json PATH] [--shares 0.125 0.25 0.5 1]

Each network learns from a share of the silver sentences alone, as configs/default.toml says and with equal
passes, so that a larger share also means more steps. Thresholds come from the same inner split, figures from
the same fold.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.trial import learn_and_measure
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.training import Settings, read_settings
from framing.training.partition import load_partition

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
    measured = learn_and_measure(settings, replace(whole, train=tuple(kept)))
    return len(kept), {name: measured.get(f"silver {name}") for name in NAMES}


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
