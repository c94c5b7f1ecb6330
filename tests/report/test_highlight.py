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


def roles_of(text: str, *spans: LabelledSpan) -> list[tuple[str, str, bool]]:
    pieces = cut(sentence(text, spans))
    return [(one.text, one.role_text, one.role_ends) for one in pieces if one.role]


def test_roles_that_contest_each_other_are_named_once_behind_all_their_words() -> None:
    """Named behind the first word, they would cut the name in two."""
    villain, victim = LabelledSpan(0, 5, "villain", 0.5, False), LabelledSpan(0, 14, "victim", 0.6, False)
    assert roles_of("Prime Minister spoke", villain, victim) == [
        ("Prime", "victim or villain?", False),
        (" Minister", "victim or villain?", True),
    ]


def test_roles_side_by_side_are_each_named_behind_their_own_words() -> None:
    villain, victim = LabelledSpan(0, 10, "villain", 0.7, False), LabelledSpan(11, 19, "victim", 0.6, False)
    assert roles_of("Karvelia's prisoner", villain, victim) == [
        ("Karvelia's", "villain", True),
        ("prisoner", "victim", True),
    ]
    touching = LabelledSpan(10, 19, "victim", 0.6, False)
    assert [ends for _, _, ends in roles_of("Karvelia's prisoner", villain, touching)] == [True, True]


def test_an_outdone_role_keeps_the_words_that_are_its_own() -> None:
    villain, victim = LabelledSpan(0, 5, "villain", 0.9, False), LabelledSpan(0, 14, "victim", 0.3, False)
    assert roles_of("Crown subjects wept", villain, victim) == [
        ("Crown", "villain", True),
        (" subjects", "victim?", True),
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


def test_a_sentence_of_a_hundred_thousand_characters_is_cut_in_a_moment() -> None:
    text = "regime " * 15_000
    labels = [label for _ in range(5_000) for label in ("loaded", "villain", "victim")]
    marks = tuple(
        LabelledSpan(7 * place, 7 * place + 6, label, 0.7, False) for place, label in enumerate(labels)
    )
    pieces = cut(sentence(text, marks))
    assert "".join(piece.text for piece in pieces) == text
    assert sum(piece.role is not None for piece in pieces) == 10_000
