"""Engines, all with one interface: OpenVINO (int8, on a CPU) and torch (on a GPU, or as the reference)."""

import shutil
from importlib.util import find_spec
from pathlib import Path

from framing.engines.interface import Engine, Logits
from framing.errors import MissingExtraError, UsageError
from framing.model.checkpoint import Checkpoint

__all__ = ["Engine", "Logits", "load_engine"]

DEVICES = ("auto", "cpu", "cuda", "torch-cpu")
"""``auto`` takes a GPU where torch sees one; ``torch-cpu`` is the fp32 reference, slower than ``cpu``."""


def load_engine(checkpoint: Checkpoint, *, device: str = "auto") -> Engine:
    """Make the engine for a device.

    Args:
        checkpoint: The checkpoint to run.
        device: One of `DEVICES`.

    Returns:
        The engine, its weights loaded.

    Raises:
        UsageError: The device is unknown, or a GPU is asked for that torch does not see.
        MissingExtraError: torch is needed and not installed.
        CheckpointError: The checkpoint lacks what the engine runs.
    """
    if device not in DEVICES:
        raise UsageError(f"unknown device {device!r}: choose one of {', '.join(DEVICES)}")
    if device == "cpu" or (device == "auto" and not _sees_gpu()):
        from framing.engines.cpu import CpuEngine  # noqa: PLC0415 - torch users need no OpenVINO

        return CpuEngine(checkpoint)
    if not _has_torch():
        raise MissingExtraError("train", f"device {device!r}")
    if device == "cuda" and not _sees_gpu():
        raise UsageError("torch sees no GPU here; use --device cpu")
    from framing.engines.gpu import TorchEngine  # noqa: PLC0415 - importing torch takes seconds

    return TorchEngine(checkpoint, device="cpu" if device == "torch-cpu" else "cuda")


def _has_torch() -> bool:
    return find_spec("torch") is not None and find_spec("transformers") is not None


def _sees_gpu() -> bool:
    if not _has_torch() or not _has_driver():
        return False
    import torch  # noqa: PLC0415 - importing torch takes seconds

    return torch.cuda.is_available()


def _has_driver() -> bool:
    """Look for an NVIDIA driver before importing torch, which would cost seconds on every start."""
    return Path("/dev/nvidiactl").exists() or shutil.which("nvidia-smi") is not None
