from typing import Any

import pytest

from framing.segmenting import quoted_share, quoted_spans, segment
from framing.text import Sentence, Span, quoted_words, word_spans
from tests.segmenting.cases import cases


def _quoted_words_of(sentence: Sentence) -> list[str]:
    words = word_spans(sentence.text)
    inside = quoted_words(words, sentence.quoted)
    return [
        sentence.text[word.start : word.end] for word, quoted in zip(words, inside, strict=True) if quoted
    ]


@pytest.mark.parametrize("case", cases("voice"))
def test_quotations_are_found_with_their_marks(case: Any) -> None:
    text = case["text"]
    assert [text[span.start : span.end] for span in quoted_spans(text)] == case["quoted"]


def test_words_of_a_speaker_are_not_the_sources_own() -> None:
    (sentence,) = segment("It lets each tell the other “we’re coming, keep well clear of it,” the aide said.")
    assert _quoted_words_of(sentence) == ["we’re", "coming", "keep", "well", "clear", "of", "it"]


def test_a_quotation_over_several_sentences_is_cut_to_each() -> None:
    sentences = segment("He said: “It is over. We lost. We go.” She agreed.")
    assert [sentence.quoted for sentence in sentences] == [
        (Span(9, 21),),
        (Span(0, 8),),
        (Span(0, 7),),
        (),
    ]


def test_each_sentence_has_its_own_quotations() -> None:
    sentences = segment('One "a" here. Two "b" and "c" there. None here. Last "d" ends.')
    quoted = [[one.text[span.start : span.end] for span in one.quoted] for one in sentences]
    assert quoted == [['"a"'], ['"b"', '"c"'], [], ['"d"']]


def test_two_quotations_in_a_sentence_stay_apart() -> None:
    (sentence,) = segment('Both "war" and "peace" sell.')
    assert sentence.quoted == (Span(5, 10), Span(15, 22))


def test_share_counts_words_not_characters() -> None:
    (sentence,) = segment('He said "extraordinarily unprovoked" today.')
    assert quoted_share(sentence) == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("text", "share"),
    [("Nobody spoke.", 0.0), ("“We go home.”", 1.0), ("“…!”", 0.0)],
    ids=["nothing quoted", "all quoted", "no words"],
)
def test_share_at_its_ends(text: str, share: float) -> None:
    (sentence,) = segment(text)
    assert quoted_share(sentence) == share


def test_a_stray_closing_mark_changes_nothing_after_it() -> None:
    intact = 'The vote was "free" and the count "fair".'
    damaged = 'The rude words" of one. ' + intact
    assert len(quoted_spans(damaged)) == len(quoted_spans(intact))
