import random

import numpy as np
import pytest

from framing.evaluation.judge import headlines
from framing.evaluation.measure import Protocol
from framing.evaluation.measuring import rank_area
from framing.evaluation.rows import Rows
from framing.evaluation.simple import LEXICON, MAJORITY, SOURCE, TFIDF, Wanted
from framing.evaluation.taught import FOLDS, Taught, taught_by_folds, taught_by_table
from framing.labelled.examples import Example
from framing.text import Sentence, Span

WANTED = Wanted(("loaded",), ("loaded",))
PROTOCOL = Protocol("made up", 13, "baseline")
WORDS = ("port", "court", "harvest", "river", "market", "school", "bridge", "union")


def example(number: int, loaded: float, *, words: bool = False, article: str | None = None) -> Example:
    generator = random.Random(number)
    text = f"{' '.join(generator.choices(WORDS, k=6))} {number}."
    return Example(
        Sentence(text, 0, len(text)),
        "made",
        article or f"article {number}",
        source=f"source {number % 3}",
        labels={"loaded": loaded},
        spans={"loaded": (Span(0, 4),)} if words else {},
    )


def rows(n: int, first: int = 0) -> Rows:
    return Rows("made.csv", tuple(example(number, float(number % 2)) for number in range(first, first + n)))


def named(said: tuple[Taught, ...]) -> dict[str, Taught]:
    return {taught.name: taught for taught in said}


def auc(taught: Taught) -> float:
    assert taught.judgement.loaded is not None
    found = rank_area("auc", taught.judgement.loaded.known())
    assert found is not None
    return found


def drawn(seed: int) -> Rows:
    """Give articles of five sentences, loaded or not, whose labels have nothing to do with their words."""
    generator = random.Random(seed)
    labels = [float(generator.random() < 0.5) for _ in range(12)]
    examples = (example(number, labels[number // 5], article=f"{number // 5}") for number in range(60))
    return Rows("made.csv", tuple(examples))


@pytest.mark.slow
@pytest.mark.parametrize("baseline", [SOURCE, TFIDF])
def test_what_learned_nothing_is_no_worse_than_chance(baseline: str) -> None:
    """Put together without regard to the folds, such probabilities have a mean AUC of .2 to .3 here."""
    found = [auc(named(taught_by_folds(drawn(seed), WANTED, seed).said)[baseline]) for seed in range(40)]
    assert np.mean(found) == pytest.approx(0.5, abs=0.045)


@pytest.mark.parametrize("by_table", [True, False])
def test_a_constant_has_no_area(by_table: bool) -> None:
    lesson = (
        taught_by_table(rows(40, 100), rows(40).examples, WANTED, 13)
        if by_table
        else taught_by_folds(drawn(1), WANTED, 13)
    )
    figures = {figure.name: figure for figure in headlines(named(lesson.said)[MAJORITY].judgement, PROTOCOL)}
    assert figures["loaded.macro_f1"].value is not None
    for name in ("loaded.auc", "loaded.average_precision"):
        assert (figures[name].value, figures[name].low) == (None, None)


def test_a_table_teaches_what_no_fold_of_a_small_file_could() -> None:
    """Every loaded sentence of the table, and of the file, begins with a word of its own."""

    def telling(first: int, n: int) -> tuple[Example, ...]:
        texts = [
            f"{'brutal' if number % 2 else 'plain'} {WORDS[number % 8]} {number}."
            for number in range(first, first + n)
        ]
        return tuple(
            Example(Sentence(text, 0, len(text)), "made", text, labels={"loaded": float("brutal" in text)})
            for text in texts
        )

    lesson = taught_by_table(Rows("train.csv", telling(100, 200)), telling(0, 4), WANTED, 13)
    assert auc(named(lesson.said)[TFIDF]) == 1
    assert lesson.rows == (0, 1, 2, 3)
    assert not taught_by_folds(Rows("made.csv", telling(0, 4)), WANTED, 13).said


def test_it_is_known_from_how_many_sentences_each_label_was_learned() -> None:
    table = Rows("train.csv", (*rows(80, 100).examples, *(example(n, 1.0, words=True) for n in range(20))))
    asked = tuple(example(number, float(number % 2), words=True) for number in range(500, 540))
    lesson = taught_by_table(table, asked, WANTED, 13)
    learned = named(lesson.said)[LEXICON].learned
    assert learned["loaded"] == 85  # the rest chooses thresholds
    assert 0 < learned["word loaded"] <= 20
    assert lesson.way == "learned from 85 sentences of train.csv"


def test_of_folds_the_fewest_count() -> None:
    lesson = taught_by_folds(rows(50), WANTED, 13)
    assert named(lesson.said)[TFIDF].learned["loaded"] == 34  # of 40; the rest chooses thresholds
    assert "the other 4 of 5 folds of the file by group, at least 34 sentences" in lesson.way


def test_folds_have_like_shares_of_loaded() -> None:
    labels = [float(random.Random(number).random() < 0.4) for number in range(60)]
    data = Rows("made.csv", tuple(example(number, label) for number, label in enumerate(labels)))
    loaded = [data.examples[row].labels["loaded"] for row in taught_by_folds(data, WANTED, 13).rows]
    sizes = [sum(loaded[at : at + 12]) for at in range(0, 60, 12)]
    assert max(sizes) - min(sizes) <= 1


def test_what_is_measured_on_teaches_no_baseline() -> None:
    both = rows(60)
    lesson = taught_by_table(Rows("train.csv", both.examples), both.examples[:20], WANTED, 13)
    assert named(lesson.said)[TFIDF].learned["loaded"] == 34
    assert lesson.notes == ("baselines do not learn from 20 sentences of train.csv that are measured on",)


def test_where_no_baseline_can_learn_it_is_said_why() -> None:
    few = Rows("made.csv", rows(FOLDS - 1).examples)
    assert taught_by_folds(few, WANTED, 13).notes == ("no baseline: 4 groups, fewer than 5 folds",)
    one = Rows("train.csv", tuple(example(number, 1.0, article="one") for number in range(9)))
    assert "leaves fewer than two groups" in taught_by_table(one, rows(9, 50).examples, WANTED, 13).notes[0]
    other = taught_by_table(rows(30, 50), rows(9).examples, Wanted(("economic",), ()), 13)
    assert other.notes == ("no baseline: made.csv has no label that is measured",)
