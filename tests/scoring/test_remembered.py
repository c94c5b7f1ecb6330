from hypothesis import given
from hypothesis import strategies as st

from framing.scoring.remembered import Judged, Remembered, key_of
from framing.text import Sentence, Span


def judged(number: int) -> Judged:
    return Judged(0.0, number / 10_000, 0.0, (), ())


def key(number: int) -> tuple[str, tuple[Span, ...]]:
    return str(number), ()


def test_a_sentence_is_recalled() -> None:
    memory = Remembered()
    memory.add(key(1), judged(1))
    assert memory.get(key(1)) == judged(1)
    assert memory.get(key(2)) is None


def test_the_same_words_quoted_are_another_sentence() -> None:
    plain, quoted = Sentence("a port", 0, 6), Sentence("a port", 7, 13, (Span(2, 6),))
    assert key_of(plain) != key_of(quoted)
    assert key_of(plain) == key_of(Sentence("a port", 99, 105))


@given(st.lists(st.integers(0, 50)), st.integers(1, 10))
def test_no_more_than_two_generations_are_kept(numbers: list[int], most: int) -> None:
    memory = Remembered(most)
    for number in numbers:
        memory.add(key(number), judged(number))
    kept = [number for number in range(51) if memory.get(key(number)) is not None]
    assert len(kept) <= 2 * most


def test_a_sentence_that_is_asked_for_is_kept_longer() -> None:
    memory = Remembered(2)
    memory.add(key(0), judged(0))
    for number in range(1, 20):
        memory.add(key(number), judged(number))
        assert memory.get(key(0)) == judged(0)
