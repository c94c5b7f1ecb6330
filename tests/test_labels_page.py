"""The page on labels says what the code says."""

from pathlib import Path

import pytest

from framing.labels import LABELS, Label

PAGE = " ".join((Path(__file__).parents[1] / "docs" / "labels.md").read_text("utf-8").split())


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_the_page_defines_each_label_as_the_code_does(label: Label) -> None:
    for part in (
        label.name,
        label.title,
        label.definition,
        label.example,
        label.counter_example,
        label.origin,
    ):
        assert part in PAGE
