"""The environment that fills the report's templates: prints escaped, and figures written alike."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from framing.labels import LABELS
from framing.report import wording
from framing.report.highlight import excerpt
from framing.report.measures import label_title, name_of
from framing.report.untitled import UntitledArticle
from framing.report.visible import visible

TEMPLATES = Path(__file__).parent / "templates"


class _Compiled(BytecodeCache):
    """Keeps compiled templates within the process: compiling takes longer than drawing a small page."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was compiled before."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED, _COMPILED_PLAIN = _Compiled(), _Compiled()


def markup_environment(*folders: Path, untitled: Sequence[UntitledArticle] = ()) -> Environment:
    """Make an environment for HTML and SVG: text is escaped, and marks that turn its reading order shown.

    Args:
        *folders: Further folders of templates, searched first.
        untitled: Names for articles without a headline; others are named by their id.

    Returns:
        The environment, with the filters that write figures and names.
    """
    environment = _environment(folders, untitled)
    environment.autoescape = True
    environment.finalize = lambda value: _finished(value, visible)
    environment.bytecode_cache = _COMPILED
    return environment


def plain_environment(
    escape: Callable[[str], str], *, untitled: Sequence[UntitledArticle] = ()
) -> Environment:
    """Make an environment for text with an escaping of its own.

    Args:
        escape: Escapes what is printed, unless it is ``Markup``.
        untitled: Names for articles without a headline.

    Returns:
        The environment, with the same filters.
    """
    environment = _environment((), untitled)
    environment.finalize = lambda value: _finished(value, escape)
    environment.bytecode_cache = _COMPILED_PLAIN
    return environment


def _environment(folders: Sequence[Path], untitled: Sequence[UntitledArticle]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        # Each of the two callers escapes in its own way.
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = {article.article_id: article.name for article in untitled}
    environment.filters.update(
        percent=wording.percent,
        spread=wording.spread,
        ends=wording.ends,
        points=wording.points,
        small_probability=wording.small_probability,
        signed=wording.signed,
        counted=wording.counted,
        listed=wording.listed,
        times_in=wording.times_in,
        label=label_title,
        label_name=name_of,
        definition=_definition,
        named=lambda item: item.title or names.get(item.article_id) or item.article_id,
        excerpt=lambda phrase: excerpt(phrase.sentence, phrase.start, phrase.end),
    )
    return environment


def _definition(label: str) -> str:
    """Give when a label applies; empty for a label of another checkpoint, which nobody has told us."""
    return next((one.definition for one in LABELS if one.name == label), "")


def _finished(value: object, escape: Callable[[str], str]) -> object:
    return escape(value) if isinstance(value, str) and not isinstance(value, Markup) else value
