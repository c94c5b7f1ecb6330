import pytest

from framing.scoring import Scorer, SourceTally, Tally
from tests.scoring.fakes import article, bad, scored

TEXT = "The brutal bandits fled. We said “vicious”. The port closed."


def test_own_and_quoted_words_are_counted_apart(scorer: Scorer) -> None:
    tally = Tally(0.5)
    for item in scorer.score([article(1, TEXT), article(2, "The port.")]):
        tally.add(item)
    assert tally.sources == (SourceTally("Post", articles=2, sentences=4, own=1, quoted=1),)


def test_sources_come_by_name(scorer: Scorer) -> None:
    tally = Tally(0.5)
    for item in scored(scorer.score([article(1, TEXT), article(2, TEXT, source="Herald")])):
        tally.add(item)
    assert [source.source for source in tally.sources] == ["Herald", "Post"]


def test_an_unscored_input_counts_nowhere() -> None:
    tally = Tally(0.5)
    tally.add(bad(1))
    assert tally.sources == ()


@pytest.mark.parametrize(("articles", "sentences"), [(4, 1000), (1000, 99)])
def test_too_few_articles_or_sentences_give_no_share(articles: int, sentences: int) -> None:
    tally = SourceTally("Post", articles, sentences, own=9, quoted=9)
    assert tally.own_share is None
    assert tally.quoted_share is None


def test_enough_articles_and_sentences_give_a_share() -> None:
    tally = SourceTally("Post", 5, 100, own=9, quoted=3)
    assert (tally.own_share, tally.quoted_share) == (0.09, 0.03)
