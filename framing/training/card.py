"""The model card that is written with every checkpoint."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from framing.evaluation.behaviour import PREFIX, TOLERATED, remark
from framing.evaluation.following import FOLLOW, RENAMED
from framing.evaluation.measure import Measure, number
from framing.evaluation.mirror import MIRROR
from framing.labels import LABELS
from framing.model.checkpoint import load_checkpoint
from framing.training.figures import Figures
from framing.training.inspection import Finding
from framing.training.partition import Partition
from framing.training.settings import Settings
from framing.training.wider import empty_section
from framing.version import __version__

_SHARES = (MIRROR, FOLLOW, RENAMED)
"""What the names of figures begin with that say how often something held."""


@dataclass(frozen=True, slots=True, eq=False)
class CardFacts:
    """What a model card reports.

    Attributes:
        settings: The run.
        split: How its data were cut, in one line.
        parts: Its data.
        findings: What was seen in them.
        measured: What was measured.
        taught: Sentences that were learned from what teachers said of them.
    """

    settings: Settings
    split: str
    parts: Partition
    findings: tuple[Finding, ...]
    measured: Figures
    taught: int = 0


@dataclass(frozen=True, slots=True)
class _Size:
    train: int
    inner: int
    scored: int


def write_card(folder: Path, facts: CardFacts) -> None:
    """Write the model card of a checkpoint.

    Args:
        folder: The checkpoint's directory; ``README.md`` is written there.
        facts: What it reports.
    """
    settings, checkpoint, figures = facts.settings, load_checkpoint(folder), facts.measured.measures
    card = (
        _environment()
        .get_template("card.md.j2")
        .render(
            checkpoint=checkpoint,
            settings=settings,
            version=__version__,
            # Where the data lay on the machine that trained is nobody's business.
            settings_json=_public(settings).model_dump_json(indent=1, exclude={"data_folder"}),
            encoder=_public(settings).encoder,
            sizes=_sizes(facts.parts),
            dropped=facts.parts.dropped,
            taught=facts.taught,
            findings=facts.findings,
            split=facts.split,
            protocols=_by_protocol(_labelled(figures)),
            shares=[figure for figure in figures if figure.name.startswith(_SHARES)],
            behaviour=[figure for figure in figures if figure.name.startswith(PREFIX)],
            tolerated=TOLERATED,
            wider_section=empty_section(),
            comparisons=facts.measured.comparisons,
            unbeaten=[
                (name, one)
                for name, one in facts.measured.comparisons
                if not one.beaten and one.value is not None
            ],
            collapsed=facts.measured.collapsed,
            has_reliability=bool(facts.measured.reliability),
            # A label of sentences that is called like a role is not that role.
            known_sentence={label.name: label for label in LABELS if label.kind != "role"},
            known_word={label.name: label for label in LABELS if label.kind != "frame"},
            zipped=zip,
        )
    )
    (folder / "README.md").write_text(card, "utf-8")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("framing.training"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Markdown, not HTML; and nothing in it comes from article text.
        autoescape=False,
    )
    environment.filters |= {"number": number, "remark": remark}
    return environment


def _public(settings: Settings) -> Settings:
    """Leave out of the settings where things lay: of a path its last part is kept."""
    data = {
        name: data_set.model_copy(update={"file": Path(data_set.file).name, "folder": None})
        if data_set.layout != "hub"
        else data_set
        for name, data_set in settings.data.items()
    }
    encoder = Path(settings.encoder).name if Path(settings.encoder).exists() else settings.encoder
    return settings.model_copy(update={"data": data, "encoder": encoder})


def _sizes(parts: Partition) -> dict[str, _Size]:
    """Count examples by data set."""
    counts = [
        Counter(example.data_set for example in part) for part in (parts.train, parts.inner, parts.scored)
    ]
    names = dict.fromkeys(name for count in counts for name in count)
    return {name: _Size(*(count[name] for count in counts)) for name in names}


def _labelled(figures: Sequence[Measure]) -> list[Measure]:
    """Leave out what has a section of its own."""
    return [figure for figure in figures if not figure.name.startswith((PREFIX, *_SHARES))]


def _by_protocol(figures: Sequence[Measure]) -> dict[str, list[Measure]]:
    grouped: dict[str, list[Measure]] = {}
    for figure in figures:
        grouped.setdefault(figure.protocol.name, []).append(figure)
    return grouped
