import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from framing import training
from framing.cli.figures import collapse_lines, comparison_lines, line, summary
from framing.cli.main import app
from framing.cli.train_progress import follow
from framing.evaluation.comparison import Beside
from framing.evaluation.measure import Measure, Protocol
from framing.scoring.locking import locked
from framing.training import AllMeasured, Check, Inspected, Kept, Report, Settings, Stage, Step
from framing.training.inspection import Finding
from framing.training.run import run_folder
from framing.training.state import STATE_FILE
from tests.conftest import TinyRun

PROTOCOL = Protocol("experts, fold 0, int8", 13, "0123456789abcdef")
FIGURE = Measure("loaded.macro_f1", 0.81234, 0.79, 0.83, 1234, PROTOCOL)
BESIDE = Beside("loaded.macro_f1", "majority", 0.8, 0.75, -0.02, 0.12, 1234, PROTOCOL)


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["train", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def asked(tiny_run: TinyRun, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Settings, Path]]:
    """Let a run report what the tiny one did without doing it again; gives what was asked for."""
    calls: list[tuple[Settings, Path]] = []

    def reports(settings: Settings, out: Path) -> Iterator[Report]:
        calls.append((settings, out))
        yield Stage("reading the data")
        yield Inspected(
            (Finding("mine", "90 sentences", warning=False), Finding("mine", "too few", warning=True))
        )
        yield Step(number=1, steps=2, loss=0.9)
        yield Check(1, 0.7, 0.81, ("port",))
        yield Step(number=2, steps=2, loss=0.51234)
        yield replace(tiny_run.finished, comparisons=(("mine", BESIDE),), collapsed=(("mine", "harbour"),))

    monkeypatch.setattr(training, "train_checkpoint", reports)
    return calls


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_figures_go_to_output_and_progress_to_the_side(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tiny_run: TinyRun, tmp_path: Path
) -> None:
    out = tmp_path / "made"
    status, output, side = run(tiny_config, "-o", out)
    assert status == 0
    assert f"Checkpoint: {out} (digest {tiny_run.checkpoint.digest})" in output
    assert "loaded.macro_f1" in output
    assert "It does not clearly beat 'majority' on mine (loaded.macro_f1)." in output
    assert "COLLAPSED: all or nearly all sentences of mine get the same answer for harbour." in output
    assert side.splitlines() == [
        f"the checkpoint will be {out}",
        "reading the data ...",
        "    mine: 90 sentences",
        "  ! mine: too few",
        "  step 1, inner split: loss 0.700, ranking (mean AUC) 0.810; says the same of everything: port",
        "  step 2/2, loss 0.512, at most 0 s left",
    ]


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


def test_without_a_directory_the_first_free_name_is_taken(
    asked: list[tuple[Settings, Path]], tiny_config: Path, here: Path
) -> None:
    run(tiny_config)
    (here / "models" / "tiny").mkdir(parents=True)
    _, _, side = run(tiny_config)
    assert [out for _, out in asked] == [Path("models/tiny"), Path("models/tiny-2")]
    assert "the checkpoint will be models/tiny-2" in side


def test_data_of_ones_own_need_no_config(asked: list[tuple[Settings, Path]], here: Path) -> None:
    (here / "ports.csv").write_text("text,label\nThe port.,1\n", "utf-8")
    status, _, _ = run(
        "--data", "ports.csv", "--encoder", "minilm", "--language", "de", "--label-column", "y"
    )
    assert status == 0
    ((settings, out),) = asked
    assert (out, settings.encoder, settings.languages) == (Path("models/ports"), "minilm", ("de",))
    assert settings.data["ports"].columns.label == "y"


def test_all_folds_are_trained_when_asked(
    tiny_config: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reports(settings: Settings, out: Path) -> Iterator[Stage | AllMeasured]:
        yield Stage("fold 1 of 3")
        yield AllMeasured(out, (FIGURE,), (("mine", BESIDE),), ())

    monkeypatch.setattr(training, "train_folds", reports)
    status, output, side = run(tiny_config, "--folds")
    assert status == 0
    assert "fold 1 of 3 ..." in side
    assert line(FIGURE) in output
    assert "All figures: models/tiny/metrics.json" in output


def test_the_config_for_ones_own_labels_is_shown() -> None:
    status, output, _ = run("--print-config")
    assert status == 0
    assert output.startswith("# Training on labels of your own.")
    assert "[data.mine.columns]" in output


def stopped(out: Path) -> Path:
    run_folder(out).mkdir(parents=True)
    (run_folder(out) / STATE_FILE).write_bytes(b"")
    return out


def test_a_stopped_run_is_gone_on_with_when_asked(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tmp_path: Path
) -> None:
    out = stopped(tmp_path / "made")
    status, _, side = run(tiny_config, "-o", out)
    assert status == 2
    assert (
        side
        == f"framing: a run to {out} was stopped; go on with --resume, or remove {out}.run to begin anew\n"
    )
    assert run(tiny_config, "-o", out, "--resume")[0] == 0
    assert len(asked) == 1


def test_a_run_that_another_process_holds_is_not_joined(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tmp_path: Path
) -> None:
    out = stopped(tmp_path / "made")
    lock = locked(run_folder(out))
    try:
        for resume in ((), ("--resume",)):
            status, _, side = run(tiny_config, "-o", out, *resume)
            assert status == 2
            assert f"framing: another process is training {out} right now" in side
    finally:
        lock.release()
    assert not asked


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (
            Kept(20, 60, Check(20, 0.5, 0.81, ())),
            "kept: step 20 of 60, the best on the inner split (loss 0.500",
        ),
        (
            Kept(0, 60, Check(0, 0.5, None, ())),
            "kept: what the run began with, since none of 60 steps did better",
        ),
        (Kept(60, 60, None), "kept: the weights of the last step, 60"),
    ],
)
def test_it_is_told_which_weights_are_kept(kept: Kept, told: str) -> None:
    stream = io.StringIO()
    list(follow([kept], Console(file=stream, width=300)))
    assert told in stream.getvalue()


def test_nothing_to_resume_begins_anew(
    asked: list[tuple[Settings, Path]], tiny_config: Path, tmp_path: Path
) -> None:
    status, _, side = run(tiny_config, "-o", tmp_path / "made", "--resume")
    assert status == 0
    assert "nothing to resume, beginning anew" in side


def test_what_a_kill_at_the_end_of_a_run_left_is_told(tiny_config: Path, tmp_path: Path) -> None:
    out = stopped(tmp_path / "made")
    out.mkdir()
    for resume in ((), ("--resume",)):
        status, _, side = run(tiny_config, "-o", out, *resume)
        assert status == 2
        assert side == f"framing: {out} is complete; {out}.run is what a kill at its end left, remove it\n"


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


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["absent.toml"], "there is no config file absent.toml"),
        (["--data", "absent.csv"], "there is no file absent.csv"),
        (["--data", "folder/mine"], "there is no file folder/mine; did you mean folder/mine.csv?"),
        (["--data", "folder"], "folder is a folder; name a file in it"),
        ([], "nothing to learn from: give --data FILE, or a config file (--print-config shows one)"),
    ],
)
def test_what_is_absent_is_told_before_a_missing_extra(
    arguments: list[str], complaint: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "folder").mkdir()
    (here / "folder" / "mine.csv").write_text("text,label\n", "utf-8")
    monkeypatch.setitem(__import__("sys").modules, "framing.training", None)
    assert run(*arguments) == (2, "", f"framing: {complaint}\n")


def test_missing_data_are_refused_in_one_line(tiny_config: Path, tmp_path: Path) -> None:
    status, _, side = run(tiny_config, "-o", tmp_path / "made", "--data-folder", tmp_path)
    assert status == 2
    assert side.splitlines()[-1].startswith("framing: data set babe: there is no file")


def test_bad_rows_are_refused_with_file_line_and_reason(here: Path) -> None:
    (here / "ports.csv").write_text("text,label\nThe port.,1\nThe port.,\n", "utf-8")
    status, _, side = run("--data", "ports.csv")
    assert status == 2
    assert side.splitlines()[-1].startswith("framing: ports.csv:3: the row carries no label")
    assert [path.name for path in here.iterdir()] == ["ports.csv"]


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
    baseline = replace(FIGURE, protocol=replace(PROTOCOL, checkpoint="baseline: majority"))
    text = summary((FIGURE, replace(FIGURE, name="loaded.recall"), other, baseline))
    assert text.splitlines() == [
        "experts, fold 0, int8; checkpoint 0123456789abcdef, seed 13",
        f"  {line(FIGURE)}",
        "experts, fold 0, fp32; checkpoint 0123456789abcdef, seed 13",
        f"  {line(FIGURE)}",
    ]


def test_labels_without_a_usual_headline_are_all_shown() -> None:
    own = replace(FIGURE, name="word.cruel.f1")
    assert line(own) in summary((own,))


def test_a_clear_win_needs_no_confession() -> None:
    better = replace(BESIDE, low=0.02)
    text = "\n".join(comparison_lines((("mine", better),)))
    assert "majority" in text
    assert "difference +0.050 [+0.020, +0.120]" in text
    assert "not clearly" not in text


def test_of_what_is_undefined_nothing_is_said_about_beating() -> None:
    unknown = replace(BESIDE, value=None, low=None, high=None, n=2)
    text = "\n".join(comparison_lines((("mine", unknown),)))
    assert "Nothing can be said of loaded.macro_f1 on mine: it is undefined of n=2." in text
    assert "beat" not in text


def test_behaviour_that_fails_too_often_is_marked() -> None:
    protocol = Protocol("behaviour, up to 200 generated cases of each kind, int8", 13, "0123456789abcdef")
    shares = (("factual", 0.2), ("mention", 0.4), ("names", 0.01))
    figures = [Measure(f"behaviour.{name}", share, 0.0, 0.5, 200, protocol) for name, share in shares]
    lines = summary(figures).splitlines()
    assert lines[0].startswith("behaviour, up to 200 generated cases")
    assert [line.split("n=200")[1].strip() for line in lines[2:]] == [
        "OVER 10 %",
        "OVER 10 %, known of the shipped checkpoint",
        "",
    ]


def test_no_collapse_is_no_line() -> None:
    assert list(collapse_lines(())) == []


def test_columns_and_splits_are_taken_from_the_command(
    asked: list[tuple[Settings, Path]], here: Path
) -> None:
    (here / "ports.csv").write_text("text,label\nThe port.,1\n", "utf-8")
    columns = {"text": "Satz", "label": "y", "group": "story", "source": "outlet"}
    options = [part for meaning, column in columns.items() for part in (f"--{meaning}-column", column)]
    frames = ["--frames-column", "angry", "--frames-column", "sarcastic"]
    assert run("--data", "ports.csv", "--by", "source", *options, *frames)[0] == 0
    ((settings, _),) = asked
    named = settings.data["ports"].columns
    assert {meaning: getattr(named, meaning) for meaning in columns} == columns
    assert (named.frame_columns, settings.splits.by) == (("angry", "sarcastic"), "source")


@pytest.mark.parametrize(
    ("option", "told"),
    [
        (
            "--group-column",
            "there is no column 'urll'; it has text, label, url; did you mean 'url' by 'urll'?",
        ),
        ("--source-column", "there is no column 'urll'"),
    ],
)
def test_a_mistyped_column_is_refused_in_one_line(here: Path, option: str, told: str) -> None:
    (here / "ports.csv").write_text("text,label,url\nThe port.,1,a\n", "utf-8")
    status, _, side = run("--data", "ports.csv", option, "urll")
    assert status == 2
    assert side.splitlines()[-1].startswith(f"framing: ports.csv: {told}")
    assert [path.name for path in here.iterdir()] == ["ports.csv"]


def test_words_of_which_all_say_the_same_are_a_collapse() -> None:
    (told,) = collapse_lines((("mine", "word cruel"),))
    assert told == "COLLAPSED: all or nearly all words of mine get the same answer for word cruel."
