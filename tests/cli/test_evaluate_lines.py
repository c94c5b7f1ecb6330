from dataclasses import replace

import pytest

from framing.cli.evaluate_lines import against_lines, figure_lines, standing_lines
from framing.evaluation.against import Against, OnFile
from framing.evaluation.comparison import Beside
from framing.evaluation.difference import Difference
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.standing import Standing

PROTOCOL = Protocol("held-out.csv, every row", 13, "0123456789abcdef")
BASELINE = Protocol("held-out.csv, majority", 13, "baseline: majority")


def figure(name: str, value: float | None, n: int = 60, protocol: Protocol = PROTOCOL) -> Measure:
    return Measure(name, value, None, None, n, protocol)


def shown(*figures: Measure) -> str:
    return "\n".join(figure_lines(figures))


def test_a_label_that_no_row_carries_is_named_in_one_line() -> None:
    text = shown(
        figure("loaded.macro_f1", 0.8),
        figure("own_loaded.macro_f1", None, 2),
        figure("own_loaded.precision", 0.0, 2),
        figure("own_loaded.recall", None, 2),
        figure("word.hero.f1", 0.0, 700),
        figure("word.hero.precision", 0.0, 700),
        figure("word.hero.recall", None, 700),
        figure("span.hero.exact_f1", 0.0),
        figure("span.hero.overlap_f1", 0.0),
    )
    assert "  loaded.macro_f1                  0.800  n=60" in text
    assert text.endswith(
        "\n  not measured: own_loaded (2 sentences), word.hero (700 words), span.hero (60 sentences)"
    )
    assert text.count("own_loaded") == 1
    assert "undefined" not in text


def test_where_every_row_carries_it_what_can_be_measured_is_shown() -> None:
    """Of sentences that are all loaded, recall says how many were found."""
    text = shown(figure("loaded.macro_f1", None), figure("loaded.recall", 0.7), figure("loaded.auc", None))
    assert "loaded.recall                    0.700" in text
    assert "not measured: loaded.macro_f1 (60 sentences), loaded.auc (60 sentences)" in text


def test_what_is_undefined_for_another_reason_is_a_dash() -> None:
    """A checkpoint that gives nothing has no precision, and it is no want of rows."""
    text = shown(figure("loaded.recall", 0.0), figure("loaded.precision", None))
    assert "  loaded.precision                 –  n=60" in text
    assert "not measured" not in text


def test_baselines_do_not_repeat_what_is_not_measured() -> None:
    text = shown(figure("word.hero.recall", None, 700, BASELINE), figure("loaded.auc", None, 60, BASELINE))
    assert "not measured" not in text
    assert "loaded.auc                       –" in text


BESIDE = Beside("loaded.macro_f1", "majority", 0.7, 0.65, -0.02, 0.12, 300, PROTOCOL)


def told(*standings: Standing, hint: bool = True) -> str:
    return "\n".join(standing_lines(standings, hint=hint))


def test_a_baseline_that_learned_enough_gets_the_honest_line() -> None:
    text = told(Standing("held-out.csv", BESIDE, 1200))
    assert "majority                                 0.650  difference +0.050 [-0.020, +0.120]" in text
    assert "; learned from 1,200 sentences" in text
    assert "It does not clearly beat 'majority' on held-out.csv (loaded.macro_f1)." in text
    assert "No verdict" not in text


@pytest.mark.parametrize("low", [-0.02, 0.02])
def test_a_baseline_in_doubt_gets_no_verdict_whatever_the_difference(low: float) -> None:
    one = replace(BESIDE, low=low)
    other = replace(one, baseline="source name only")
    doubts = ("learned from 40 sentences, fewer than 500",)
    text = told(*(Standing("held-out.csv", beside, 40, doubts) for beside in (one, other)))
    assert "beat" not in text
    assert (
        "No verdict beside 'majority', 'source name only' on held-out.csv (loaded.macro_f1): learned from 40 "
        "sentences, fewer than 500."
    ) in text
    assert "--baselines-from" in text
    assert "--baselines-from" not in told(Standing("held-out.csv", one, 40, doubts), hint=False)


def test_nothing_is_said_of_beating_where_the_figure_is_undefined() -> None:
    one = replace(BESIDE, value=None, baseline_value=None, low=None, high=None)
    doubts = ("learned from 40 sentences, fewer than 500",)
    text = told(Standing("held-out.csv", one, 1200), Standing("held-out.csv", one, 40, doubts))
    assert "beat" not in text
    assert "No verdict" not in text
    assert (
        text.count("Nothing can be said of loaded.macro_f1 on held-out.csv: it is undefined of n=300.") == 1
    )


def difference(name: str, low: float | None, high: float | None) -> Difference:
    return Difference(name, 0.8, 0.7, low, high, 588, PROTOCOL, "fedcba9876543210")


def against(*differences: Difference, only: tuple[str, ...] = ()) -> str:
    measures = tuple(figure(one.name, one.value, one.n) for one in differences)
    part = OnFile(588, measures, differences, ("held-out.csv: 588 of 2,939 sentences are left",))
    found = Against(("0123456789abcdef", "fedcba9876543210"), (only, ()), (part,))
    return "\n".join(against_lines(found, ("models/mine", "default")))


def test_two_checkpoints_stand_side_by_side_with_what_can_be_said() -> None:
    text = against(
        difference("loaded.macro_f1", 0.05, 0.15),
        difference("loaded.auc", -0.05, 0.25),
        difference("word.loaded.f1", None, None),
        only=("economic", "word hero"),
    )
    assert "A is models/mine, checkpoint 0123456789abcdef; not compared" in text
    assert "it alone tells them: economic, word hero\nB is default, checkpoint fedcba9876543210\n" in text
    assert "  loaded.macro_f1                      0.800     0.700  +0.100 [+0.050, +0.150]  n=588" in text
    assert "A is better by more than chance explains: loaded.macro_f1." in text
    assert "No difference that these 588 sentences could show: loaded.auc." in text
    assert "Nothing can be said, for want of an interval: word.loaded.f1." in text
    assert "note: held-out.csv: 588 of 2,939 sentences are left" in text
    assert "by chance alone" not in text


def test_an_error_is_better_the_lower_it_is() -> None:
    text = against(difference("loaded.brier", 0.05, 0.15))
    assert "n=588, lower is better" in text
    assert "B is better by more than chance explains: loaded.brier." in text


def test_of_many_intervals_some_leave_out_0_by_chance() -> None:
    text = against(*(difference(f"frame.f{number}.f1", -0.1, 0.2) for number in range(41)))
    assert "Of 41 such intervals about 2 leave out 0 by chance alone." in text


def test_what_neither_could_be_measured_on_is_named_in_one_line() -> None:
    unknown = replace(difference("own_loaded.recall", None, None), value=None, other_value=None)
    text = against(difference("loaded.macro_f1", 0.05, 0.15), unknown)
    assert "  not measured: own_loaded (588 sentences)\n" in text
    assert text.count("own_loaded") == 1


def test_a_file_on_which_nothing_was_measured_has_no_table() -> None:
    part = OnFile(3, (), (), ("plain.csv: nothing was measured",))
    found = Against(("0123456789abcdef", "fedcba9876543210"), ((), ()), (part,))
    lines = list(against_lines(found, ("models/mine", "default")))
    assert lines[2:] == ["note: plain.csv: nothing was measured"]
