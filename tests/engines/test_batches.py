import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.engines.batches import Answers, Place, padded, plan
from framing.engines.interface import Logits
from framing.model.pieces import PADDING, SPECIAL, PieceSentence, Window


def window(length: int) -> Window:
    return Window(
        ids=np.arange(1, length + 1),
        kinds=np.full(length, SPECIAL),
        words=np.full(length, -1, dtype=np.int32),
    )


def sentences(*lengths: list[int]) -> list[PieceSentence]:
    return [PieceSentence((), (), tuple(window(length) for length in windows)) for windows in lengths]


LENGTHS = st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=3), max_size=40)


@given(LENGTHS, st.integers(1, 200))
def test_every_window_stands_in_exactly_one_batch(lengths: list[list[int]], budget: int) -> None:
    batches = plan(sentences(*lengths), budget=budget)
    places = [place for batch in batches for place in batch]
    wanted = {Place(index, number) for index, row in enumerate(lengths) for number in range(len(row))}
    assert len(places) == len(wanted)
    assert set(places) == wanted


@given(LENGTHS, st.integers(1, 200))
def test_no_batch_of_several_exceeds_the_budget(lengths: list[list[int]], budget: int) -> None:
    made = sentences(*lengths)
    sizes = [padded(batch, made, budget=budget).ids.shape for batch in plan(made, budget=budget)]
    assert all(rows == 1 or rows * length <= budget for rows, length in sizes)


def test_windows_of_a_length_come_together() -> None:
    made = sentences([5], [50], [5], [50])
    batches = plan(made, budget=112)
    assert [[place.sentence for place in batch] for batch in batches] == [[0, 2], [1, 3]]


def test_padding_is_marked() -> None:
    made = sentences([2], [4])
    batch = padded((Place(0, 0), Place(1, 0)), made)
    assert batch.kinds[0].tolist() == [SPECIAL] * 2 + [PADDING] * 6


@given(st.lists(st.integers(1, 60), min_size=1, max_size=400))
def test_batches_come_in_few_shapes(lengths: list[int]) -> None:
    made = sentences(*([length] for length in lengths))
    shapes = {padded(batch, made, budget=256).ids.shape for batch in plan(made, budget=256)}
    full = {(256 // length, length) for length in range(8, 65, 8)}
    powers = {(rows, length) for length in range(8, 65, 8) for rows in (1, 2, 4, 8, 16)}
    assert shapes <= full | powers


def test_rows_that_fill_up_a_shape_are_copies_of_the_first() -> None:
    batch = padded((Place(0, 0), Place(1, 0), Place(2, 0)), sentences([8], [8], [8]), budget=800)
    assert batch.ids.shape == (4, 8)
    assert batch.ids[3].tolist() == batch.ids[0].tolist()


def logits(*values: float) -> Logits:
    own = np.asarray(values, dtype=np.float32)
    return Logits(sentence=own[:, None], own=own, words=np.zeros((len(values), 1, 1), dtype=np.float32))


def test_a_sentence_is_complete_once_all_its_windows_are() -> None:
    answers = Answers(sentences([5, 5]))
    assert list(answers.take((Place(0, 1),), logits(2.0))) == []
    done = list(answers.take((Place(0, 0),), logits(1.0)))
    assert [(index, [part.own for part in parts]) for index, parts in done] == [(0, [1.0, 2.0])]


def test_each_row_goes_to_its_sentence() -> None:
    answers = Answers(sentences([5], [5]))
    done = list(answers.take((Place(1, 0), Place(0, 0)), logits(1.0, 2.0)))
    assert [(index, parts[0].own) for index, parts in done] == [(1, 1.0), (0, 2.0)]
