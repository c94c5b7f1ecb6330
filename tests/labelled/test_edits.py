from hypothesis import given
from hypothesis import strategies as st

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example
from framing.text import Sentence, Span


def example(text: str, *places: Span, quoted: tuple[Span, ...] = ()) -> Example:
    return Example(Sentence(text, 0, len(text), quoted), "made", "one", spans={"loaded": places})


def changed(text: str, places: list[tuple[int, int]], *edits: tuple[int, int, str]) -> tuple[str, list[str]]:
    result = apply_edits(
        example(text, *(Span(*place) for place in places)),
        [Edit(Span(start, end), wording) for start, end, wording in edits],
    )
    new = result.sentence.text
    return new, [new[span.start : span.end] for span in result.spans["loaded"]]


@st.composite
def texts_with_cuts(draw: st.DrawFn) -> tuple[str, list[Edit], list[Span]]:
    """Draw a text, edits without overlap and places that cut through no edit."""
    text = draw(st.text("abc “”.", min_size=1, max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [
        Edit(Span(start, end), draw(st.text("XY", max_size=4)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    ends = [0, *(at for edit in edits for at in (edit.place.start, edit.place.end)), len(text)]
    kept = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if start < end]
    return text, edits, kept


@given(texts_with_cuts())
def test_wording_that_no_edit_touches_stays_the_same(drawn: tuple[str, list[Edit], list[Span]]) -> None:
    text, edits, kept = drawn
    result = apply_edits(example(text, *kept), edits)
    new = result.sentence.text
    moved = [new[span.start : span.end] for span in result.spans["loaded"]]
    assert moved == [text[span.start : span.end] for span in kept]


@given(texts_with_cuts())
def test_the_new_text_is_the_old_one_with_the_replacements(
    drawn: tuple[str, list[Edit], list[Span]],
) -> None:
    text, edits, _ = drawn
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.place.start] + edit.wording + expected[edit.place.end :]
    sentence = apply_edits(example(text), edits).sentence
    assert (sentence.text, sentence.start, sentence.end) == (expected, 0, len(expected))


@given(texts_with_cuts())
def test_places_stay_within_the_text_and_in_order(drawn: tuple[str, list[Edit], list[Span]]) -> None:
    text, edits, _ = drawn
    everywhere = [Span(at, at + 1) for at in range(len(text))]
    result = apply_edits(example(text, *everywhere), edits)
    for span in result.spans["loaded"]:
        assert 0 <= span.start <= span.end <= len(result.sentence.text)


def test_a_place_takes_in_a_replacement_within_it() -> None:
    assert changed("the brutal raid", [(0, 15)], (4, 10, "sad")) == ("the sad raid", ["the sad raid"])


def test_a_place_that_is_replaced_names_the_replacement() -> None:
    assert changed("the brutal raid", [(4, 10)], (4, 10, "sad")) == ("the sad raid", ["sad"])


def test_a_place_that_cuts_into_a_replacement_takes_in_all_of_it() -> None:
    assert changed("the brutal raid", [(7, 15)], (4, 10, "sad")) == ("the sad raid", ["sad raid"])
    assert changed("the brutal raid", [(0, 7)], (4, 10, "sad")) == ("the sad raid", ["the sad"])


def test_what_is_put_in_at_an_edge_stays_outside() -> None:
    assert changed("brutal", [(0, 6)], (0, 0, "a "), (6, 6, " raid")) == ("a brutal raid", ["brutal"])


def test_quotations_move_along() -> None:
    before = example("a “b” c", quoted=(Span(2, 5),))
    after = apply_edits(before, [Edit(Span(0, 1), "long")])
    assert after.sentence.quoted == (Span(5, 8),)


def test_no_edit_changes_nothing() -> None:
    before = example("the raid", Span(4, 8))
    assert apply_edits(before, []) == before
