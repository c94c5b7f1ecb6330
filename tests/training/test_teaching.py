"""Networks that say what they see in sentences without labels, and one that learns from them."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from framing.errors import TrainingDataError
from framing.evaluation.leaks import normalise
from framing.labelled.examples import Example, word_labels
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.training import Finished, Stage, Step, read_settings, train_checkpoint
from framing.training.batches import LabelSets
from framing.training.encoder import save_tokenizer
from framing.training.objective import Objective
from framing.training.partition import load_partition
from framing.training.settings import Settings, Teaching
from framing.training.standards import CHANGED, TAUGHT
from framing.training.teaching import Classroom, teach, with_taught

ARTICLE = "The brutal bandits closed the court of port {0}. The families closed the jobs of port {0}. No."


@pytest.fixture(scope="module")
def settings(tiny_config: Path, tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a short run with two teachers and thirty articles to ask them about."""
    folder = tmp_path_factory.mktemp("texts") / "data"
    shutil.copytree(tiny_data, folder)
    settings = read_settings(tiny_config).model_copy(update={"data_folder": folder})
    texts = [*(ARTICLE.format(number) for number in range(30)), *held_out(settings)]
    rows = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (folder / "articles.jsonl").write_text(rows, "utf-8")
    data = {
        name: one.model_copy(update={"passes": 0.5 if name != "babe" else 1.0})
        for name, one in settings.data.items()
    }
    teaching = Teaching(
        seeds=(5, 6), checkpoints=(), texts=("articles.jsonl",), sentences=40, passes=1.0, states=0.0
    )
    return settings.model_copy(update={"teaching": teaching, "data": data})


def held_out(settings: Settings) -> list[str]:
    parts = load_partition(settings)
    return [example.sentence.text for example in (*parts.inner, *parts.scored)]


@pytest.fixture(scope="module")
def room(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    tokenizer = save_tokenizer(settings, tmp_path_factory.mktemp("tokenizer"))
    labels = LabelSets(("loaded", *FRAME_NAMES), ("loaded", *ROLE_NAMES), (*settings.data, CHANGED))
    folder = tmp_path_factory.mktemp("run") / "teachers"
    return Classroom(settings, load_partition(settings), labels, None, tokenizer, folder)


def listen(room: Classroom) -> tuple[list[object], tuple[Example, ...]]:
    """Carry the teachers to their end; give what they reported and what they said."""
    reports: list[object] = []
    lessons = teach(room)
    while True:
        try:
            reports.append(next(lessons))
        except StopIteration as end:
            return reports, end.value


@pytest.fixture(scope="module")
def taught(room: Classroom) -> tuple[Example, ...]:
    return listen(room)[1]


def test_teachers_are_asked_about_sentences_long_enough_and_no_more_than_wanted(
    taught: tuple[Example, ...],
) -> None:
    assert len(taught) == 40
    assert {example.data_set for example in taught} == {TAUGHT}
    assert "No." not in {example.sentence.text for example in taught}


def test_nothing_held_out_is_asked_about(room: Classroom, taught: tuple[Example, ...]) -> None:
    kept_apart = {normalise(text) for text in held_out(room.settings)}
    assert not kept_apart & {normalise(example.sentence.text) for example in taught}


def test_what_they_say_is_a_probability_of_every_label(taught: tuple[Example, ...]) -> None:
    for example in taught:
        assert set(example.labels) == {"loaded", *FRAME_NAMES}
        assert all(0 < prob < 1 for prob in example.labels.values())
        assert all(
            0 <= degree <= 1 for label in ("loaded", *ROLE_NAMES) for degree in word_labels(example, label)
        )


def test_teachers_are_not_trained_again(room: Classroom, taught: tuple[Example, ...]) -> None:
    reports, again = listen(room)
    assert not any(isinstance(report, Step) for report in reports)
    assert again == taught


def test_what_they_say_together_is_their_mean(room: Classroom, taught: tuple[Example, ...]) -> None:
    alone = []
    for seed in (5, 6):
        teaching = room.settings.teaching.model_copy(update={"seeds": (seed,)})  # type: ignore[union-attr]
        settings = room.settings.model_copy(update={"teaching": teaching})
        one = Classroom(settings, room.parts, room.labels, None, room.tokenizer, room.folder)
        alone.append(listen(one)[1][0].labels["loaded"])
    assert alone[0] != alone[1]
    assert taught[0].labels["loaded"] == pytest.approx(sum(alone) / 2, abs=1e-6)


@pytest.mark.slow
def test_a_finished_checkpoint_teaches_as_it_is(room: Classroom, made: Path) -> None:
    reports, taught = listen(with_checkpoint(room, made))
    assert not any(isinstance(report, Step) for report in reports)
    assert len(taught) == 40
    assert all(set(example.labels) == {"loaded", *FRAME_NAMES} for example in taught)


@pytest.mark.slow
def test_a_checkpoint_that_has_learned_from_what_is_held_out_does_not_teach(
    room: Classroom, made: Path
) -> None:
    splits = room.settings.splits.model_copy(update={"scored": 1})
    settings = room.settings.model_copy(update={"splits": splits})
    other = replace(room, settings=settings, parts=load_partition(settings))
    with pytest.raises(
        TrainingDataError, match=r"cannot teach: it has learned from .* held out, for instance"
    ):
        listen(with_checkpoint(other, made))


@pytest.mark.slow
def test_a_checkpoint_that_does_not_tell_a_label_does_not_teach(room: Classroom, made: Path) -> None:
    labels = replace(room.labels, sentence=(*room.labels.sentence, "sarcasm"))
    with pytest.raises(TrainingDataError, match="cannot teach sarcasm"):
        listen(replace(with_checkpoint(room, made), labels=labels))


def with_checkpoint(room: Classroom, made: Path) -> Classroom:
    assert room.settings.teaching is not None
    teaching = room.settings.teaching.model_copy(update={"seeds": (), "checkpoints": (str(made),)})
    folder = room.folder.with_name("asked")
    return replace(room, settings=room.settings.model_copy(update={"teaching": teaching}), folder=folder)


@pytest.fixture(scope="module")
def made(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a checkpoint that was made with the same splits, without teachers."""
    out = tmp_path_factory.mktemp("made") / "checkpoint"
    for _ in train_checkpoint(settings.model_copy(update={"teaching": None}), out):
        pass
    return out


def test_texts_without_the_column_are_refused_with_file_and_line(room: Classroom, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text('{"body": "The port closed."}\n', "utf-8")
    settings = room.settings.model_copy(update={"data_folder": tmp_path})
    with pytest.raises(TrainingDataError, match=r"articles.jsonl:1: .*'text'"):
        listen(Classroom(settings, room.parts, room.labels, None, room.tokenizer, tmp_path / "teachers"))


@pytest.mark.parametrize("name", [TAUGHT, CHANGED])
def test_what_teachers_say_and_what_is_changed_goes_by_the_references_standard(
    settings: Settings, name: str
) -> None:
    labels = LabelSets(("loaded",), ("loaded",), (*with_taught(settings).data, CHANGED))
    free = Objective(labels, ("babe", "silver"), word_weight=1.0, width=4).free
    assert torch.equal(free[labels.data_sets.index(name)], torch.zeros(2))
    assert torch.equal(free[labels.data_sets.index("mirror")], torch.ones(2))


@pytest.mark.slow
def test_a_run_that_is_broken_off_among_its_teachers_goes_on_and_ends(
    settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "made"
    for report in train_checkpoint(settings, out):
        if isinstance(report, Stage) and report.title == "teacher 2 of 2":
            break
    titles = []
    finished = None
    for report in train_checkpoint(settings, out):
        if isinstance(report, Stage):
            titles.append(report.title)
        finished = report
    assert "teacher 1 of 2" not in titles
    assert "teacher 2 of 2" in titles
    assert isinstance(finished, Finished)
    card = (out / "README.md").read_text("utf-8")
    assert "2 networks learned first" in card
    assert "said together of 40 sentences" in " ".join(card.split())
    assert not out.with_name("made.run").exists()
