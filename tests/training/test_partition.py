from pathlib import Path

import pytest

from framing.errors import TrainingDataError
from framing.evaluation.leaks import normalise
from framing.evaluation.stored import learned_texts, text_digest, write_splits
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import Example
from framing.training.making import describe_split
from framing.training.partition import Partition, load_partition, without_seen
from framing.training.settings import Settings, read_settings
from framing.training.tuning import OwnRun, own_settings
from tests.training.corpus import (
    anno_lexical_rows,
    babe_rows,
    silver_rows,
    write_config,
    write_corpus,
    write_rows,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give data whose sets share sentences, written a little differently."""
    folder = write_corpus(tmp_path_factory.mktemp("shared"))
    known = [str(row["text"]).upper() + " " for row in (*babe_rows(96), *silver_rows(60))]
    again = [{"text": text, "loaded": 0, "source": "source 9"} for text in known]
    write_rows(folder / "anno.jsonl.gz", [*again, *anno_lexical_rows(20)])
    write_rows(folder / "silver.jsonl", [*silver_rows(60), *(_as_silver(row) for row in babe_rows(96)[::3])])
    return read_settings(write_config(folder / "tiny.toml", encoder=Path("unused"), data=folder))


def _as_silver(row: object) -> dict[str, object]:
    assert isinstance(row, dict)
    return {"text": row["text"], "source": row["source"], "frames": [], "loaded": [], "roles": []}


@pytest.fixture(scope="module")
def parts(shared: Settings) -> Partition:
    return load_partition(shared)


def texts(examples: tuple[Example, ...]) -> set[str]:
    return {normalise(example.sentence.text) for example in examples}


def groups(examples: tuple[Example, ...]) -> set[tuple[str, str]]:
    return {(example.data_set, example.group) for example in examples if example.data_set != "anno_lexical"}


def test_no_text_is_in_two_parts(parts: Partition) -> None:
    train, inner, scored = (texts(part) for part in (parts.train, parts.inner, parts.scored))
    assert not train & inner
    assert not train & scored
    assert not inner & scored


def test_no_group_is_in_two_parts(parts: Partition) -> None:
    train, inner, scored = (groups(part) for part in (parts.train, parts.inner, parts.scored))
    assert not train & inner
    assert not train & scored
    assert not inner & scored


def test_texts_held_out_elsewhere_are_dropped_and_counted(parts: Partition) -> None:
    """Each sentence of two data sets stands in a third too."""
    copied = [example for example in (*parts.inner, *parts.scored) if example.data_set != "mirror"]
    assert parts.dropped >= len(texts(tuple(copied))) > 0


def test_every_judged_data_set_is_in_every_part(parts: Partition) -> None:
    for part in (parts.train, parts.inner, parts.scored):
        assert {"babe", "silver", "mirror"} <= {example.data_set for example in part}


def test_a_data_set_that_is_not_judged_is_only_learned_from(parts: Partition) -> None:
    assert "anno_lexical" in {example.data_set for example in parts.train}
    assert "anno_lexical" not in {example.data_set for example in (*parts.inner, *parts.scored)}


def test_the_scored_fold_is_about_its_share(parts: Partition, shared: Settings) -> None:
    share = sum(example.data_set == "babe" for example in parts.scored) / 96
    assert share == pytest.approx(1 / shared.splits.folds, abs=0.05)


def test_folds_share_no_scored_text(shared: Settings, parts: Partition) -> None:
    other = shared.model_copy(update={"splits": shared.splits.model_copy(update={"scored": 1})})
    first, second = (
        {example.sentence.text for example in part.scored if example.data_set == "babe"}
        for part in (parts, load_partition(other))
    )
    assert first
    assert second
    assert not first & second


def test_the_same_settings_give_the_same_parts(shared: Settings, parts: Partition) -> None:
    assert repr(load_partition(shared)) == repr(parts)


def own_settings_of(tmp_path: Path, *tables: list[dict[str, object]], **splits: object) -> Settings:
    files = [str(write_rows(tmp_path / f"mine{number}.jsonl", rows)) for number, rows in enumerate(tables)]
    settings = own_settings(OwnRun(data=tuple(files)))
    return settings.model_copy(update={"splits": settings.splits.model_copy(update=splits)})


def ports(n: int, **more: object) -> list[dict[str, object]]:
    return [
        {"text": f"Port {row}.", "label": row % 2, "url": f"u{row}", "source": f"s{row % 4}"} | more
        for row in range(n)
    ]


def test_a_text_in_two_groups_of_a_table_is_refused_by_its_name(tmp_path: Path) -> None:
    """Each of the copies stands in an article of its own, so some are learned from and some held out."""
    rows = [
        *ports(30),
        *(row | {"text": str(row["text"]).upper(), "url": f"v{row['url']}"} for row in ports(30)),
    ]
    with pytest.raises(TrainingDataError) as refusal:
        load_partition(own_settings_of(tmp_path, rows))
    told = str(refusal.value)
    assert "data set mine0 (" in told
    assert "texts stand in several groups, so that they would be learned from and measured on: 'P" in told
    assert "more. Keep one copy of each, or give all copies one group" in told


def test_copies_in_one_group_stay_together(tmp_path: Path) -> None:
    rows = [*ports(30), *(row | {"text": str(row["text"]).upper()} for row in ports(30))]
    parts = load_partition(own_settings_of(tmp_path, rows))
    assert len(parts.train) + len(parts.inner) + len(parts.scored) == 60
    assert not texts(parts.train) & texts((*parts.inner, *parts.scored))


def test_without_groups_texts_that_are_the_same_but_for_signs_stay_together(tmp_path: Path) -> None:
    plain = [{"text": f"Port {row}.", "label": row % 2} for row in range(30)]
    rows = [*plain, *(row | {"text": f"“{str(row['text']).upper()}”"} for row in plain)]
    parts = load_partition(own_settings_of(tmp_path, rows))
    assert parts.dropped == 0
    assert not texts(parts.train) & texts((*parts.inner, *parts.scored))


def findings(parts: Partition) -> list[tuple[str, str, bool]]:
    return [(one.data_set, one.text, one.warning) for one in parts.findings]


def test_what_is_held_out_in_another_data_set_is_left_out_and_told(tmp_path: Path) -> None:
    others = [row | {"url": f"other {row['url']}"} for row in ports(40)]
    parts = load_partition(own_settings_of(tmp_path, ports(40), others))
    told = [text for _, text, _ in findings(parts) if "left out" in text]
    counts = [int(text.split()[0]) for text in told]
    assert sum(counts) == parts.dropped > 0
    assert all("left out: the same text is held out in mine" in text for text in told)
    assert not texts(parts.train) & texts((*parts.inner, *parts.scored))


@pytest.mark.parametrize(
    ("row", "told", "warning"),
    [
        ({}, "kept together by url (40 different values)", False),
        ({"url": "one"}, "no column keeps sentences together: url has 1 value, source has 4 different", True),
        ({"url": None, "source": None}, "no column keeps sentences together: ", True),
    ],
)
def test_it_is_told_what_keeps_sentences_together(
    tmp_path: Path, row: dict[str, object], told: str, warning: bool
) -> None:
    (name, text, warns), *_ = findings(load_partition(own_settings_of(tmp_path, ports(40, **row))))
    assert (name, text[: len(told)], warns) == ("mine0", told, warning)


def test_it_is_told_where_no_column_could_keep_sentences_together(tmp_path: Path) -> None:
    rows = [{"text": f"Port {row}.", "label": row % 2} for row in range(40)]
    (_, text, warns), *_ = findings(load_partition(own_settings_of(tmp_path, rows)))
    assert text.startswith("no column url, article or source keeps sentences together (--group-column")
    assert warns


def test_a_group_that_was_named_and_has_few_values_is_warned_of(tmp_path: Path) -> None:
    settings = own_settings_of(tmp_path, ports(40, url=None), folds=3)
    data = {"mine0": settings.data["mine0"].model_copy(update={"columns": OwnColumns(group="source")})}
    load = load_partition(
        settings.model_copy(update={"data": data, "splits": settings.splits.model_copy(update={"folds": 3})})
    )
    (_, kept, _), (_, few, warns), *_ = findings(load)
    assert kept == "kept together by source (4 different values)"
    assert few.startswith("source has only 4 different values, fewer than 10")
    assert warns


def test_whole_sources_are_held_out_when_asked(tmp_path: Path) -> None:
    parts = load_partition(own_settings_of(tmp_path, ports(40), by="source"))
    learned, held = ({one.source for one in part} for part in ((*parts.train, *parts.inner), parts.scored))
    assert len(held) == 1
    assert not learned & held
    assert parts.folds == 4
    assert ("mine0", f"sources held out: {held.pop()}", False) in findings(parts)


def test_the_split_tells_how_many_folds_there_were(tmp_path: Path) -> None:
    """Four sources cannot be cut into the five folds that the settings ask for."""
    settings = own_settings_of(tmp_path, ports(40), by="source", folds=5)
    assert describe_split(settings, load_partition(settings).folds).startswith("fold 0 of 4 by source")
    by_group = own_settings_of(tmp_path, ports(40), folds=5)
    assert describe_split(by_group, load_partition(by_group).folds).startswith("fold 0 of 5 by group")


def test_splits_by_source_need_sources(tmp_path: Path) -> None:
    settings = own_settings_of(tmp_path, ports(40, source=None), by="source")
    with pytest.raises(TrainingDataError, match=r"mine0 .*at least two sources; its column 'source' names 0"):
        load_partition(settings)


def test_data_sets_of_research_keep_a_sentence_that_stands_twice_out_of_training(tmp_path: Path) -> None:
    """They are as they are: what is repeated in them is held out once, and that is told."""
    folder = write_corpus(tmp_path)
    again = [dict(row) | {"url": f"again {row['url']}"} for row in babe_rows(96)]
    write_rows(folder / "babe.jsonl", [*babe_rows(96), *again])
    parts = load_partition(
        read_settings(write_config(folder / "t.toml", encoder=Path("unused"), data=folder))
    )
    assert any(name == "babe" and "left out" in text for name, text, _ in findings(parts))


def test_what_an_earlier_run_has_seen_is_stored_as_learned(parts: Partition, tmp_path: Path) -> None:
    """Else a checkpoint could be measured on what the one that it went on from learned."""
    seen = text_digest("The families closed port 9999.")
    write_splits(tmp_path, without_seen(parts, frozenset({seen})).stored(), "by group", 13)
    learned = learned_texts(tmp_path)
    assert learned is not None
    assert seen in learned
    assert {text_digest(one.sentence.text) for one in parts.train} <= learned
