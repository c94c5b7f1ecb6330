"""From labelled data to a checkpoint: batches, loss, run, calibration, quantization."""

from framing.errors import MissingExtraError

try:
    import nncf  # noqa: F401 - asked for here, before an hour of training, not after
    import torch  # noqa: F401
    import transformers  # noqa: F401
except ImportError as error:
    raise MissingExtraError("train", "training") from error

from framing.training.loop import Step
from framing.training.reports import Finished, Inspected, Report, Stage
from framing.training.run import is_unfinished, train_checkpoint
from framing.training.settings import Settings, read_settings
from framing.training.watch import Check

__all__ = [
    "Check",
    "Finished",
    "Inspected",
    "Report",
    "Settings",
    "Stage",
    "Step",
    "is_unfinished",
    "read_settings",
    "train_checkpoint",
]
