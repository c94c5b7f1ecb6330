"""Reads ``run.json``: which checkpoint made a score table, with which thresholds."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from framing.errors import ScoreTableError
from framing.report.quality import ErrorRates, LabelQuality, QualityPoint, measured_quality
from framing.scores import RUN_FILE, SCHEMA_VERSION

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The run that made a score table.

    Attributes:
        framing_version: Version of this package that scored.
        checkpoint_name: Name of the checkpoint.
        checkpoint_digest: Digest of the checkpoint, as in the table's ``checkpoint`` column.
        engine: Engine that ran it, with its number format; ``None`` when not recorded.
        thresholds: Label and the probability from which it counts, in [0, 1].
        quality: Measured quality of the checkpoint, label by label; empty when unknown.
        settings: Settings of the run, name and value as text.
        versions: Packages and their versions.
        articles_in: Inputs offered to the run; ``None`` when not recorded.
        errors: Reason and number of inputs that were not scored.
        foreign_paragraphs: Paragraphs left out for their language; ``None`` when not recorded.
    """

    framing_version: str
    checkpoint_name: str
    checkpoint_digest: str
    engine: str | None
    thresholds: tuple[tuple[str, float], ...]
    quality: tuple[LabelQuality, ...]
    settings: Pairs
    versions: Pairs
    articles_in: int | None
    errors: tuple[tuple[str, int], ...]
    foreign_paragraphs: int | None

    def quality_of(self, label: str) -> LabelQuality | None:
        """Give how well the checkpoint finds a label.

        Args:
            label: Name of a label.

        Returns:
            Its quality; ``None`` where nothing is recorded.
        """
        return next((one for one in self.quality if one.label == label), None)

    def rates_of(self, label: str) -> ErrorRates | None:
        """Give how often a label errs either way.

        Args:
            label: Name of a label.

        Returns:
            Its error rates; ``None`` where they are not recorded.
        """
        quality = self.quality_of(label)
        return quality.rates if quality else None

    @property
    def undecided(self) -> tuple[str, ...]:
        """Labels that no sentence or word is given: no threshold kept the precision that was asked for.

        The run stores a threshold of 1 for them. What is over it says nothing of the source, so that a share
        of nothing must not be read as "never".
        """
        return tuple(name for name, threshold in self.thresholds if threshold >= 1)

    def knows(self, label: str) -> bool:
        """Tell whether the checkpoint has a label.

        Args:
            label: Name of a label; ``word_loaded`` for loaded words.

        Returns:
            Whether the run has a threshold for it.
        """
        return any(name == label for name, _ in self.thresholds)

    def threshold(self, label: str) -> float:
        """Give the probability from which a label counts.

        Args:
            label: Name of a label.

        Returns:
            The threshold, in [0, 1].

        Raises:
            ScoreTableError: The run did not record one.
        """
        for name, threshold in self.thresholds:
            if name == label:
                return threshold
        raise ScoreTableError(f"{RUN_FILE} gives no threshold for '{label}'; score the articles again")


def read_run(out: Path) -> RunInfo:
    """Read and check ``run.json``.

    Args:
        out: Folder that ``framing score`` wrote.

    Returns:
        The run.

    Raises:
        ScoreTableError: The file is absent, is not JSON, lacks a field or is of another schema version.
    """
    path = out / RUN_FILE
    if not path.is_file():
        raise ScoreTableError(f"{path} is missing: is {out} a folder that 'framing score' finished?")
    try:
        raw = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ScoreTableError(f"{path} is not valid JSON: {error}") from error
    if not isinstance(raw, dict) or raw.get("schema_version") != SCHEMA_VERSION:
        found = raw.get("schema_version") if isinstance(raw, dict) else None
        raise ScoreTableError(f"{path} has schema version {found}, this report reads {SCHEMA_VERSION}")
    try:
        return _run_from(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ScoreTableError(f"{path} is incomplete: {error!r}") from error


def _run_from(raw: dict[str, object]) -> RunInfo:
    checkpoint, counts = _section(raw, "checkpoint"), _section(raw, "counts")
    return RunInfo(
        framing_version=str(raw["framing_version"]),
        checkpoint_name=str(checkpoint["name"]),
        checkpoint_digest=str(checkpoint["digest"]),
        engine=None if raw.get("engine") is None else str(raw["engine"]),
        thresholds=tuple((name, _prob(value)) for name, value in _section(checkpoint, "thresholds").items()),
        quality=_qualities(checkpoint.get("quality")),
        settings=_flat(raw.get("settings")),
        versions=_flat(raw.get("versions")),
        articles_in=_count(counts.get("articles_in")),
        errors=_errors(counts),
        foreign_paragraphs=_count(counts.get("foreign_paragraphs")),
    )


def _qualities(value: object) -> tuple[LabelQuality, ...]:
    """Read what is known; a checkpoint made elsewhere may lack any of it."""
    found = value if isinstance(value, dict) else {}
    return tuple(_quality(str(label), one) for label, one in found.items() if isinstance(one, dict))


def _quality(label: str, found: dict[str, object]) -> LabelQuality:
    quality = measured_quality(
        label,
        precision=_known_prob(found.get("precision")),
        recall=_known_prob(found.get("recall")),
        positives=_count(found.get("positives")),
        negatives=_count(found.get("negatives")),
    )
    return replace(quality, elsewhere=_points(found.get("aims")))


def _points(value: object) -> tuple[QualityPoint, ...]:
    found = value if isinstance(value, list) else []
    return tuple(
        QualityPoint(*(_prob(one[name]) for name in ("threshold", "precision", "recall"))) for one in found
    )


def _known_prob(value: object) -> float | None:
    return None if value is None else _prob(value)


def _section(raw: dict[str, object], name: str) -> dict[str, object]:
    value = raw[name]
    if not isinstance(value, dict):
        raise TypeError(f"'{name}' is not an object")
    return value


def _errors(counts: dict[str, object]) -> tuple[tuple[str, int], ...]:
    found = counts.get("errors") or {}
    if not isinstance(found, dict):
        raise TypeError("'errors' is not an object")
    return tuple(sorted((str(reason), int(number)) for reason, number in found.items()))


def _prob(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"not a probability: {value!r}")
    return float(value)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flat(value: object, prefix: str = "") -> Pairs:
    if not isinstance(value, dict):
        return ()
    pairs: list[tuple[str, str]] = []
    for name, inner in sorted(value.items()):
        if isinstance(inner, dict):
            pairs.extend(_flat(inner, f"{prefix}{name}."))
        elif inner is not None:
            pairs.append((f"{prefix}{name}", _text(inner)))
    return tuple(pairs)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    # A person reads these; three digits are all that a measured quality is worth.
    return json.dumps(round(value, 3) if isinstance(value, float) else value, ensure_ascii=False)
