from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from framing.evaluation.bootstrap import centred_interval, group_counts, interval_of_counts
from framing.evaluation.calibration import calibration, calibration_error, errors_if_perfect, gaps_by_bin
from framing.evaluation.reliability import reliability_svg

RNG = np.random.default_rng(4)
PROBS = RNG.random(6000)
LABELS = (RNG.random(6000) < PROBS).astype(int)
ROWS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from([0.1, 0.2, 0.2, 0.5, 0.9])), min_size=1, max_size=60
)


def test_honest_probabilities_have_a_small_error():
    # Each bin of 400 strays by about .017 of itself.
    assert calibration(LABELS, PROBS).ece < 0.03


def test_too_sure_probabilities_have_a_large_error():
    assert calibration(LABELS, np.where(PROBS > 0.5, 0.99, 0.01)).ece == pytest.approx(0.24, abs=0.03)


def test_brier_equals_scikit_learn():
    assert calibration(LABELS, PROBS).brier == pytest.approx(brier_score_loss(LABELS, PROBS))


def test_bins_have_equal_mass():
    bins = calibration(LABELS, PROBS).bins
    assert [part.n for part in bins] == [400] * 15
    assert [part.mean_prob for part in bins] == sorted(part.mean_prob for part in bins)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_examples_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    one = calibration([label for label, _ in rows], [prob for _, prob in rows])
    other = calibration([label for label, _ in mixed], [prob for _, prob in mixed])
    assert one.ece == pytest.approx(other.ece)
    assert [part.n for part in one.bins] == [part.n for part in other.bins]


@given(ROWS)
def test_every_example_is_in_one_bin(rows):
    result = calibration([label for label, _ in rows], [prob for _, prob in rows])
    assert sum(part.n for part in result.bins) == len(rows) == result.n


def test_without_known_labels_there_is_no_error_to_state():
    result = calibration([-1, -1], [0.2, 0.3])
    assert (result.n, result.ece, result.brier, result.bins) == (0, None, None, ())


def test_the_plot_is_well_formed_and_has_a_dot_per_bin():
    root = ElementTree.fromstring(reliability_svg([("P(<loaded> & more)", calibration(LABELS, PROBS))]))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 15


def test_a_perfect_bin_is_drawn_on_the_diagonal():
    root = ElementTree.fromstring(reliability_svg([("x", calibration([0, 1], [0.5, 0.5]))]))
    dot = root.find("{http://www.w3.org/2000/svg}circle")
    assert dot.get("cx") == dot.get("cy")


def test_the_plot_of_nothing_says_undefined():
    assert "undefined" in reliability_svg([("x", calibration([], []))])


def test_labels_stand_side_by_side():
    panels = [(f"label {number}", calibration(LABELS, PROBS)) for number in range(4)]
    root = ElementTree.fromstring(reliability_svg(panels))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 60
    assert int(root.get("width")) == 3 * int(root.get("height")) / 2


def test_the_error_of_summed_gaps_is_that_of_the_bins():
    labels, probs = drawn_well(400)
    sums = gaps_by_bin(labels, probs).sum(axis=0)
    assert calibration_error(sums) == pytest.approx(calibration(labels, probs).ece)


def test_the_interval_of_the_error_lies_around_it_though_resampling_drives_it_up():
    labels, probs = drawn_well(400)
    gaps = group_counts(gaps_by_bin(labels, probs), [str(row) for row in range(400)])
    error = calibration(labels, probs).ece
    plain, moved = (
        interval_of_counts(calibration_error, gaps, seed=1),
        centred_interval(calibration_error, gaps, seed=1),
    )
    assert 0 <= moved.low < error < moved.high < plain.high


def test_even_perfect_probabilities_show_an_error_that_falls_with_the_size_of_the_sample():
    few, many = (errors_if_perfect(drawn_well(n)[1]) for n in (600, 6000))
    assert 0.03 < few.mean() < 0.07
    assert few.mean() / many.mean() == pytest.approx(10**0.5, rel=0.1)


def test_perfect_probabilities_lie_within_what_chance_allows_and_false_ones_above():
    labels, probs = drawn_well(2000)
    highest = errors_if_perfect(probs).max()
    assert calibration(labels, probs).ece < highest < calibration(labels, probs**2).ece


def drawn_well(n):
    generator = np.random.default_rng(3)
    probs = generator.random(n)
    return (generator.random(n) < probs).astype(np.int64), probs
