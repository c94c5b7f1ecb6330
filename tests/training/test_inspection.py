from dataclasses import replace

import pytest

from framing.errors import TrainingDataError
from framing.labelled.examples import Example
from framing.model.pieces import PieceEncoder
from framing.text import Sentence, Span
from framing.training.inspection import FEW, check_learnable, inspect, namesakes
from tests.scoring.fakes import write_tokenizer

N = 4 * FEW


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> PieceEncoder:
    folder = tmp_path_factory.mktemp("tokenizer")
    write_tokenizer(folder)
    return PieceEncoder(folder / "tokenizer.json", window=40)


def example(text: str, **labels: float) -> Example:
    return Example(Sentence(text, 0, len(text)), "mine", text, labels=labels)


def fine(n: int = N) -> list[Example]:
    return [example(f"The port {number}.", loaded=float(number % 2)) for number in range(n)]


def warnings(examples: list[Example], encoder: PieceEncoder, window: int = 40) -> list[str]:
    return [finding.text for finding in inspect("mine", examples, encoder, window) if finding.warning]


def test_size_and_balance_are_told(encoder: PieceEncoder) -> None:
    rows = [replace(one, source=f"s{number % 3}") for number, one in enumerate(fine())]
    told = [finding.text for finding in inspect("mine", rows, encoder, 40) if not finding.warning]
    assert told == [f"{N} sentences in {N} groups by 3 sources", f"loaded: {N // 2} yes, {N // 2} no (50%)"]


def test_good_data_raise_no_warning(encoder: PieceEncoder) -> None:
    assert warnings(fine(), encoder) == []


@pytest.mark.parametrize(
    ("flip", "told"), [(False, "only 3 sentences carry"), (True, "only 3 sentences lack")]
)
def test_a_rare_side_is_told(encoder: PieceEncoder, flip: bool, told: str) -> None:
    rows = [example(f"The port {number}.", harbour=float((number < 3) != flip)) for number in range(N)]
    assert [text[: len(told)] for text in warnings(rows, encoder)] == [told]


def test_few_places_are_told(encoder: PieceEncoder) -> None:
    rows = [
        replace(one, spans={"cruel": (Span(0, 3),) if not number else ()})
        for number, one in enumerate(fine())
    ]
    assert warnings(rows, encoder)[0].startswith("only 1 places are labelled cruel")


def test_repeated_and_contradicting_texts_are_told(encoder: PieceEncoder) -> None:
    rows = [*fine(), example("THE PORT 0", loaded=0.0), example("The port 1.", loaded=0.0)]
    repeated, contradicting = [finding for finding in inspect("mine", rows, encoder, 128) if finding.warning]
    assert (repeated.text, repeated.example) == ("2 texts stand there more than once", "The port 0.")
    assert (contradicting.text, contradicting.example) == (
        "1 of these are labelled in several ways",
        "The port 1.",
    )


def test_texts_longer_than_the_window_are_told(encoder: PieceEncoder) -> None:
    rows = [*fine(), example("the port " * 30, loaded=0.0)]
    assert warnings(rows, encoder) == [
        "1 texts are longer than 40 pieces: what comes later is not learned from"
    ]


def test_labels_that_follow_the_source_are_told(encoder: PieceEncoder) -> None:
    rows = [replace(one, source=f"source {number % 2}") for number, one in enumerate(fine())]
    (told,) = warnings(rows, encoder)
    assert told.startswith("loaded can be told from the source's name alone (macro-F1 1.00)")


def test_labels_that_do_not_follow_the_source_are_not(encoder: PieceEncoder) -> None:
    rows = [replace(one, source=f"source {number // 2 % 2}") for number, one in enumerate(fine())]
    assert warnings(rows, encoder) == []


def test_names_spelled_nearly_alike_are_told(encoder: PieceEncoder) -> None:
    rows = [example(f"The port {n}.", economic=float(n % 2), econmic=float(n % 2 == 0)) for n in range(N)]
    assert warnings(rows, encoder) == [
        "the labels 'economic' and 'econmic' are spelled nearly alike: are they one?"
    ]


def test_a_pair_of_opposites_without_loaded_is_told(encoder: PieceEncoder) -> None:
    rows = [
        example(f"The port {number}.", slanted=float(number % 2), plain=float(number % 2 == 0))
        for number in range(N)
    ]
    assert [text.partition(";")[0] for text in warnings(rows, encoder)] == [
        "slanted and plain are each other's opposite"
    ]
    both = [*rows, example("The mine.", slanted=1.0, plain=1.0)]
    assert warnings(both, encoder) == []


def test_data_that_say_the_same_of_everything_are_refused() -> None:
    rows = [example(f"The port {number}.", loaded=1.0) for number in range(N)]
    with pytest.raises(TrainingDataError, match=r"mine: every sentence is labelled alike \(loaded\)"):
        check_learnable("mine", rows)


def test_labelled_words_are_something_to_learn() -> None:
    rows = [replace(example("The port."), spans={"cruel": (Span(0, 3),)})]
    check_learnable("mine", rows)


def test_labels_called_like_the_packages_own_are_told() -> None:
    rows = [
        replace(example("The port.", politics=1.0, villain=0.0), spans={"victim": (), "economic": ()}),
    ]
    same, apart = namesakes("mine", rows)
    assert same.text.startswith("politics, victim: taken for what 'framing labels' shows by that name")
    assert apart.text.startswith("economic, villain: not what 'framing labels' shows by that name")


def test_labels_of_other_names_are_nobodys_namesakes() -> None:
    assert namesakes("mine", [example("The port.", harbour=1.0, political=0.0, loaded=1.0)]) == ()
