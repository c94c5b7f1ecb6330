import json
from pathlib import Path

import pytest

from framing.errors import OutputError, TrainingDataError
from framing.training import AllMeasured, Stage, Step, train_folds
from framing.training.partition import load_partition, n_folds
from framing.training.settings import Settings, read_settings
from tests.training.corpus import (
    anno_lexical_rows,
    babe_rows,
    silver_rows,
    write_config,
    write_corpus,
    write_rows,
)
from tests.training.own import loaded_rows, quick_settings, write_table


@pytest.fixture(scope="module")
def two_folds(
    tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, Path, AllMeasured]:
    folder = tmp_path_factory.mktemp("folds")
    settings = quick_settings(
        write_table(folder / "mine.csv", loaded_rows(60)), str(tiny_encoder), epochs=4.0
    )
    settings = settings.model_copy(update={"splits": settings.splits.model_copy(update={"folds": 2})})
    *_, measured = train_folds(settings, folder / "all")
    assert isinstance(measured, AllMeasured)
    return settings, folder / "all", measured


@pytest.mark.slow
def test_every_sentence_is_measured_once(two_folds: tuple[Settings, Path, AllMeasured]) -> None:
    figures = [figure for figure in two_folds[2].figures if figure.name == "loaded.macro_f1"]
    assert {figure.n for figure in figures} == {60}
    assert len(figures) == 4


@pytest.mark.slow
def test_the_figures_say_how_they_came_about(two_folds: tuple[Settings, Path, AllMeasured]) -> None:
    _, folder, measured = two_folds
    content = json.loads((folder / "metrics.json").read_text("utf-8"))
    assert len(content["measures"]) == len(measured.figures)
    first = content["measures"][0]
    assert first["protocol"].startswith("mine, all of 2 folds by group")
    assert first["checkpoint"].count("+") == 1


@pytest.mark.slow
def test_the_folds_share_nothing(two_folds: tuple[Settings, Path, AllMeasured]) -> None:
    splits = [
        json.loads((two_folds[1] / f"fold-{number}" / "splits.json").read_text("utf-8"))["data_sets"]["mine"]
        for number in range(2)
    ]
    assert not set(splits[0]["scored"]) & set(splits[1]["scored"])


@pytest.mark.slow
def test_finished_folds_are_not_trained_again(two_folds: tuple[Settings, Path, AllMeasured]) -> None:
    settings, folder, measured = two_folds
    (folder / "metrics.json").rename(folder / "before.json")
    reports = list(train_folds(settings, folder))
    assert not any(isinstance(report, Step) for report in reports)
    assert isinstance(reports[0], Stage)
    assert isinstance(reports[-1], AllMeasured)
    assert reports[-1].figures == measured.figures


@pytest.mark.slow
def test_figures_are_not_written_over(two_folds: tuple[Settings, Path, AllMeasured]) -> None:
    with pytest.raises(OutputError, match="holds the figures of all folds already"):
        next(train_folds(*two_folds[:2]))


@pytest.fixture(scope="module")
def by_source(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give data sets that name the same sources in their own ways."""
    folder = write_corpus(tmp_path_factory.mktemp("sources"))
    names = ("The Port Post", "Harbour News", "Source 2")
    write_rows(folder / "babe.jsonl", [row | {"source": names[n % 3]} for n, row in enumerate(babe_rows(96))])
    own = ("port-post", "harbour-news", "elsewhere")
    write_rows(
        folder / "silver.jsonl", [row | {"source": own[n % 3]} for n, row in enumerate(silver_rows(60))]
    )
    write_rows(folder / "anno.jsonl.gz", [row | {"source": "port-post"} for row in anno_lexical_rows(20)])
    settings = read_settings(write_config(folder / "tiny.toml", encoder=Path("unused"), data=folder))
    splits = settings.splits.model_copy(update={"by": "source", "folds": 9})
    return settings.model_copy(update={"splits": splits})


def fold(settings: Settings, number: int) -> Settings:
    return settings.model_copy(update={"splits": settings.splits.model_copy(update={"scored": number})})


def test_there_are_no_more_folds_than_sources(by_source: Settings) -> None:
    assert n_folds(by_source) == 3


def test_a_held_out_source_is_held_out_everywhere(by_source: Settings) -> None:
    for number in range(3):
        parts = load_partition(fold(by_source, number))
        (held,) = {example.source for example in parts.scored if example.data_set == "babe"}
        known = {example.source for example in (*parts.train, *parts.inner)}
        assert held not in known
        if held == "The Port Post":
            assert "port-post" not in known
            # One that is not judged is not measured on either.
            assert {example.data_set for example in parts.scored if example.source == "port-post"} == {
                "silver"
            }


def test_data_without_sources_are_split_by_group_all_the_same(by_source: Settings) -> None:
    parts = load_partition(by_source)
    groups = [{one.group for one in part if one.data_set == "mirror"} for part in (parts.train, parts.scored)]
    assert all(groups)
    assert not groups[0] & groups[1]


def test_a_fold_that_does_not_exist_is_refused(by_source: Settings) -> None:
    with pytest.raises(TrainingDataError, match="there is no fold 3"):
        load_partition(fold(by_source, 3))


def test_one_source_cannot_be_left_out(by_source: Settings, tmp_path: Path) -> None:
    folder = write_corpus(tmp_path)
    write_rows(folder / "babe.jsonl", [row | {"source": "Post"} for row in babe_rows(20)])
    with pytest.raises(TrainingDataError, match="at least two sources"):
        n_folds(by_source.model_copy(update={"data_folder": folder}))
