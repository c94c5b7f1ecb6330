import pytest

from framing.report.highlight import cut
from framing.report.telling.casting import find_castings
from framing.scores import LabelledSpan, SentenceScore
from tests.report.telling.tellings import scored

LINE = "The harbour council broke the strike."


def sentence(*spans: tuple[str, float]) -> SentenceScore:
    """Give a sentence whose "harbour council" is cast in these roles."""
    (plain,) = scored("Post", (LINE,))
    labelled = tuple(LabelledSpan(4, 19, label, prob, quoted=False) for label, prob in spans)
    return SentenceScore(**{name: getattr(plain, name) for name in plain.__slots__} | {"spans": labelled})


def role(*spans: tuple[str, float]) -> tuple[str | None, bool, str]:
    piece = next(piece for piece in cut(sentence(*spans)) if "council" in piece.text)
    return piece.role, piece.role_clear, piece.role_text


def test_a_probable_role_is_shown_as_it_is() -> None:
    assert role(("villain", 0.7)) == ("villain", True, "villain")


def test_a_role_more_likely_wrong_than_right_is_shown_as_doubtful() -> None:
    assert role(("hero", 0.3)) == ("hero", False, "hero?")


def test_a_role_that_is_wrong_three_times_in_four_is_not_shown() -> None:
    assert cut(sentence(("hero", 0.08)))[0].text == LINE


def test_two_roles_of_like_probability_contest_each_other() -> None:
    assert role(("victim", 0.5), ("villain", 0.8)) == ("villain", False, "villain or victim?")


def test_a_far_less_probable_role_contests_nothing() -> None:
    assert role(("villain", 0.9), ("victim", 0.3)) == ("villain", True, "villain")


def test_castings_that_are_likely_come_before_doubtful_ones() -> None:
    found = find_castings(scored("Post", ("The [V|firm] lied.", "The [V|mayor] lied.")), 4)
    assert [(one.name, one.clear) for one in found] == [("firm", True), ("mayor", True)]
    doubtful = find_castings([sentence(("villain", 0.3))], 4)
    assert [(one.name, one.clear) for one in doubtful] == [("harbour council", False)]


def test_a_casting_names_the_other_role_of_the_same_name() -> None:
    found = find_castings(scored("Post", ("The [V|firm] lied.", "The [T|firm] was robbed.")), 4)
    assert [(one.role, one.also) for one in found] == [("villain", ("victim",)), ("victim", ("villain",))]


@pytest.mark.parametrize("form", ["Mr.", "ms", "her", "the Dr"])
def test_a_title_alone_names_nobody(form: str) -> None:
    assert find_castings(scored("Post", (f"[V|{form}] lied.",)), 4) == ()


def test_what_belongs_to_the_next_words_is_cut_off() -> None:
    found = find_castings(scored("Post", ("The [H|crew of] the Solveig held on.",)), 4)
    assert [one.name for one in found] == ["crew"]
