import json
import math

import pytest

from framing.errors import UsageError
from framing.evaluation.bootstrap import Interval
from framing.evaluation.measure import Measure, Protocol, measure

PROTOCOL = Protocol(name="5 folds by article", seed=13, checkpoint="0123456789abcdef")
BOUNDS = Interval(low=0.7, high=0.8, level=0.95, n_groups=9, n_resamples=2000)


def test_a_figure_carries_all_that_is_needed_to_believe_it():
    figure = measure("loaded.macro_f1", 0.75, BOUNDS, 2939, PROTOCOL)
    assert figure.to_dict() == {
        "name": "loaded.macro_f1",
        "value": 0.75,
        "low": 0.7,
        "high": 0.8,
        "n": 2939,
        "protocol": "5 folds by article",
        "seed": 13,
        "checkpoint": "0123456789abcdef",
    }


def test_an_undefined_figure_is_null():
    figure = measure("crime.f1", None, BOUNDS, 0, PROTOCOL)
    assert json.loads(json.dumps(figure.to_dict()))["value"] is None
    assert (figure.low, figure.high) == (None, None)


def test_a_figure_that_is_not_a_number_is_refused():
    with pytest.raises(UsageError, match="crime"):
        Measure("crime.f1", math.nan, None, None, 0, PROTOCOL)
