"""What the page says about a text before it shows it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from framing.report.articles import ShownArticle
from framing.report.highlight import excerpt
from framing.report.telling import Casting, EventComparison, Telling, compare_tellings
from framing.report.telling.casting import find_castings
from framing.scores import SentenceScore
from framing.segmenting import quoted_spans

_CASTINGS = 4
_WORDINGS = 12

MOST_MARKS = 100
"""Marks of a sentence that are shown: cutting it at its marks takes time that grows with their square, and
without full stops a text of any length is one sentence."""

MOST_COMPARED = 60
"""Sentences of a text that are laid side by side with another, as in the report."""

# What the comparison takes grows with the square of the words and quotations too. An article's 60 sentences
# have some 8,000 code points and hardly 60 quotations.
_COMPARED_CHARACTERS = 20_000
_COMPARED_QUOTATIONS = 100
_COMPARED_AT_LEAST = 2_000

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
        shortened: Whether a sentence has more marks than are shown.
    """

    article: ShownArticle
    own: int
    quoted: int
    wordings: tuple[str, ...]
    castings: tuple[Casting, ...]
    frames: tuple[FrameCount, ...]
    shortened: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """What the page shows of one request.

    Attributes:
        texts: The texts, by source, as the comparison has them.
        event: The texts side by side; ``None`` for a single one.
        problems: What could not be scored: the place of the text and one sentence why.
        beginnings: Whether the comparison takes no more than the beginning of a text.
    """

    texts: tuple[TextView, ...]
    event: EventComparison | None
    problems: tuple[tuple[str, str], ...]
    beginnings: bool = False

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
    texts = tuple(_view(article, threshold) for article in apart)
    if len(texts) < 2:
        return PageView(texts, None, tuple(problems))
    whole = [text.article.sentences for text in texts]
    compared = [_beginning(rows) for rows in whole]
    event = compare_tellings(1, compared, threshold=threshold("loaded"))
    return PageView(texts, event, tuple(problems), beginnings=compared != whole)


def _beginning(rows: Sequence[SentenceScore]) -> tuple[SentenceScore, ...]:
    """Give as much of a text as is compared in a moment."""
    kept: list[SentenceScore] = []
    characters = quotations = 0
    for row in rows[:MOST_COMPARED]:
        characters += len(row.text)
        quotations += len(quoted_spans(row.text))
        if characters > _COMPARED_CHARACTERS or quotations > _COMPARED_QUOTATIONS:
            break
        kept.append(row)
    return tuple(kept) or (excerpt(rows[0], 0, _COMPARED_AT_LEAST),)


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
    rows = tuple(replace(row, spans=row.spans[:MOST_MARKS]) for row in article.sentences)
    least = threshold("loaded")
    own = sum(row.is_own_loaded(least) for row in rows)
    return TextView(
        article=replace(article, sentences=rows),
        own=own,
        quoted=sum(row.is_loaded(least) and not row.is_own_loaded(least) for row in rows),
        wordings=_wordings(rows),
        castings=find_castings(rows, _CASTINGS),
        frames=_frames(rows, threshold),
        shortened=rows != article.sentences,
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
