import pytest
from typer.testing import CliRunner

from framing.cli.main import app
from framing.labels import LABELS, Label


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_describes_each_label(label: Label) -> None:
    # Lines are wrapped, so only the words and their order are compared.
    words = " ".join(CliRunner().invoke(app, ["labels"]).stdout.split())
    for part in (label.name, label.definition, label.example, label.counter_example, label.origin):
        assert " ".join(part.split()) in words
