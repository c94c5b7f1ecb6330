"""The README's figures are those of the shipped checkpoint, to the last digit."""

import json
from pathlib import Path

from framing.model.checkpoint import locate_checkpoint

README = Path(__file__).parent.parent.parent / "README.md"
ROWS = (
    ("Loaded sentences against expert labels (BABE), macro-F1", "babe", "int8", "loaded.macro_f1"),
    ("- the same, torch fp32", "babe", "fp32", "loaded.macro_f1"),
    ("- baseline: the source's name, without the text", "babe", "source name only", "loaded.macro_f1"),
    ("- baseline: TF-IDF + logistic regression", "babe", "TF-IDF + logistic regression", "loaded.macro_f1"),
    ("Loaded words against expert labels (BABE), F1", "babe", "int8", "word.loaded.f1"),
    ("Loaded words, silver, F1", "silver", "int8", "word.loaded.f1"),
    ("Frames, silver, macro-F1 over 14", "silver", "int8", "frames.macro_f1"),
    ("Villains, silver, word F1", "silver", "int8", "word.villain.f1"),
    ("Victims, silver, word F1", "silver", "int8", "word.victim.f1"),
    ("Heroes, silver, word F1", "silver", "int8", "word.hero.f1"),
)


def test_the_readme_shows_the_shipped_figures():
    expected = "\n".join(["| what | value | n |", "|---|---|---|", *(line(*row) for row in ROWS)])
    assert expected in README.read_text("utf-8")


def line(title: str, data_set: str, system: str, name: str) -> str:
    measures = json.loads((locate_checkpoint("default") / "metrics.json").read_text("utf-8"))["measures"]
    found = next(
        measure
        for measure in measures
        if measure["name"] == name
        and measure["protocol"].startswith(f"{data_set}, ")
        and measure["protocol"].endswith(f", {system}")
    )
    value = f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"
    return f"| {title} | {value} | {found['n']:,} |"


def test_the_readme_shows_the_figures_over_all_folds():
    content = json.loads((locate_checkpoint("default") / "metrics.json").read_text("utf-8"))
    rows = [
        one for one in content["wider"] if one["protocol"].startswith("babe, ") and "int8" in one["protocol"]
    ]
    readme = README.read_text("utf-8")
    by_group, by_source = (one for one in rows if one["name"] == "loaded.macro_f1")
    for one in (by_group, by_source):
        value, low, high = (f"{one[end]:.3f}".removeprefix("0") for end in ("value", "low", "high"))
        assert f"{value} [{low}, {high}]" in readme
    error = next(one for one in rows if one["name"] == "loaded.ece")
    assert f"{error['value']:.3f}".removeprefix("0") in readme
    assert f"of {by_group['n']:,}" in readme


def test_the_readme_shows_what_the_fast_one_reaches():
    measures = json.loads((locate_checkpoint("fast") / "metrics.json").read_text("utf-8"))["measures"]
    found = next(
        one["value"]
        for one in measures
        if one["name"] == "loaded.macro_f1"
        and one["protocol"].startswith("babe, ")
        and one["protocol"].endswith(", int8")
    )
    readme = " ".join(README.read_text("utf-8").split())
    assert f"is as good on BABE ({f'{found:.3f}'.removeprefix('0')})" in readme
