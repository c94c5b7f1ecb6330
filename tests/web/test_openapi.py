"""Requests made up from the API's own description; every answer must be one that it describes."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode

OPERATIONS = ("POST /v1/score", "POST /v1/read", "GET /v1/labels", "GET /health")


@pytest.fixture(scope="module")
def api(address: str) -> dict[str, Any]:
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
    return {found.ok().label: found.ok() for found in schema.get_all_operations()}


def test_the_description_has_every_operation(api: dict[str, Any]) -> None:
    assert set(api) == set(OPERATIONS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_what_fits_the_description_is_answered_as_described(api: dict[str, Any], name: str) -> None:
    tried(api[name].as_strategy(generation_mode=GenerationMode.POSITIVE))


# The others take nothing that could be wrong.
@pytest.mark.parametrize("name", OPERATIONS[:2])
def test_what_does_not_fit_the_description_is_refused(api: dict[str, Any], name: str) -> None:
    tried(api[name].as_strategy(generation_mode=GenerationMode.NEGATIVE))


def tried(cases: SearchStrategy[schemathesis.Case]) -> None:
    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate()

    holds()
