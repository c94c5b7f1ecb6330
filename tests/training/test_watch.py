from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import torch

from framing.labelled.layouts import read_examples
from framing.model.pieces import PieceEncoder
from framing.text import Span
from framing.training.augment import prepare
from framing.training.batches import LabelSets
from framing.training.curve import learning_curve_svg
from framing.training.encoder import build_model, save_tokenizer
from framing.training.loop import Plan, Run, Step, start, train
from framing.training.objective import Objective
from framing.training.settings import Settings, Stopping
from framing.training.state import load_state, save_state
from framing.training.watch import Check, Watch, examine
from tests.training.own import loaded_rows, quick_settings, write_table

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def settings(tiny_encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = write_table(tmp_path_factory.mktemp("data") / "mine.csv", loaded_rows(40))
    return quick_settings(data, str(tiny_encoder))


@pytest.fixture(scope="module")
def plan(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    examples = tuple(read_examples("mine", Path(settings.data["mine"].file), "own"))
    tokenizer = save_tokenizer(settings, tmp_path_factory.mktemp("tokenizer"))
    return Plan(
        examples=examples,
        steps=[list(range(16))] * 12,
        encoder=PieceEncoder(tokenizer, window=32),
        labels=LabelSets(("loaded",), (), ("mine",)),
        optimisation=settings.optimisation,
        augmenter=prepare(examples, settings.augmentation),
        device=torch.device("cpu"),
    )


def fresh(settings: Settings, plan: Plan) -> Run:
    torch.manual_seed(1)
    model = build_model(settings, plan.labels)
    width = model.config.encoder["hidden_size"]
    objective = Objective(plan.labels, ("mine", "mine"), word_weight=1.0, width=width)
    return start(model, objective, settings.optimisation)


def check(step: int, score: float | None, loss: float = 1.0) -> Check:
    return Check(step, loss, score, ())


@pytest.mark.parametrize(
    ("scores", "stopped", "best"),
    [
        ([0.5, 0.6, 0.7], False, 3),
        ([0.5, 0.7, 0.6], False, 2),
        ([0.7, 0.5, 0.6], True, 1),
        ([0.7, 0.6, 0.8], False, 3),
        ([None, None], False, 1),
        ([], False, None),
    ],
)
def test_a_run_ends_when_nothing_gets_better(
    scores: list[float | None], stopped: bool, best: int | None
) -> None:
    watch = Watch(Stopping(checks=10, patience=2), checks=[check(n, one) for n, one in enumerate(scores, 1)])
    assert watch.stopped == stopped
    assert (watch.best_check.step if watch.best_check else None) == best


def test_without_patience_a_run_goes_on() -> None:
    watch = Watch(
        Stopping(checks=10, patience=0), checks=[check(1, 0.9), *(check(n, 0.1) for n in range(2, 9))]
    )
    assert not watch.stopped


def test_of_equal_scores_the_lower_loss_is_better() -> None:
    assert check(2, 0.7, loss=0.5).better_than(check(1, 0.7, loss=0.6))
    assert not check(2, 0.7, loss=0.6).better_than(check(1, 0.7, loss=0.6))


def test_checks_are_spread_over_the_run() -> None:
    watch = Watch(Stopping(checks=3, patience=0))
    assert [number for number in range(1, 11) if watch.note(Step(number, 10, 0.5))] == [4, 8, 10]
    assert len(watch.losses) == 10


def test_no_checks_are_asked_for_none() -> None:
    watch = Watch(Stopping(checks=0, patience=0))
    assert not any(watch.note(Step(number, 5, 0.5)) for number in range(1, 6))


def test_a_look_changes_nothing_of_the_run(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    next(train(run, plan))
    before = {name: value.clone() for name, value in run.model.state_dict().items()}
    first, second = examine(run, plan, plan.examples), examine(run, plan, plan.examples)
    assert first == second
    assert run.model.training
    assert all(torch.equal(value, before[name]) for name, value in run.model.state_dict().items())


def test_the_averaged_weights_are_judged(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    before = examine(run, plan, plan.examples)
    with torch.no_grad():
        run.model.sentence_head.bias += 5.0
    assert examine(run, plan, plan.examples).loss == before.loss
    run.average["sentence_head.bias"] += 5.0
    assert examine(run, plan, plan.examples).loss > before.loss + 1


def test_one_answer_for_all_is_noticed(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    run.average["sentence_head.weight"].zero_()
    run.average["word_share"].zero_()
    assert examine(run, plan, plan.examples).flat == ("loaded",)


def test_the_best_weights_are_handed_over(settings: Settings, plan: Plan) -> None:
    run, watch = fresh(settings, plan), Watch(Stopping(checks=4, patience=9))
    assert watch.weights(run) is run.average
    watch.look(run, plan, plan.examples)
    kept = {name: value.clone() for name, value in run.average.items()}
    for value in run.average.values():
        if value.is_floating_point():
            value.mul_(-1.0)
    watch.look(run, plan, plan.examples)
    best = watch.weights(run)
    wanted = kept if watch.best_check == watch.checks[0] else run.average
    assert all(torch.equal(best[name], wanted[name]) for name in wanted)


def test_what_is_kept_survives_a_stop(settings: Settings, plan: Plan, tmp_path: Path) -> None:
    run, watch = fresh(settings, plan), Watch(Stopping(checks=4, patience=2))
    for step in train(run, plan):
        if watch.note(step):
            watch.look(run, plan, plan.examples)
    save_state(run, tmp_path, fingerprint="x", watch=watch)
    again = Watch(Stopping(checks=4, patience=2))
    load_state(fresh(settings, plan), tmp_path, fingerprint="x", watch=again)
    assert (again.losses, again.checks) == (watch.losses, watch.checks)
    assert again.best is not None
    assert watch.best is not None
    assert all(torch.equal(again.best[name], value) for name, value in watch.best.items())


def test_the_curve_shows_steps_and_checks() -> None:
    checks = [check(5, 0.6, 0.8), check(10, 0.9, 0.4)]
    root = ElementTree.fromstring(learning_curve_svg([1.0, 0.9, 0.7, 0.6, 0.5] * 2, checks))
    assert len(root.findall(f"{SVG}polyline")) == 3
    assert len(root.findall(f"{SVG}circle")) == 4


def test_a_ranking_below_the_axis_is_told_as_it_is() -> None:
    drawn = learning_curve_svg([1.0, 0.9], [check(0, 0.2167, 0.6), check(2, 0.8, 0.5)], kept=2)
    assert "step 0: 0.2167" in drawn


def test_a_curve_without_checks_shows_the_loss() -> None:
    root = ElementTree.fromstring(learning_curve_svg([0.0], []))
    assert root.findall(f"{SVG}polyline")


def test_one_answer_for_all_words_is_noticed(settings: Settings, plan: Plan) -> None:
    place = Span(0, 3)
    examples = [
        replace(one, spans={"cruel": (place,) if number % 2 else ()})
        for number, one in enumerate(plan.examples)
    ]
    words = replace(plan, labels=LabelSets(("loaded",), ("cruel",), ("mine",)), examples=examples)
    run = fresh(settings, words)
    run.average["word_head.weight"].mul_(50.0)
    assert "word cruel" not in examine(run, words, examples).flat
    run.average["word_head.weight"].zero_()
    assert "word cruel" in examine(run, words, examples).flat
