from pathlib import Path

from framing.errors import MissingExtraError, install_line

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_the_readme_has_the_line_that_installs_what_training_needs() -> None:
    assert f"$ {install_line('train')}\n" in README


def test_a_missing_extra_comes_with_the_line() -> None:
    assert str(MissingExtraError("serve", "the page")) == (
        'the page needs an extra; in the project\'s folder: pip install ".[serve]"'
    )
