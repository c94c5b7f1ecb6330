import numpy as np

from framing.report.events.corpus import build_corpus
from framing.report.events.texts import ArticleText
from framing.report.events.weekdays import alike_in_weekdays, name_weekdays


def alike(one: str, other: str) -> float:
    """Give how alike the weekdays of two texts are."""
    articles = (ArticleText(str(k), str(k), None, None, None, (text,)) for k, text in enumerate((one, other)))
    named = name_weekdays(build_corpus(articles))
    return float(alike_in_weekdays(named, np.array([0]), np.array([1]))[0])


def test_the_same_day_is_more_alike_than_by_chance() -> None:
    assert alike("The council met on Tuesday.", "On Tuesday's vote the council was split.") > 0.6


def test_another_day_is_less_alike_than_by_chance() -> None:
    assert alike("The council met on Tuesday.", "The council met on Friday.") < -0.3


def test_an_article_that_names_no_day_says_nothing() -> None:
    assert alike("The council met on Tuesday.", "The council met.") == 0.0
    assert alike("The council met.", "The council voted.") == 0.0
