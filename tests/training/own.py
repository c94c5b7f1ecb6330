"""A user's table, and the config of a quick run on it."""

import csv
from pathlib import Path

from framing.training.settings import Settings
from framing.training.tuning import OwnRun, own_settings

WHO = ("bandits", "families")


def write_table(file: Path, rows: list[dict[str, object]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def loaded_rows(n: int) -> list[dict[str, object]]:
    return [
        {"text": text, "label": int("brutal" in text), "url": f"u{number // 2}"}
        for number in range(n)
        for text in [
            " ".join(f"The {'brutal' if number % 3 else ''} {WHO[number % 2]} closed port {number}.".split())
        ]
    ]


def topic_rows(n: int) -> list[dict[str, object]]:
    topics = ("jobs", "court", "port")
    return [
        {
            "text": f"The {WHO[number % 2]} closed the {topics[number % 3]} {number}.",
            "label": topics[number % 3],
        }
        for number in range(n)
    ]


def quick_settings(
    data: Path, encoder: str, *, epochs: float = 1.0, patience: int = 0, **changes: object
) -> Settings:
    """Give settings of a run that is over in seconds."""
    settings = own_settings(OwnRun(data=(str(data),), encoder=encoder, epochs=epochs))
    optimisation = settings.optimisation.model_copy(
        update={"threads": 1, "precision": "fp32", "window": 32, "encoder_rate": 2e-3, "head_rate": 1e-2}
        | changes
    )
    stopping = settings.stopping.model_copy(update={"checks": 4, "patience": patience})
    return settings.model_copy(update={"optimisation": optimisation, "stopping": stopping, "window": 48})
