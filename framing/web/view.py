"""What the page says about a text before it shows it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from framing.report.articles import ShownArticle
from framing.report.telling import Casting, EventComparison, Telling, compare_tellings
from framing.report.telling.casting import find_castings
from framing.scores import SentenceScore

_CASTINGS = 4
_WORDINGS = 12

Threshold = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class FrameCount:
    """How often a text evokes a frame.

    Attributes:
        name: Name of the frame.
        sentences: Sentences whose probability reaches the frame's threshold.
    """

    name: str
    sentences: int


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its summary.

    Attributes:
        article: The text, marked.
        own: Sentences loaded in the source's own words.
        quoted: Sentences loaded only in words that it quotes.
        wordings: Loaded wording of its own, each once, as it stands, in reading order.
        castings: Whom it casts in which role in its own words.
        frames: The frames it evokes, the most frequent first.
    """

    article: ShownArticle
    own: int
    quoted: int
    wordings: tuple[str, ...]
    castings: tuple[Casting, ...]
    frames: tuple[FrameCount, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """What the page shows of one request.

    Attributes:
        texts: The texts, by source, as the comparison has them.
        event: The texts side by side; ``None`` for a single one.
        problems: What could not be scored: the place of the text and one sentence why.
    """

    texts: tuple[TextView, ...]
    event: EventComparison | None
    problems: tuple[tuple[str, str], ...]

    def telling(self, text: TextView) -> Telling | None:
        """Give what the comparison says of a text; ``None`` where there is none."""
        tellings = self.event.tellings if self.event else ()
        return next((one for one in tellings if one.source == text.article.source), None)


def view_page(
    articles: Sequence[ShownArticle], threshold: Threshold, problems: Sequence[tuple[str, str]] = ()
) -> PageView:
    """Prepare what the page shows.

    Args:
        articles: One or two scored texts; texts of one source are told apart by a number.
        threshold: Gives the probability from which a label counts.
        problems: What could not be scored.

    Returns:
        The view.
    """
    apart = sorted(_told_apart(articles), key=lambda article: article.source)
    event = None
    if len(apart) > 1:
        event = compare_tellings(1, [article.sentences for article in apart], threshold=threshold("loaded"))
    return PageView(tuple(_view(article, threshold) for article in apart), event, tuple(problems))


def _told_apart(articles: Sequence[ShownArticle]) -> Iterator[ShownArticle]:
    """Number the sources that occur twice, since a comparison is between sources."""
    taken: Counter[str] = Counter()
    for place, article in enumerate(articles, 1):
        taken[article.source] += 1
        times = taken[article.source]
        source = article.source if times == 1 else f"{article.source} ({times})"
        name = f"{place}"
        rows = tuple(replace(row, source=source, article_id=name) for row in article.sentences)
        yield replace(article, source=source, article_id=name, sentences=rows)


def _view(article: ShownArticle, threshold: Threshold) -> TextView:
    rows, least = article.sentences, threshold("loaded")
    own = sum(row.is_own_loaded(least) for row in rows)
    return TextView(
        article=article,
        own=own,
        quoted=sum(row.is_loaded(least) and not row.is_own_loaded(least) for row in rows),
        wordings=_wordings(rows),
        castings=find_castings(rows, _CASTINGS),
        frames=_frames(rows, threshold),
    )


def _wordings(rows: Sequence[SentenceScore]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for row in rows:
        for span in row.spans:
            if span.label == "loaded" and not span.quoted:
                wording = row.text[span.start : span.end]
                found.setdefault(wording.casefold(), wording)
    return tuple(found.values())[:_WORDINGS]


def _frames(rows: Sequence[SentenceScore], threshold: Threshold) -> tuple[FrameCount, ...]:
    counts = Counter(name for row in rows for name, prob in row.frames.items() if prob >= threshold(name))
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(FrameCount(*one) for one in ranked)
