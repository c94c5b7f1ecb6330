"""The model card that is written with every checkpoint."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from framing.evaluation.measure import Measure
from framing.model.checkpoint import load_checkpoint
from framing.training.partition import Partition
from framing.training.settings import Settings


def write_card(folder: Path, settings: Settings, parts: Partition, figures: Sequence[Measure]) -> None:
    """Write the model card of a checkpoint.

    Args:
        folder: The checkpoint's directory; ``README.md`` is written there.
        settings: Its run.
        parts: Its data.
        figures: What was measured.
    """
    environment = Environment(
        loader=PackageLoader("framing.training"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Markdown, not HTML; and nothing in it comes from article text.
        autoescape=False,
    )
    environment.filters["figure"] = _figure
    card = environment.get_template("card.md.j2").render(
        checkpoint=load_checkpoint(folder),
        settings=settings,
        # Where the data lay on the machine that trained is nobody's business.
        settings_json=settings.model_dump_json(indent=1, exclude={"data_folder"}),
        sizes=_sizes(parts),
        dropped=parts.dropped,
        protocols=_by_protocol(figures),
        zipped=zip,
    )
    (folder / "README.md").write_text(card, "utf-8")


def _sizes(parts: Partition) -> dict[str, tuple[int, int, int]]:
    """Count examples by data set: learned from, inner split, held out."""
    counts = [
        Counter(example.data_set for example in part) for part in (parts.train, parts.inner, parts.scored)
    ]
    names = dict.fromkeys(name for count in counts for name in count)
    return {name: (counts[0][name], counts[1][name], counts[2][name]) for name in names}


def _by_protocol(figures: Sequence[Measure]) -> dict[str, list[Measure]]:
    grouped: dict[str, list[Measure]] = {}
    for figure in figures:
        grouped.setdefault(figure.protocol.name, []).append(figure)
    return grouped


def _figure(figure: Measure) -> str:
    if figure.value is None:
        return "undefined"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
