from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing import training
from framing.cli.main import app
from framing.cli.train import line, summary
from framing.evaluation.measure import Measure, Protocol
from framing.training import Finished, Settings, Stage, Step
from tests.conftest import TinyRun

PROTOCOL = Protocol("experts, fold 0, int8", 13, "0123456789abcdef")
FIGURE = Measure("loaded.macro_f1", 0.81234, 0.79, 0.83, 1234, PROTOCOL)


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["train", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def asked(tiny_run: TinyRun, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Settings, Path]]:
    """Let a run report what the tiny one did without doing it again; gives what was asked for."""
    calls: list[tuple[Settings, Path]] = []

    def reports(settings: Settings, out: Path) -> Iterator[Stage | Step | Finished]:
        calls.append((settings, out))
        yield Stage("reading the data")
        yield Step(number=1, steps=2, loss=0.9)
        yield Step(number=2, steps=2, loss=0.51234)
        yield tiny_run.finished

    monkeypatch.setattr(training, "train_checkpoint", reports)
    return calls


def test_figures_go_to_output_and_progress_to_the_side(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tiny_run: TinyRun, tmp_path: Path
) -> None:
    out = tmp_path / "made"
    status, output, side = run(tiny_config, "-o", out)
    assert status == 0
    assert f"Checkpoint: {out} (digest {tiny_run.checkpoint.digest})" in output
    assert "loaded.macro_f1" in output
    assert side.splitlines()[0] == "reading the data ..."
    assert "step 2/2, loss 0.512, 0 min" in side


def test_the_config_is_read_as_it_stands(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tiny_data: Path, tmp_path: Path
) -> None:
    run(tiny_config, "-o", tmp_path / "made")
    ((settings, out),) = asked
    assert (settings.name, settings.data_folder, out) == ("tiny", tiny_data, tmp_path / "made")


def test_the_data_may_lie_elsewhere(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tmp_path: Path
) -> None:
    run(tiny_config, "-o", tmp_path / "made", "--data-folder", tmp_path)
    assert asked[0][0].data_folder == tmp_path


def test_an_existing_directory_is_refused_in_one_line(tiny_config: Path, tmp_path: Path) -> None:
    status, _, side = run(tiny_config, "-o", tmp_path)
    assert status == 2
    assert side == f"framing: {tmp_path} exists already; choose another directory or remove it\n"


def test_a_wrong_config_is_refused_in_one_line(tiny_config: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(tiny_config.read_text("utf-8").replace("batch =", "bach ="), "utf-8")
    status, _, side = run(wrong, "-o", tmp_path / "made")
    assert status == 2
    assert side == f"framing: {wrong}: unknown key optimisation.bach; did you mean batch?\n"


def test_missing_data_are_refused_in_one_line(tiny_config: Path, tmp_path: Path) -> None:
    status, _, side = run(tiny_config, "-o", tmp_path / "made", "--data-folder", tmp_path)
    assert status == 2
    assert side.splitlines()[-1].startswith("framing: data set babe: there is no file")


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        (FIGURE, "0.812 [0.790, 0.830]  n=1,234"),
        (replace(FIGURE, low=None, high=None), "0.812  n=1,234"),
        (replace(FIGURE, value=None, low=None, high=None), "undefined  n=1,234"),
    ],
)
def test_a_figure_never_stands_without_its_n(figure: Measure, written: str) -> None:
    assert line(figure).split(None, 1) == ["loaded.macro_f1", written]


def test_a_summary_holds_the_main_figures_by_protocol() -> None:
    other = replace(FIGURE, protocol=replace(PROTOCOL, name="experts, fold 0, fp32"))
    text = summary((FIGURE, replace(FIGURE, name="loaded.recall"), other))
    assert text.split("\n\n") == [
        f"\nexperts, fold 0, int8\n  {line(FIGURE)}",
        f"experts, fold 0, fp32\n  {line(FIGURE)}",
    ]
