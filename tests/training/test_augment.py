import random

from hypothesis import given
from hypothesis import strategies as st

from framing.training.augment import Augmenter, prepare
from framing.training.settings import Augmentation
from tests.training.examples import example

SEEDS = st.integers(0, 10_000)
NO = Augmentation(
    quote=0.0,
    report=0.0,
    swap=0.0,
    exchange=0.0,
    rename=0.0,
    inject=0.0,
    hide=0.0,
    mention=0.0,
    respell=0.0,
    wordings={},
)
WAR = example("Russia attacked Ukraine, and the Russian army took Kyiv.", villain="Russia", victim="Ukraine")
CALM = example("The board met the council in May.", loaded_label=0.0)


def augmenter(**chances: float) -> Augmenter:
    return prepare([WAR, CALM], NO.model_copy(update=chances | {"wordings": {"noun": ("regime",)}}))


@given(SEEDS)
def test_nothing_happens_at_chance_zero(seed: int) -> None:
    assert augmenter()(WAR, random.Random(seed)) == WAR


@given(SEEDS)
def test_changes_add_up(seed: int) -> None:
    found = augmenter(quote=1.0, swap=1.0)(WAR, random.Random(seed))
    assert found.own_loaded == 0.0
    assert len(found.sentence.quoted) == 1
    assert "Russia attacked Ukraine" not in found.sentence.text


@given(SEEDS)
def test_a_sentence_with_a_quotation_is_not_quoted_again(seed: int) -> None:
    half = example("The “brutal” raid shook the port.")
    assert augmenter(quote=1.0)(half, random.Random(seed)) == half


@given(SEEDS)
def test_what_is_quoted_is_not_reported_too(seed: int) -> None:
    found = augmenter(quote=1.0, report=1.0)(WAR, random.Random(seed))
    assert "according to" not in found.sentence.text.lower()


def test_the_same_chance_gives_the_same_change() -> None:
    changer = augmenter(quote=1.0, swap=1.0, respell=1.0)
    first, second = (changer(WAR, random.Random(7)) for _ in range(2))
    assert first == second
    assert first != WAR


def test_a_data_set_can_be_spared_what_is_put_in() -> None:
    settings = NO.model_copy(update={"inject": 1.0, "wordings": {"noun": ("regime",)}})
    given, spared = (
        prepare([WAR, CALM], settings, names) for names in (frozenset(), frozenset({CALM.data_set}))
    )
    assert any(given(CALM, random.Random(seed)) != CALM for seed in range(20))
    assert all(spared(CALM, random.Random(seed)) == CALM for seed in range(20))
