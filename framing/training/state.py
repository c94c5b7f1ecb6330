"""A run on disk, so that one that was killed goes on where it stood. Nothing is pickled."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from framing.errors import TrainingDataError
from framing.training.loop import Run
from framing.training.watch import Check, Watch

STATE_FILE = "state.safetensors"


def save_state(run: Run, folder: Path, *, fingerprint: str, watch: Watch | None = None) -> None:
    """Write where a run stands. Appears whole or not at all.

    Args:
        run: The run.
        folder: Directory of the run.
        fingerprint: What the run is about: its settings and data. Checked when it is taken up again.
        watch: What is kept beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{STATE_FILE}.partial"
    metadata = {"done": str(run.done), "fingerprint": fingerprint}
    tensors = _tensors(run)
    if watch is not None:
        metadata["checks"] = json.dumps([asdict(check) for check in watch.checks])
        tensors |= {f"best/{name}": value for name, value in (watch.best or {}).items()}
        tensors["watch/losses"] = torch.tensor(watch.losses, dtype=torch.float64)
    save_file(tensors, partial, metadata=metadata)
    partial.replace(folder / STATE_FILE)


def load_state(run: Run, folder: Path, *, fingerprint: str, watch: Watch | None = None) -> bool:
    """Bring a fresh run to where an earlier one stood.

    Args:
        run: A run before its first step; changed in place.
        folder: Directory of the run.
        fingerprint: As given to `save_state`.
        watch: What is kept beside it, fresh; changed in place.

    Returns:
        Whether there was an earlier run.

    Raises:
        TrainingDataError: The earlier run had other settings or other data.
    """
    file = folder / STATE_FILE
    if not file.is_file():
        return False
    with safe_open(file, "pt") as opened:
        metadata = opened.metadata()
    if metadata["fingerprint"] != fingerprint:
        raise TrainingDataError(f"{folder} holds a run with other settings or data; choose another directory")
    stored = load_file(file)
    run.model.load_state_dict(_part(stored, "model"))
    run.objective.load_state_dict(_part(stored, "objective"))
    device = next(run.model.parameters()).device
    run.average = {name: value.to(device) for name, value in _part(stored, "average").items()}
    _restore_optimizer(run, _part(stored, "optimizer"))
    run.done = int(metadata["done"])
    if watch is not None:
        _restore_watch(watch, stored, metadata)
    return True


def has_state(folder: Path) -> bool:
    """Tell whether a run was stopped there.

    Args:
        folder: Directory of the run.

    Returns:
        Whether there is something to go on with, of the run itself or of its teachers.
    """
    return any(folder.rglob(STATE_FILE)) or any(folder.glob("teachers/*.npz"))


def fingerprint(settings: str, examples: Iterable[str]) -> str:
    """Name settings and data by a digest.

    Args:
        settings: The settings, as JSON.
        examples: The training examples, labels included, each as text, in order.

    Returns:
        16 hex digits.
    """
    digest = hashlib.sha256(settings.encode())
    for example in examples:
        digest.update(b"\0")
        digest.update(example.encode())
    return digest.hexdigest()[:16]


def _tensors(run: Run) -> dict[str, Tensor]:
    parts: dict[str, Tensor] = {}
    for part, values in (
        ("model", run.model.state_dict()),
        ("objective", run.objective.state_dict()),
        ("average", run.average),
    ):
        parts |= {f"{part}/{name}": value.detach().clone() for name, value in values.items()}
    for index, state in run.optimizer.state_dict()["state"].items():
        parts |= {f"optimizer/{index}.{name}": value.detach().clone() for name, value in state.items()}
    return parts


def _restore_watch(watch: Watch, stored: dict[str, Tensor], metadata: dict[str, str]) -> None:
    watch.losses = stored["watch/losses"].tolist()
    checks = json.loads(metadata["checks"])
    watch.checks = [Check(**{**check, "flat": tuple(check["flat"])}) for check in checks]
    watch.best = _part(stored, "best") or None


def _part(stored: dict[str, Tensor], part: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(f"{part}/"): value for name, value in stored.items() if name.startswith(f"{part}/")
    }


def _restore_optimizer(run: Run, stored: dict[str, Tensor]) -> None:
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in stored.items():
        index, name = key.split(".", 1)
        state.setdefault(int(index), {})[name] = value
    # The rates are set anew at every step, so the groups of the fresh optimizer stay.
    run.optimizer.load_state_dict(
        {"state": state, "param_groups": run.optimizer.state_dict()["param_groups"]}
    )
