from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing.segmenting
from framing.segmenting import quoted_share, quoted_spans, segment, sentence_spans
from framing.segmenting.boundaries import paragraph_spans

_PIECES = st.sampled_from(
    [
        *" \n\t.!?…\"'“”„‘’‚«»‹›`()[]-—6A",
        "\n\n",
        "\u00a0",
        "U.S.",
        "Gen.",
        "No.",
        "p.m.",
        "The",
        "s",
        "n't",
        " 9",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join))


@given(_TEXTS)
def test_sentences_and_the_white_space_between_them_rebuild_the_text(text: str) -> None:
    sentences = segment(text)
    position, rebuilt = 0, ""
    for sentence in sentences:
        gap = text[position : sentence.start]
        assert not gap.strip()
        rebuilt += gap + sentence.text
        position = sentence.end
    assert not text[position:].strip()
    assert rebuilt + text[position:] == text


@given(_TEXTS)
def test_sentences_are_trimmed_never_blank_and_in_order(text: str) -> None:
    sentences = segment(text)
    assert all(sentence.text == sentence.text.strip() != "" for sentence in sentences)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    assert all(first.end <= second.start for first, second in pairwise(sentences))


@given(_TEXTS)
def test_no_sentence_and_no_quotation_crosses_a_paragraph(text: str) -> None:
    paragraphs = paragraph_spans(text)
    for place in (*sentence_spans(text), *quoted_spans(text)):
        assert any(paragraph.start <= place.start and place.end <= paragraph.end for paragraph in paragraphs)


@given(_TEXTS)
def test_quotations_lie_inside_their_sentence_in_order(text: str) -> None:
    for sentence in segment(text):
        assert all(0 <= span.start < span.end <= len(sentence.text) for span in sentence.quoted)
        assert all(first.end <= second.start for first, second in pairwise(sentence.quoted))
        assert 0.0 <= quoted_share(sentence) <= 1.0


@given(_TEXTS)
def test_every_quoted_character_but_white_space_reaches_a_sentence(text: str) -> None:
    article = {i for span in quoted_spans(text) for i in range(span.start, span.end) if not text[i].isspace()}
    sentences = {
        sentence.start + i
        for sentence in segment(text)
        for span in sentence.quoted
        for i in range(span.start, span.end)
        if not sentence.text[i].isspace()
    }
    assert sentences == article


@given(_TEXTS, _TEXTS)
def test_paragraphs_do_not_touch_one_another(first: str, second: str) -> None:
    def wordings(text: str) -> list[str]:
        return [text[span.start : span.end] for span in (*sentence_spans(text), *quoted_spans(text))]

    together = f"{first}\n\n{second}"
    assert sorted(wordings(together)) == sorted(wordings(first) + wordings(second))


# Anything quadratic takes minutes to hours on these.
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        '"' * 100_000,
        "“" * 100_000,
        "'" * 100_000,
        '"a" ' * 60_000,
        "'a " * 60_000,
        "s' " * 60_000,
        "‘a s’ " * 40_000,
        "“‘«" * 60_000,
        "." * 200_000,
        '."' * 100_000,
        ". " * 100_000,
        "U.S. " * 40_000,
        '!" Aa' * 40_000,
        "1. " * 40_000,
        "6' 2\" " * 40_000,
        "\n" + " " * 200_000 + "a",
        "a." + " " * 200_000,
        "\n " * 100_000,
        '"a\n\n' * 30_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_time_grows_with_the_length_not_with_its_square(text: str) -> None:
    sentences = segment(text)
    assert all(0.0 <= quoted_share(sentence) <= 1.0 for sentence in sentences)
    assert sum(len("".join(sentence.text.split())) for sentence in sentences) == len("".join(text.split()))


def test_public_names_are_exactly_these() -> None:
    assert framing.segmenting.__all__ == ["quoted_share", "quoted_spans", "segment", "sentence_spans"]
