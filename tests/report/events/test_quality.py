"""A gate: how well events are found among made-up articles that were written for this and nothing else."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from framing.report.events.corpus import build_corpus
from framing.report.events.finding import place_articles
from framing.report.events.options import EventOptions
from framing.report.events.texts import ArticleText
from framing.segmenting import segment
from tests.report.corpus import CASES

FLOOR = 0.95

Pairs = set[frozenset[str]]


@dataclass(frozen=True)
class Told:
    """Articles by three sources, and which of them tell the same event."""

    articles: tuple[ArticleText, ...]
    pairs: Pairs


def read_case(path: Path, *, dated: bool) -> Told:
    articles, pairs, members, day = [], set(), [], None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("= "):
            day, members = date(2024, 3, int(line[2:])), []
        elif line and not line.startswith("##"):
            source, title, text = line.split(" | ")
            sentences = tuple(sentence.text for sentence in segment(text))
            # Names that say nothing of the event, so that no order of theirs can help.
            name = f"{sum(map(ord, text)):06}-{source}"
            articles.append(ArticleText(name, source, None, title, day if dated else None, sentences))
            pairs |= {frozenset((name, other)) for other in members}
            members.append(name)
    ordered = sorted(articles, key=lambda one: (str(one.published), one.article_id))
    return Told(tuple(ordered), pairs)


def found(told: Told) -> Pairs:
    events: dict[int, list[str]] = {}
    for article in place_articles(build_corpus(told.articles), EventOptions()).articles:
        if article.event is not None:
            events.setdefault(article.event, []).append(article.article_id)
    return {frozenset(pair) for members in events.values() for pair in combinations(members, 2)}


@pytest.mark.parametrize("dated", [True, False])
def test_pairwise_f1_on_three_tellings_of_sixteen_events(dated: bool) -> None:
    told = read_case(CASES / "same_events.txt", dated=dated)
    pairs = found(told)
    right = len(pairs & told.pairs)
    precision, recall = right / max(len(pairs), 1), right / len(told.pairs)
    assert len(told.articles) == 48
    assert 2 * right / (len(pairs) + len(told.pairs)) >= FLOOR, (
        f"precision {precision:.3f}, recall {recall:.3f}"
    )
