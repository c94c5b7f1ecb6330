"""Compares the tellings of one event."""

from collections.abc import Iterable, Sequence, Set
from itertools import groupby

from framing.report.telling.aligning import align_sentences
from framing.report.telling.casting import find_castings
from framing.report.telling.naming import find_namings
from framing.report.telling.only import only_names, only_sentences
from framing.report.telling.quotes import find_shared_quotes
from framing.report.telling.reading import EventText, read_event
from framing.report.telling.values import ArticleLine, CopiedArticle, EventComparison, Telling
from framing.scores import SentenceScore

_ONLY_SENTENCES = 4
_ONLY_NAMES = 8
_NAMINGS = 6
_CASTINGS = 4


def compare_tellings(
    event: int,
    articles: Sequence[Sequence[SentenceScore]],
    *,
    threshold: float | None,
    copied: Sequence[CopiedArticle] = (),
) -> EventComparison:
    """Compare how sources tell an event.

    Args:
        event: Its number.
        articles: Sentences of each article, in reading order. Articles that copy another are left out.
        threshold: Probability from which a sentence counts as loaded; ``None`` where it is not decided.
        copied: Articles left out.

    Returns:
        The comparison. The order of the articles makes no difference.
    """
    ordered = sorted((article for article in articles if article), key=_place)
    text = read_event(ordered)
    quotes = find_shared_quotes(text)
    quoting = _numbers(text, (sentence for quote in quotes for sentence in quote.sentences))
    aligned = align_sentences(text, quoting)
    namings = find_namings(text, _NAMINGS)
    beside = (sentence for one in aligned for sentence in one.sentences)
    named = (phrase.sentence for naming in namings for phrase in naming.phrases)
    shown = quoting | _numbers(text, beside) | _numbers(text, named)
    days = sorted(article[0].published for article in ordered if article[0].published)
    return EventComparison(
        event=event,
        title=_title(ordered),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        copied=tuple(copied),
        tellings=tuple(
            _telling(text, source, list(own), threshold, shown)
            for source, own in groupby(ordered, key=lambda article: article[0].source)
        ),
        quotes=quotes,
        aligned=aligned,
        namings=namings,
    )


def _numbers(text: EventText, sentences: Iterable[SentenceScore]) -> set[int]:
    """Give the numbers of sentences within an event's text."""
    places = {(sentence.article_id, sentence.sentence) for sentence in sentences}
    return {k for k, s in enumerate(text.sentences) if (s.article_id, s.sentence) in places}


def _place(article: Sequence[SentenceScore]) -> tuple[str, bool, str, str]:
    first = article[0]
    return first.source, first.published is None, str(first.published), first.article_id


def _title(articles: Sequence[Sequence[SentenceScore]]) -> str | None:
    """Choose the headline of the article with the least loaded wording, so that no side names the event."""
    titled = [article for article in articles if article[0].title]
    if not titled:
        return None
    return min(titled, key=lambda article: (_mean_loaded(article), _place(article)))[0].title


def _mean_loaded(article: Sequence[SentenceScore]) -> float:
    return sum(sentence.own_loaded or 0.0 for sentence in article) / len(article)


def _telling(
    text: EventText,
    source: str,
    articles: Sequence[Sequence[SentenceScore]],
    threshold: float | None,
    shown: Set[int],
) -> Telling:
    sentences = [sentence for article in articles for sentence in article]
    return Telling(
        source=source,
        articles=tuple(
            ArticleLine(article[0].article_id, article[0].title, article[0].published, article[0].url)
            for article in articles
        ),
        sentences=len(sentences),
        own_loaded=None if threshold is None else sum(one.is_own_loaded(threshold) for one in sentences),
        castings=find_castings(sentences, _CASTINGS),
        only_names=only_names(text, source, _ONLY_NAMES),
        only=only_sentences(text, source, _ONLY_SENTENCES, shown=shown),
    )
