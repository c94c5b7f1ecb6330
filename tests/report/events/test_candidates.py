from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.report.events.candidates import find_candidates
from framing.report.events.corpus import build_corpus
from framing.report.events.options import EventOptions
from framing.report.events.pairs import Comparer
from framing.report.events.texts import ArticleText
from framing.report.events.weights import weigh

NAMES = [f"Town{letter * 2}" for letter in "abcdefghijklmnop"]


def text(number: int, day: int | None, names: list[str]) -> ArticleText:
    published = None if day is None else date(2024, 3, 1) + timedelta(days=day)
    # Function words only, so that nothing but the names is shared.
    sentence = "And from " + " and ".join(names)
    return ArticleText(f"{number:03}", "post", None, None, published, (sentence,))


ARTICLES = st.lists(
    st.tuples(st.integers(0, 8) | st.none(), st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)),
    min_size=1,
    max_size=15,
)


def ordered(drawn: list[tuple[int | None, list[str]]]) -> list[ArticleText]:
    articles = [text(number, *one) for number, one in enumerate(drawn)]
    return sorted(
        articles, key=lambda one: (one.published is None, one.published or date.min, one.article_id)
    )


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_every_near_pair_that_shares_a_name_is_found(drawn: list[tuple[int | None, list[str]]]) -> None:
    articles = ordered(drawn)
    corpus = build_corpus(articles)
    found = {
        (article, other)
        for article, others in find_candidates(corpus, weigh(corpus), EventOptions(days=3))
        for other in others.tolist()
    }
    expected = set()
    for later, second in enumerate(articles):
        for earlier, first in enumerate(articles[:later]):
            near = (
                not first.published or not second.published or (second.published - first.published).days <= 3
            )
            if near and set(first.sentences[0].split()) & set(second.sentences[0].split()) & set(NAMES):
                expected.add((earlier, later))
    assert found == expected


def test_no_more_than_the_wanted_number_is_given_the_most_alike_first() -> None:
    twins = [text(number, 0, NAMES[:4]) for number in range(3)]
    others = [text(number, 0, [NAMES[0], NAMES[number]]) for number in range(4, 10)]
    corpus = build_corpus(twins + others)
    first, candidates = next(find_candidates(corpus, weigh(corpus), EventOptions(neighbours=2)))
    assert (first, candidates.tolist()) == (0, [1, 2])


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_likeness_is_the_cosine(drawn: list[tuple[int | None, list[str]]]) -> None:
    corpus = build_corpus(ordered(drawn))
    weights = weigh(corpus)
    dense = np.zeros((len(corpus), len(corpus.vocabulary.words)))
    for row in range(len(corpus)):
        cells = slice(corpus.starts[row], corpus.starts[row + 1])
        dense[row, corpus.columns[cells]] = weights[cells]
    likeness = Comparer(corpus, weights).compare(0, np.arange(len(corpus)))
    np.testing.assert_allclose(likeness, np.minimum(dense @ dense[0], 1), atol=1e-5)
