"""A run that is broken off and gone on with gives what an undisturbed one gives."""

import hashlib
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import OutputError, UsageError
from framing.scoring import (
    UNFINISHED,
    Format,
    OutputOptions,
    RunInfo,
    ScoredArticle,
    Scorer,
    ScoreWriter,
    publish,
)
from framing.scoring.ledger import LEDGER_FILE
from framing.text import Article, Unscored
from tests.scoring.fakes import article, bad
from tests.scoring.test_scorer import INPUTS

ARTICLES: list[Article | Unscored] = [
    article(1, "The brutal bandits fled. The port closed. “Unprovoked”, we said."),
    bad(2),
    article(3, "The court closed. The port closed.", source="Herald"),
    article(4, "The jobs closed. The families said."),
    article(1, "The port."),
    article(6, "The port closed on monday."),
]


class KilledError(Exception):
    """Stands for whatever ends a run."""


def info(scorer: Scorer, *inputs: str) -> RunInfo:
    return RunInfo(scorer.checkpoint, scorer.engine.name, (("source", None),), inputs)


def options(size: int = 4, *, kind: Format = "parquet", overwrite: bool = False) -> OutputOptions:
    return OutputOptions(kind, overwrite=overwrite, part_sentences=size)


def run(
    out: Path,
    scorer: Scorer,
    inputs: list[Article | Unscored],
    chosen: OutputOptions,
    *,
    until: int | None = None,
) -> ScoreWriter:
    """Score inputs behind those that are written; break off after some."""
    with ScoreWriter(out, info(scorer), chosen) as writer:
        rest = inputs[writer.counts.articles_in :]
        for item in islice(scorer.score(rest, copies=writer.copies()), until):
            writer.write(item)
        if until is not None:
            raise KilledError
    return writer


def broken_off(
    out: Path, scorer: Scorer, inputs: list[Article | Unscored], chosen: OutputOptions, until: int
) -> None:
    with pytest.raises(KilledError):
        run(out, scorer, inputs, chosen, until=until)


def digests(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@settings(max_examples=25)
@given(
    INPUTS,
    st.lists(st.integers(0, 12), max_size=4),
    st.builds(OutputOptions, st.sampled_from(["parquet", "csv"]), part_sentences=st.integers(1, 6)),
)
def test_broken_off_anywhere_any_number_of_times(
    scorer: Scorer,
    tmp_path_factory: pytest.TempPathFactory,
    inputs: list[Article | Unscored],
    breaks: list[int],
    chosen: OutputOptions,
) -> None:
    folder = tmp_path_factory.mktemp("out")
    run(folder / "whole", scorer, inputs, chosen)
    for until in breaks:
        broken_off(folder / "broken", scorer, inputs, chosen, until)
    run(folder / "broken", scorer, inputs, chosen)
    assert digests(folder / "broken") == digests(folder / "whole")


def test_parts_that_are_whole_are_kept(scorer: Scorer, tmp_path: Path) -> None:
    broken_off(tmp_path, scorer, ARTICLES, options(3), 4)
    kept = sorted(path.name for path in (tmp_path / UNFINISHED / "scores").iterdir())
    assert kept == ["part-00000.parquet", "part-00001.parquet"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [UNFINISHED]


def test_what_was_written_before_is_told(scorer: Scorer, tmp_path: Path) -> None:
    broken_off(tmp_path, scorer, ARTICLES, options(3), 4)
    with ScoreWriter(tmp_path, info(scorer), options(3)) as writer:
        told = list(writer.earlier())
    scored = [item for item in told if isinstance(item, ScoredArticle)]
    assert [item.article.id for item in scored] == ["a1", "a3"]
    assert [item for item in told if isinstance(item, Unscored)] == [bad(2)]
    undisturbed = [item for item in scorer.score(ARTICLES) if isinstance(item, ScoredArticle)]
    assert [item.sentences for item in scored] == [item.sentences for item in undisturbed[:2]]


def test_other_arguments_are_refused(scorer: Scorer, tmp_path: Path) -> None:
    broken_off(tmp_path, scorer, ARTICLES, options(3), 4)
    before = digests(tmp_path)
    for changed, name in (
        (RunInfo(scorer.checkpoint, scorer.engine.name, (("source", "Post"),)), "settings source"),
        (info(scorer, "other"), "inputs"),
        (RunInfo(scorer.checkpoint, "another engine", (("source", None),)), "engine"),
    ):
        with (
            pytest.raises(UsageError, match=f"has {name} .*--overwrite"),
            ScoreWriter(tmp_path, changed, options(3)),
        ):
            pass
    with (
        pytest.raises(UsageError, match="part_sentences 3, not 4"),
        ScoreWriter(tmp_path, info(scorer), options(4)),
    ):
        pass
    assert digests(tmp_path) == before


def test_overwrite_begins_anew(scorer: Scorer, tmp_path: Path) -> None:
    broken_off(tmp_path / "out", scorer, ARTICLES, options(3), 4)
    other = [article(9, "The families fled.")]
    run(tmp_path / "out", scorer, other, options(3, overwrite=True))
    run(tmp_path / "alone", scorer, other, options(3))
    assert digests(tmp_path / "out") == digests(tmp_path / "alone")


def test_overwrite_keeps_the_old_results_until_the_new_ones_are_whole(scorer: Scorer, tmp_path: Path) -> None:
    run(tmp_path, scorer, ARTICLES, options(3))
    before = digests(tmp_path)
    broken_off(tmp_path, scorer, ARTICLES[2:], options(2, overwrite=True), 2)
    assert {name: digests(tmp_path)[name] for name in before} == before


def test_an_unfinished_overwrite_is_gone_on_with(scorer: Scorer, tmp_path: Path) -> None:
    run(tmp_path, scorer, ARTICLES[:1], options(2))
    broken_off(tmp_path, scorer, ARTICLES, options(2, overwrite=True), 3)
    run(tmp_path, scorer, ARTICLES, options(2))
    assert pq.read_metadata(tmp_path / "articles.parquet").num_rows == 4


def cut_ledger(folder: Path) -> None:
    content = (folder / LEDGER_FILE).read_bytes()
    (folder / LEDGER_FILE).write_bytes(content[:-20])


def garble_ledger(folder: Path) -> None:
    with (folder / LEDGER_FILE).open("ab") as ledger:
        ledger.write(b'{"part": 2, "mar')


def lose_part(folder: Path) -> None:
    (folder / "articles" / "part-00001.parquet").unlink()


def cut_part(folder: Path) -> None:
    (folder / "scores" / "part-00000.parquet").write_bytes(b"PAR1")


def empty_ledger(folder: Path) -> None:
    (folder / LEDGER_FILE).write_bytes(b'{"ledger"')


@pytest.mark.parametrize("harm", [cut_ledger, garble_ledger, lose_part, cut_part, empty_ledger])
def test_what_a_power_cut_may_leave_is_scored_again(scorer: Scorer, tmp_path: Path, harm: object) -> None:
    run(tmp_path / "whole", scorer, ARTICLES, options(2))
    broken_off(tmp_path / "broken", scorer, ARTICLES, options(2), 5)
    assert callable(harm)
    harm(tmp_path / "broken" / UNFINISHED)
    run(tmp_path / "broken", scorer, ARTICLES, options(2))
    assert digests(tmp_path / "broken") == digests(tmp_path / "whole")


def breaking(calls: int) -> object:
    """Give a ``Path.replace`` that ends the run after some calls."""
    whole = Path.replace
    left = [calls]

    def replace(path: Path, target: Path) -> Path:
        if path.parent.name == UNFINISHED:
            if not left[0]:
                raise KilledError
            left[0] -= 1
        return whole(path, target)

    return replace


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("calls", range(4))
def test_publishing_can_be_broken_off(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int, *, joined: bool
) -> None:
    monkeypatch.setattr(publish, "MOST_JOINED", 32 if joined else 1)
    for name in ("whole", "broken"):
        run(tmp_path / name, scorer, ARTICLES[:1], options(2))
    run(tmp_path / "whole", scorer, ARTICLES, options(2, overwrite=True))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", breaking(calls))
        with pytest.raises(KilledError):
            run(tmp_path / "broken", scorer, ARTICLES, options(2, overwrite=True))
    assert not (tmp_path / "broken" / "run.json").exists()
    writer = run(tmp_path / "broken", scorer, ARTICLES, options(2))
    assert digests(tmp_path / "broken") == digests(tmp_path / "whole")
    assert writer.counts.articles_in == len(ARTICLES)


def test_clearing_up_can_be_broken_off(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the last result in its place and the end of the run's folder costs nothing."""
    run(tmp_path / "whole", scorer, ARTICLES, options(2))
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_clear", breaking_at_once)
        with pytest.raises(KilledError):
            run(tmp_path / "broken", scorer, ARTICLES, options(2))
    writer = run(tmp_path / "broken", scorer, ARTICLES, options(2))
    assert digests(tmp_path / "broken") == digests(tmp_path / "whole")
    assert writer.counts.articles_in == len(ARTICLES)


def test_the_ledger_goes_last(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publish.shutil, "rmtree", breaking_at_once)
        with pytest.raises(KilledError):
            run(tmp_path, scorer, ARTICLES, options(2))
    assert (tmp_path / UNFINISHED / "ledger.jsonl").exists()
    run(tmp_path, scorer, ARTICLES, options(2))
    assert not (tmp_path / UNFINISHED).exists()


def breaking_at_once(*_: object) -> None:
    raise KilledError


def test_many_parts_stay_parts(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "MOST_JOINED", 2)
    writer = run(tmp_path, scorer, ARTICLES, options(1))
    assert writer.scores_file == tmp_path / "scores"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles",
        "errors.jsonl",
        "run.json",
        "scores",
    ]
    rows = pq.read_table(tmp_path / "scores").num_rows
    assert rows == json.loads((tmp_path / "run.json").read_text("utf-8"))["counts"]["sentences"]


def test_parts_of_an_older_run_go(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publish, "MOST_JOINED", 1)
        run(tmp_path, scorer, ARTICLES, options(1))
    run(tmp_path, scorer, ARTICLES, options(overwrite=True))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "articles.parquet",
        "errors.jsonl",
        "run.json",
        "scores.parquet",
    ]


def test_a_folder_of_somebody_elses_is_left_alone(
    scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.txt").write_text("mine", "utf-8")
    run(tmp_path, scorer, ARTICLES, options())
    monkeypatch.setattr(publish, "MOST_JOINED", 1)
    with pytest.raises(OutputError, match="articles is in the way"):
        run(tmp_path, scorer, ARTICLES, options(1, overwrite=True))
    (tmp_path / "articles").rename(tmp_path / "elsewhere")
    run(tmp_path, scorer, ARTICLES, options(1))
    assert (tmp_path / "articles" / "part-00000.parquet").is_file()
    assert (tmp_path / "elsewhere" / "mine.txt").read_text("utf-8") == "mine"


def test_one_process_at_a_time_writes(scorer: Scorer, tmp_path: Path) -> None:
    with ScoreWriter(tmp_path, info(scorer), options()) as writer:
        with pytest.raises(UsageError, match="another process is writing"):
            run(tmp_path, scorer, ARTICLES, options(overwrite=True))
        writer.write(bad(1))
    assert (tmp_path / "run.json").is_file()


def test_a_copy_of_an_article_in_an_earlier_part_is_refused(scorer: Scorer, tmp_path: Path) -> None:
    inputs: Iterable[Article | Unscored] = [
        article(1, "The port."),
        article(2, "The court."),
        article(3, "The port."),
    ]
    broken_off(tmp_path, scorer, list(inputs), options(1), 2)
    run(tmp_path, scorer, list(inputs), options(1))
    errors = (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["reason"] for line in errors] == ["duplicate"]
