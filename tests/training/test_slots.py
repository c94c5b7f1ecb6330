import pytest

from framing.text import Span
from framing.training.slots import Slot, find_slots, indefinite, kind_of, suits


def place(text: str, wording: str) -> Span:
    return Span(text.index(wording), text.index(wording) + len(wording))


@pytest.mark.parametrize(
    ("text", "wording", "kind"),
    [
        ("They met the brutal regime in May.", "brutal", "adjective"),
        ("They met the regime in May.", "regime", "noun"),
        ("They met the puppet regime in May.", "puppet regime", "noun"),
        ("They want to gut the law.", "gut", "infinitive"),
        ("The mayor slammed the law.", "slammed", "past"),
        ("The mayor shamelessly took it.", "shamelessly", "adverb"),
        ("The law was slammed by all.", "slammed", None),
        ("Regime forces met.", "Regime", None),
    ],
)
def test_neighbours_tell_the_kind(text: str, wording: str, kind: str | None) -> None:
    assert kind_of(text, place(text, wording)) == kind


def test_slots_are_found_by_neighbours() -> None:
    text = "The mayor opposed the plan."
    kinds = {(slot.kind, text[slot.place.start : slot.place.end]) for slot in find_slots(text)}
    assert {("past", "opposed"), ("noun", "plan"), ("adjective", ""), ("adverb", "")} <= kinds


def test_a_noun_keeps_its_number() -> None:
    text = "They met the officials in May."
    slot = Slot("noun", place(text, "officials"))
    assert suits(text, slot, "thugs")
    assert not suits(text, slot, "thug")


@pytest.mark.parametrize(
    ("word", "form"), [("evil", "an"), ("one-sided", "a"), ("honest", "an"), ("mob", "a")]
)
def test_the_article_suits_the_sound(word: str, form: str) -> None:
    assert indefinite(word) == form
