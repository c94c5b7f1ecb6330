import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from framing.evaluation.binomial import exact_interval


@given(st.integers(1, 500), st.floats(0, 1))
def test_the_interval_is_that_of_scipy(n, share):
    hits = round(share * n)
    expected = binomtest(hits, n).proportion_ci(method="exact")
    assert exact_interval(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_without_cases_there_is_none():
    assert exact_interval(0, 0) is None
