"""Finds the events of a score table."""

from framing.report.events.comparing import Compared, compare_articles
from framing.report.events.corpus import SENTENCES_READ, Corpus, build_corpus
from framing.report.events.linkage import link
from framing.report.events.options import EventOptions
from framing.report.events.placing import PlacedArticle, PlacedArticles
from framing.report.events.texts import read_texts
from framing.report.table import ScoreTable


def find_events(table: ScoreTable, options: EventOptions) -> PlacedArticles:
    """Find which articles of different sources tell of the same event, and which copy another.

    Args:
        table: An open score table.
        options: How near in time, and how alike.

    Returns:
        Every article with a sentence. The same table and options give an equal result.
    """
    return place_articles(build_corpus(read_texts(table, SENTENCES_READ)), options)


def place_articles(corpus: Corpus, options: EventOptions) -> PlacedArticles:
    """Find the events of a corpus; see `find_events`.

    Args:
        corpus: The articles.
        options: How near in time, and how alike.

    Returns:
        Every article, in the order of their ids.
    """
    found = compare_articles(corpus, options)
    groups = link(found.links, threshold=options.threshold, most_compared=options.neighbours)
    shared = [group for group in groups if len({corpus.sources[article] for article in group}) > 1]
    events = {article: number for number, group in enumerate(shared) for article in group}
    return PlacedArticles(tuple(_placed(corpus, found, events)), len(shared))


def _original(article: int, originals: dict[int, int]) -> int | None:
    """Follow copies of copies to an article that copies none, or to the first of a circle."""
    passed = [article]
    while (following := originals.get(passed[-1])) is not None:
        if following in passed:
            first = min(passed)
            return None if first == article else first
        passed.append(following)
    return None if passed[-1] == article else passed[-1]


def _placed(corpus: Corpus, found: Compared, events: dict[int, int]) -> list[PlacedArticle]:
    placed = []
    for number, article_id in enumerate(corpus.article_ids):
        original = _original(number, found.originals)
        copy_of = None if original is None else corpus.article_ids[original]
        row = PlacedArticle(
            article_id, corpus.sources[number], corpus.urls[number], events.get(number), copy_of
        )
        placed.append(row)
    return sorted(placed, key=lambda article: article.article_id)
