import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.engines.batches import Answers, Place, padded, plan
from framing.engines.interface import Logits
from framing.model.pieces import PADDING, SPECIAL, PieceSentence, Window, rounded


def window(length: int) -> Window:
    return Window(
        ids=np.arange(1, length + 1),
        kinds=np.full(length, SPECIAL),
        words=np.full(length, -1, dtype=np.int32),
    )


def sentences(*lengths: list[int]) -> list[PieceSentence]:
    return [
        PieceSentence(
            np.zeros((0, 2), dtype=np.int64),
            np.zeros(0, dtype=bool),
            tuple(window(length) for length in windows),
        )
        for windows in lengths
    ]


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
    sizes = [padded(batch, made).ids.shape for batch in plan(made, budget=budget)]
    assert all(rows == 1 or rows * length <= budget for rows, length in sizes)


def test_windows_of_a_length_come_together() -> None:
    made = sentences([5], [50], [5], [50])
    batches = plan(made, budget=128)
    assert [[place.sentence for place in batch] for batch in batches] == [[0, 2], [1, 3]]


@given(LENGTHS, st.integers(1, 200))
def test_a_window_is_padded_alike_in_whatever_company(lengths: list[list[int]], budget: int) -> None:
    made = sentences(*lengths)
    for batch in plan(made, budget=budget):
        length = padded(batch, made).ids.shape[1]
        for place in batch:
            assert rounded(len(made[place.sentence].windows[place.window].ids)) == length


def test_padding_is_marked() -> None:
    made = sentences([2], [4])
    batch = padded((Place(0, 0), Place(1, 0)), made)
    assert batch.kinds[0].tolist() == [SPECIAL] * 2 + [PADDING] * 2


@given(st.lists(st.integers(1, 60), min_size=1, max_size=400))
def test_batches_come_in_few_shapes(lengths: list[int]) -> None:
    made = sentences(*([length] for length in lengths))
    shapes = {padded(batch, made).ids.shape for batch in plan(made, budget=256)}
    steps = [*range(4, 25, 4), 32, 40, 48, 64]
    full = {(256 // length, length) for length in steps}
    powers = {(rows, length) for length in steps for rows in (1, 2, 4, 8, 16, 32)}
    assert shapes <= full | powers


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
