"""The measures of a source: ratios of two per-article sums.

Probabilities are summed in millionths, as whole numbers: sums of whole numbers do not depend on the
order of the rows, so that the same table gives the same bytes on any number of threads.
"""

from dataclasses import dataclass
from typing import Literal

from framing.labels import LABELS

MILLIONTHS = 1_000_000

MeasureKind = Literal["share", "mean_prob"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio of two sums over a source's articles.

    Attributes:
        name: Name in ``report.json``.
        title: Name for a person.
        kind: ``share`` of sentences, or ``mean_prob``: mean of calibrated probabilities.
        numerator: Column of the per-article sums.
        denominator: Column of the per-article sums: which sentences it is of.
        compared: Whether differences between sources are tested for it.
        label: Label whose measured error rates hold for it; ``None`` where none were measured for such a
            share.
        decided_by: Label whose threshold decides what is counted; ``None`` where nothing is decided.
    """

    name: str
    title: str
    kind: MeasureKind
    numerator: str
    denominator: str
    compared: bool
    label: str | None = None
    decided_by: str | None = None

    @property
    def scale(self) -> int:
        """What one unit of the numerator is divided by."""
        return MILLIONTHS if self.kind == "mean_prob" else 1


LOADED_MEASURES: tuple[Measure, ...] = (
    Measure(
        "own_share", "Loaded in its own words", "share", "own_loaded", "sentences", True, "loaded", "loaded"
    ),
    Measure(
        "quoted_share",
        "Loaded only in quotes",
        "share",
        "quoted_loaded",
        "sentences",
        True,
        decided_by="loaded",
    ),
    Measure(
        "own_rate",
        "Loaded, of the sentences with words of its own",
        "share",
        "own_loaded",
        "own_sentences",
        False,
        decided_by="loaded",
    ),
    Measure("quoting_share", "Sentences that quote", "share", "quoting_sentences", "sentences", False),
    Measure("own_mean_prob", "Mean probability, own words", "mean_prob", "own_prob", "sentences", False),
    Measure("mean_prob", "Mean probability, all words", "mean_prob", "prob", "sentences", False),
    Measure(
        "quoting_mean_prob",
        "Mean probability, sentences that quote",
        "mean_prob",
        "quoting_prob",
        "quoting_sentences",
        False,
    ),
)


def frame_measures(frames: tuple[str, ...]) -> tuple[Measure, ...]:
    """Give two measures per frame: the share over its threshold and the mean probability.

    Args:
        frames: Names of the frames.

    Returns:
        Share and mean probability of the first frame, of the second, and so on.
    """
    measures: list[Measure] = []
    for number, frame in enumerate(frames):
        title = label_title(frame)
        share, mean = frame_measure_names(frame)
        measures.append(
            Measure(share, title, "share", f"frame{number}_n", "sentences", True, frame, decided_by=frame)
        )
        measures.append(Measure(mean, title, "mean_prob", f"frame{number}_prob", "sentences", False))
    return tuple(measures)


def frame_measure_names(frame: str) -> tuple[str, str]:
    """Name the two measures of a frame.

    Args:
        frame: Name of the frame.

    Returns:
        The names of its share and of its mean probability in ``report.json``.
    """
    return f"frame.{frame}.share", f"frame.{frame}.mean_prob"


def role_measures(roles: tuple[str, ...]) -> tuple[Measure, ...]:
    """Give a measure per role: the share of sentences that cast somebody in it.

    Their error rates were measured by word, so that they do not hold for sentences.

    Args:
        roles: Names of the roles.

    Returns:
        One measure per role.
    """
    return tuple(
        Measure(
            role_measure_name(role),
            label_title(role),
            "share",
            f"role{number}_n",
            "sentences",
            True,
            decided_by=role,
        )
        for number, role in enumerate(roles)
    )


def role_measure_name(role: str) -> str:
    """Name the share of sentences that cast somebody in a role.

    Args:
        role: Name of the role.

    Returns:
        Its name in ``report.json``.
    """
    return f"role.{role}.share"


def name_of(label: str) -> str:
    """Name what a label is given to, for a person: there are loaded sentences, and loaded words in them.

    Args:
        label: Name of a label; ``word_loaded`` for loaded words.

    Returns:
        Its name.

    >>> name_of("loaded"), name_of("word_loaded"), name_of("crime")
    ('Loaded sentences', 'Loaded words', 'Crime and punishment')
    """
    return {"loaded": "Loaded sentences", "word_loaded": "Loaded words"}.get(label) or label_title(label)


def label_title(name: str) -> str:
    """Give a label's name for a person; a label of another checkpoint is spelt from its own name.

    Args:
        name: Name of a label.

    Returns:
        Its title.

    >>> label_title("quality_of_life"), label_title("green_jobs")
    ('Quality of life', 'Green jobs')
    """
    for label in LABELS:
        if label.name == name:
            return label.title
    return name.replace("_", " ").capitalize()
