"""The changes that `benchmarks.ablation` makes: each makes another network, and none breaks the run."""

from itertools import islice
from pathlib import Path

import pytest
import torch

from benchmarks.ablation import CONFIG, VARIANTS, Variant, smoothed
from framing.training import read_settings
from framing.training.encoder import build_model, save_tokenizer
from framing.training.labelsets import label_sets
from framing.training.learning import begin_learning
from framing.training.loop import train
from framing.training.partition import load_partition
from tests.training.examples import example

RUNS = [variant for variant in VARIANTS if variant.run]


def weights_after(config: Path, folder: Path, variant: Variant, steps: int = 3) -> torch.Tensor:
    settings = read_settings(config)
    parts = load_partition(settings)
    torch.manual_seed(1)
    model = build_model(settings, label_sets(settings, parts, None))
    learning = begin_learning(settings, parts.train, model, save_tokenizer(settings, folder))
    if variant.run:
        variant.run(learning)
    losses = [step.loss for step in islice(train(learning.run, learning.plan), steps)]
    assert all(0 < loss < 20 for loss in losses)
    return torch.cat([value.flatten() for value in learning.run.model.state_dict().values()])


@pytest.mark.parametrize("variant", RUNS, ids=lambda variant: variant.name)
def test_a_changed_run_learns_and_learns_something_else(
    variant: Variant, tiny_config: Path, tmp_path: Path
) -> None:
    plain, changed = (weights_after(tiny_config, tmp_path, one) for one in (Variant("as it is"), variant))
    assert plain.shape == changed.shape
    assert bool(torch.isfinite(changed).all())
    assert not torch.allclose(plain, changed)


def test_smoothed_labels_lie_within_and_unknown_ones_stay_unknown() -> None:
    before = example("A calm day.", loaded_label=1.0)
    after = smoothed(before).labels
    assert after["loaded"] == pytest.approx(0.95)
    assert set(after) == set(before.labels)


def test_the_variants_change_what_the_settings_know() -> None:
    settings = read_settings(CONFIG)
    for variant in VARIANTS:
        for table, update in (variant.settings or {}).items():
            assert all(getattr(getattr(settings, table), name) != value for name, value in update.items())
