from hypothesis import given
from hypothesis import strategies as st

from framing.report.highlight import cut, excerpt
from framing.scores import LabelledSpan, SentenceScore


def sentence(text: str, spans: tuple[LabelledSpan, ...]) -> SentenceScore:
    return SentenceScore("Post", "p1", None, None, None, 0, 0, len(text), text, 0, 0.9, 0.9, spans, {}, "x")


spans = st.builds(
    lambda start, width, label, quoted: LabelledSpan(start, start + width, label, 0.7, quoted),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(["loaded", "villain", "victim", "hero"]),
    st.booleans(),
)


@given(st.text(max_size=30), st.lists(spans, max_size=6))
def test_the_pieces_joined_are_the_sentence(text: str, chosen: list[LabelledSpan]) -> None:
    assert "".join(piece.text for piece in cut(sentence(text, tuple(chosen)))) == text


def test_overlapping_labels_share_a_piece() -> None:
    loaded, role = LabelledSpan(0, 6, "loaded", 0.9, True), LabelledSpan(3, 9, "hero", 0.6, False)
    pieces = cut(sentence("abcdefghi", (loaded, role)))
    assert [(one.text, one.loaded, one.role, one.role_ends) for one in pieces] == [
        ("abc", "quoted", None, False),
        ("def", "quoted", "hero", False),
        ("ghi", None, "hero", True),
    ]


def test_the_note_tells_label_probability_and_voice() -> None:
    (piece,) = cut(sentence("vile", (LabelledSpan(0, 4, "loaded", 0.876, True),)))
    assert piece.note == "Loaded wording, probability 0.88, in a quotation"


LABELS = (LabelledSpan(4, 9, "villain", 0.7, False), LabelledSpan(10, 16, "loaded", 0.7, False))


def test_an_excerpt_keeps_the_labels_at_their_words() -> None:
    part = excerpt(sentence("The mayor gutted the plan.", LABELS), 4, 20)
    assert part.text == "mayor gutted the"
    assert [part.text[span.start : span.end] for span in part.spans] == ["mayor", "gutted"]


def test_an_excerpt_cuts_labels_at_its_edges() -> None:
    part = excerpt(sentence("The mayor gutted the plan.", LABELS), 6, 10)
    assert [part.text[span.start : span.end] for span in part.spans] == ["yor"]
