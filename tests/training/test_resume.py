"""A run that was stopped and taken up again is the same, bit for bit, as one that never was."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import torch
from torch import Tensor

from framing.errors import TrainingDataError
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.pieces import PieceEncoder
from framing.training import read_settings
from framing.training.augment import prepare
from framing.training.batches import LabelSets, Turns, run_order
from framing.training.encoder import build_model, save_tokenizer
from framing.training.loop import Plan, Run, start, train
from framing.training.objective import Objective
from framing.training.partition import load_partition
from framing.training.settings import Settings
from framing.training.standards import CHANGED
from framing.training.state import STATE_FILE, fingerprint, load_state, save_state

NAME = "0123456789abcdef"


@pytest.fixture(scope="module")
def settings(tiny_config: Path) -> Settings:
    return read_settings(tiny_config)


@pytest.fixture(scope="module")
def plan(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    examples = load_partition(settings).train
    turns = [Turns(settings.data[example.data_set].passes) for example in examples]
    tokenizer = save_tokenizer(settings, tmp_path_factory.mktemp("tokenizer"))
    return Plan(
        examples=examples,
        steps=run_order(examples, turns, batch=8, seed=1)[:12],
        encoder=PieceEncoder(tokenizer, window=32),
        labels=LabelSets(("loaded", *FRAME_NAMES), ("loaded", *ROLE_NAMES), (*settings.data, CHANGED)),
        optimisation=settings.optimisation,
        augmenter=prepare(examples, settings.augmentation.model_copy(update={"swap": 0.5, "quote": 0.5})),
        device=torch.device("cpu"),
    )


def fresh(settings: Settings, plan: Plan) -> Run:
    """Begin as a new process would, whatever chances were drawn before."""
    torch.manual_seed(settings.optimisation.seed)
    model = build_model(settings, plan.labels)
    objective = Objective(
        plan.labels, ("babe", "silver"), word_weight=3.0, width=model.config.encoder["hidden_size"]
    )
    return start(model, objective, settings.optimisation)


def everything(run: Run) -> dict[str, Tensor]:
    parts = {"model": run.model.state_dict(), "objective": run.objective.state_dict(), "average": run.average}
    values = {f"{part}/{name}": value for part, entries in parts.items() for name, value in entries.items()}
    for index, state in run.optimizer.state_dict()["state"].items():
        values |= {f"optimizer/{index}/{name}": value for name, value in state.items()}
    return values


def assert_equal(first: Run, second: Run) -> None:
    one, other = everything(first), everything(second)
    assert one.keys() == other.keys()
    differing = [name for name in one if not torch.equal(one[name], other[name])]
    assert differing == []
    assert first.done == second.done


@pytest.mark.parametrize("stops", [(5,), (1, 4, 11)])
def test_a_resumed_run_is_the_same_bit_for_bit(
    settings: Settings, plan: Plan, tmp_path: Path, stops: tuple[int, ...]
) -> None:
    whole = fresh(settings, plan)
    losses = [step.loss for step in train(whole, plan)]
    pieces: list[float] = []
    for stop in (*stops, len(plan.steps)):
        part = fresh(settings, plan)
        torch.rand(17)
        load_state(part, tmp_path, fingerprint=NAME)
        pieces += [step.loss for step in islice(train(part, plan), stop - part.done)]
        save_state(part, tmp_path, fingerprint=NAME)
    assert pieces == losses
    assert_equal(part, whole)


def test_a_finished_run_has_nothing_left_to_do(settings: Settings, plan: Plan, tmp_path: Path) -> None:
    run = fresh(settings, plan)
    run.done = len(plan.steps)
    save_state(run, tmp_path, fingerprint=NAME)
    again = fresh(settings, plan)
    assert load_state(again, tmp_path, fingerprint=NAME)
    assert list(train(again, plan)) == []


def test_a_run_without_state_begins_anew(settings: Settings, plan: Plan, tmp_path: Path) -> None:
    assert not load_state(fresh(settings, plan), tmp_path, fingerprint=NAME)


def test_another_run_is_not_taken_up(settings: Settings, plan: Plan, tmp_path: Path) -> None:
    run = fresh(settings, plan)
    save_state(run, tmp_path, fingerprint=NAME)
    with pytest.raises(TrainingDataError, match="other settings or data"):
        load_state(run, tmp_path, fingerprint="another")


def test_a_save_that_fails_leaves_the_last_state(
    settings: Settings, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = fresh(settings, plan)
    save_state(run, tmp_path, fingerprint=NAME)
    before = (tmp_path / STATE_FILE).read_bytes()

    def fail(_tensors: object, file: Path, **_: object) -> None:
        file.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr("framing.training.state.save_file", fail)
    with pytest.raises(OSError, match="disk full"):
        save_state(run, tmp_path, fingerprint=NAME)
    assert (tmp_path / STATE_FILE).read_bytes() == before


@pytest.mark.parametrize("other", [("{}", ["b"]), ('{"a": 1}', ["a"]), ("{}", ["a", "a"]), ("{}", [])])
def test_settings_and_examples_make_the_fingerprint(other: tuple[str, list[str]]) -> None:
    assert fingerprint("{}", ["a"]) == fingerprint("{}", ["a"])
    assert fingerprint(*other) != fingerprint("{}", ["a"])


def test_the_loss_falls(settings: Settings, plan: Plan) -> None:
    same = replace(plan, steps=[list(range(16))] * 20)
    losses = [step.loss for step in train(fresh(settings, same), same)]
    assert sum(losses[-4:]) < 0.8 * sum(losses[:4])


def test_rates_rise_then_fall_towards_nothing(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    highest = run.optimizer.param_groups[-1]["highest"]
    rates = [run.optimizer.param_groups[-1]["lr"] / highest for _ in train(run, plan)]
    top = rates.index(max(rates))
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] < 0.2
    assert 0.8 < max(rates) <= 1.0


def test_lower_layers_learn_more_slowly(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    rate = {id(value): group["lr"] for group in run.optimizer.param_groups for value in group["params"]}
    names = dict(run.model.named_parameters())
    ladder = [
        rate[id(names[f"encoder.{name}"])]
        for name in (
            "embeddings.word_embeddings.weight",
            "encoder.layer.0.output.dense.weight",
            "encoder.layer.1.output.dense.weight",
        )
    ]
    decay, top = settings.optimisation.layer_decay, settings.optimisation.encoder_rate
    assert ladder == pytest.approx([top * decay**2, top * decay, top])
    assert rate[id(names["word_head.weight"])] == settings.optimisation.head_rate


def test_every_weight_is_trained_once(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    trained = [id(value) for group in run.optimizer.param_groups for value in group["params"]]
    wanted = [id(value) for part in (run.model, run.objective) for value in part.parameters()]
    assert sorted(trained) == sorted(wanted)


def test_the_average_lies_between_the_weights_it_saw(settings: Settings, plan: Plan) -> None:
    run = fresh(settings, plan)
    seen = [run.model.word_head.weight.detach().clone()]
    seen += [run.model.word_head.weight.detach().clone() for _ in train(run, plan)]
    average, all_seen = run.average["word_head.weight"], torch.stack(seen)
    slack = 1e-6
    assert (average >= all_seen.amin(0) - slack).all()
    assert (average <= all_seen.amax(0) + slack).all()
    assert not torch.equal(average, run.model.word_head.weight)
