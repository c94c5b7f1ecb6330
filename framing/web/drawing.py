"""Draws the pages with the report's templates and a few of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from framing.labels import LABELS, ROLE_NAMES
from framing.model.checkpoint import Checkpoint
from framing.report.render import offline_policy, own_file, page_environment
from framing.scores import SentenceScore
from framing.version import __version__
from framing.web.articles import FORMATS, Wording
from framing.web.rows import LabelRow
from framing.web.stored import Listing
from framing.web.view import MOST_COMPARED, MOST_MARKS, PageView, Threshold

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_LOADED = ("loaded", "word_loaded")


@dataclass(frozen=True, slots=True)
class Evoked:
    """A frame that a sentence evokes.

    Attributes:
        name: Name of the frame.
        prob: Its probability.
    """

    name: str
    prob: float


class Pages:
    """Draws every page of the server.

    Args:
        threshold: Gives the probability from which a label counts; 1 for one that is not decided.
        known: Names of the labels that the checkpoint tells: of others the pages do not speak.
        folder: Name of the finished folder that is shown beside; ``None`` without one.
    """

    def __init__(self, threshold: Threshold, known: Collection[str], *, folder: str | None = None) -> None:
        self._threshold = threshold
        self._environment = page_environment(threshold, _HERE / "templates")
        self._environment.filters["evoked"] = self._evoked
        undecided = [label for label in known if threshold(label) >= 1]
        decided = [label for label in known if label not in undecided]
        self._environment.globals.update(
            version=__version__,
            folder=folder,
            worded="word_loaded" in known,
            has_roles=_has_roles(known),
            has_frames=_has_frames(known),
            undecided=undecided,
            decides_roles=_has_roles(decided),
            decides_frames=_has_frames(decided),
            formats=FORMATS,
            definitions={label.name: label.definition for label in LABELS if label.name in known},
            most_compared=MOST_COMPARED,
            most_marks=MOST_MARKS,
        )

    def start(
        self, texts: Sequence[Wording] = (), view: PageView | None = None, message: str | None = None
    ) -> str:
        """Draw the page to paste into.

        Args:
            texts: What stands in its boxes.
            view: What was found in them; ``None`` before anything was asked.
            message: Why nothing could be shown.

        Returns:
            A whole HTML document.
        """
        filled = [*texts, *[Wording("", "")] * (2 - len(texts))][:2]
        return self._draw("start.html", texts=filled, view=view, message=message)

    def result(self, texts: Sequence[Wording], view: PageView) -> str:
        """Draw what was found, as a part of a page.

        Args:
            texts: What was asked for.
            view: What was found.

        Returns:
            A fragment of HTML.
        """
        return self._draw("result.html", texts=texts, view=view)

    def labels(self, labels: Sequence[LabelRow], checkpoint: Checkpoint) -> str:
        """Draw the page on the labels.

        Args:
            labels: The labels.
            checkpoint: Whose they are.

        Returns:
            A whole HTML document.
        """
        return self._draw("labels.html", labels=labels, checkpoint=checkpoint.name)

    def about(self, checkpoint: Checkpoint) -> str:
        """Draw the page on what all this can and cannot say.

        Args:
            checkpoint: Gives the languages.

        Returns:
            A whole HTML document.
        """
        return self._draw("about.html", languages=checkpoint.languages)

    def listing(self, listing: Listing, sources: Sequence[str], source: str, wanted: str) -> str:
        """Draw the list of a folder's articles.

        Args:
            listing: A page of it.
            sources: The sources to choose from.
            source: The chosen one; empty for all.
            wanted: Letters sought in the headlines.

        Returns:
            A whole HTML document.
        """
        return self._draw("listing.html", listing=listing, sources=sources, source=source, wanted=wanted)

    def article(self, view: PageView) -> str:
        """Draw one or two articles of a folder.

        Args:
            view: The articles.

        Returns:
            A whole HTML document.
        """
        return self._draw("article.html", view=view)

    def alone(self, view: PageView) -> str:
        """Draw what was found as a file that asks nothing of anybody.

        Args:
            view: What was found.

        Returns:
            A whole HTML document.
        """
        style, script = static_file("page.css"), static_file("marks.js")
        return self._draw(
            "alone.html",
            view=view,
            style=Markup(style),
            script=Markup(script),
            policy=offline_policy(style, script),
        )

    def _draw(self, template: str, **values: object) -> str:
        return self._environment.get_template(template).render(**values)

    def _evoked(self, sentence: SentenceScore) -> list[Evoked]:
        over = [Evoked(*one) for one in sentence.frames.items() if one[1] >= self._threshold(one[0])]
        return sorted(over, key=lambda one: (-one.prob, one.name))


@lru_cache(maxsize=8)
def static_file(name: str) -> str:
    """Read a style or script of the page.

    Args:
        name: ``page.css`` (the report's style and the page's own), ``page.js`` or ``marks.js``.

    Returns:
        Its text.
    """
    own = (_STATIC / name).read_text("utf-8")
    # The report's style, so that marked words look the same in both.
    return own_file(name) + own if name == "page.css" else own


def _has_roles(labels: Collection[str]) -> bool:
    return any(role in labels for role in ROLE_NAMES)


def _has_frames(labels: Collection[str]) -> bool:
    return any(label not in ROLE_NAMES and label not in _LOADED for label in labels)
