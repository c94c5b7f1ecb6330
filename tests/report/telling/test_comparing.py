import pytest

from framing.report.telling import EventComparison, Telling, compare_tellings
from framing.scores import SentenceScore
from tests.report.telling.tellings import POST, TIDE, scored


def compare(*articles: list[SentenceScore]) -> EventComparison:
    return compare_tellings(3, articles, threshold=0.5)


@pytest.fixture(scope="module")
def comparison() -> EventComparison:
    return compare(scored("Post", POST), scored("Tide", TIDE))


def by_source(comparison: EventComparison) -> dict[str, Telling]:
    return {telling.source: telling for telling in comparison.tellings}


def test_what_sources_call_the_act_stands_side_by_side(comparison: EventComparison) -> None:
    naming = comparison.namings[0]
    assert naming.word == "street renewal"
    phrases = {
        phrase.sentence.source: phrase.sentence.text[phrase.start : phrase.end] for phrase in naming.phrases
    }
    assert "long overdue street renewal" in phrases["Post"]
    assert "brutal unprovoked street renewal" in phrases["Tide"]


def test_a_phrase_ends_at_a_mark(comparison: EventComparison) -> None:
    for naming in comparison.namings:
        for phrase in naming.phrases:
            assert not set(phrase.sentence.text[phrase.start : phrase.end]) & set(",;.“”")


def test_a_quotation_is_shared_whatever_its_marks(comparison: EventComparison) -> None:
    (quote,) = comparison.quotes
    assert quote.text.startswith("Now that the lime trees are rotten")
    assert quote.text.endswith("we cannot wait for autumn")
    assert [sentence.source for sentence in quote.sentences] == ["Post", "Tide"]


def test_the_same_words_unquoted_are_no_shared_quotation() -> None:
    bare = (POST[1].replace("“", "").replace("”", ""), *POST[2:])
    assert compare(scored("Post", bare), scored("Tide", TIDE)).quotes == ()


def test_what_one_source_quotes_twice_is_not_shared() -> None:
    again = compare(scored("Post", POST), scored("Post", POST, 2), scored("Tide", TIDE[2:]))
    assert again.quotes == ()


def test_a_phrase_that_anybody_quotes_is_not_shared() -> None:
    first = scored("Post", ("The mayor “made it clear” that the road stays open.",))
    second = scored("Tide", ("Her deputy “made it clear” that nobody had been asked.",))
    assert compare(first, second).quotes == ()


def test_a_quotation_over_two_sentences_is_seen() -> None:
    lines = ("“We saw the dam give way.", "Then the water took the mill at Varnow bridge,” she said.")
    other = ("She said: “Then the water took the mill at Varnow bridge.”",)
    (quote,) = compare(scored("Post", lines), scored("Tide", other)).quotes
    assert quote.text == "Then the water took the mill at Varnow bridge"


def test_sentences_on_the_same_thing_are_aligned(comparison: EventComparison) -> None:
    pairs = [{sentence.source: sentence.sentence for sentence in one.sentences} for one in comparison.aligned]
    assert {"Post": 2, "Tide": 2} in pairs


def test_shared_quotations_are_not_aligned_again(comparison: EventComparison) -> None:
    quoting = {(s.source, s.sentence) for quote in comparison.quotes for s in quote.sentences}
    aligned = {(s.source, s.sentence) for one in comparison.aligned for s in one.sentences}
    assert not quoting & aligned


def test_one_word_in_common_aligns_nothing() -> None:
    assert (
        compare(scored("Post", ("Please re-enter.",)), scored("Tide", ("They will enter soon.",))).aligned
        == ()
    )


def test_names_that_only_one_source_has(comparison: EventComparison) -> None:
    tellings = by_source(comparison)
    assert "Varnow" in tellings["Post"].only_names
    assert "Berta Hollow" in tellings["Tide"].only_names
    assert "Kestrel Square" not in tellings["Post"].only_names + tellings["Tide"].only_names
    assert "Tuesday" not in tellings["Post"].only_names


def test_sentences_on_what_only_one_source_mentions(comparison: EventComparison) -> None:
    tellings = by_source(comparison)
    assert [sentence.sentence for sentence in tellings["Tide"].only] == [3]
    assert 2 not in [sentence.sentence for sentence in tellings["Post"].only]


def test_who_is_cast_as_what_by_whom(comparison: EventComparison) -> None:
    cast = {
        source: {(one.role, one.name, one.times) for one in telling.castings}
        for source, telling in by_source(comparison).items()
    }
    assert cast["Post"] == {("hero", "council", 1), ("villain", "squatters", 1)}
    assert cast["Tide"] == {("villain", "council", 2), ("victim", "lime trees", 1)}


def test_loaded_sentences_are_counted_in_own_words(comparison: EventComparison) -> None:
    assert {name: (one.own_loaded, one.sentences) for name, one in by_source(comparison).items()} == {
        "Post": (1, 5),
        "Tide": (1, 5),
    }


def test_the_order_of_the_articles_makes_no_difference(comparison: EventComparison) -> None:
    assert compare(scored("Tide", TIDE), scored("Post", POST)) == comparison


def test_quoted_castings_and_pronouns_do_not_count() -> None:
    lines = ("“The [V|mayor] did it,” [V|they] said.", "[V|US] troops came.", "[V|The mayors] left.")
    (first, *_) = compare(scored("Post", lines), scored("Tide", TIDE)).tellings
    assert {(one.name, one.times) for one in first.castings} == {("US", 1), ("mayors", 1)}


def test_the_least_loaded_article_names_the_event() -> None:
    plain = scored("Wire", ("Workers cut 42 lime trees on Mill Lane on Tuesday.", "Trams waited."))
    assert compare(scored("Post", POST), scored("Tide", TIDE), plain).title == "Wire on Mill Lane"


def test_two_words_that_all_share_are_shown_without_loaded_wording() -> None:
    plain = [line.replace("[L|", "").replace("]", "") for line in (POST[0], TIDE[0])]
    assert (
        compare(scored("Post", (plain[0],)), scored("Tide", (plain[1],))).namings[0].word == "street renewal"
    )


def test_what_all_say_in_the_same_words_is_not_laid_side_by_side() -> None:
    line = "Forty-two lime trees were cut within six hours, and the tram to Kestrel Square stood still."
    found = compare(scored("Post", (line, *POST[:1])), scored("Tide", (line, *TIDE[:1])))
    assert [
        sentence.text for one in found.aligned for sentence in one.sentences if sentence.text == line
    ] == []


def test_a_sentence_that_only_one_source_has_is_listed_once() -> None:
    found = compare(scored("Post", (*POST, POST[3])), scored("Tide", TIDE))
    texts = [sentence.text for sentence in by_source(found)["Post"].only]
    assert len(texts) == len(set(texts))


def test_no_source_shows_the_same_phrase_twice() -> None:
    found = compare(scored("Post", (*POST, POST[0])), scored("Tide", TIDE))
    for naming in found.namings:
        worded = [(one.sentence.source, one.sentence.text[one.start : one.end]) for one in naming.phrases]
        assert len(worded) == len(set(worded))
