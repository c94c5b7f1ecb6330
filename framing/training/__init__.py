"""From labelled data to a checkpoint: batches, loss, run, calibration, quantization."""

from framing.errors import MissingExtraError

try:
    import nncf  # noqa: F401 - asked for here, before an hour of training, not after
    import torch  # noqa: F401
    import transformers  # noqa: F401
except ImportError as error:
    raise MissingExtraError("train", "training") from error

from framing.training.folds import AllMeasured, train_folds
from framing.training.loop import Step
from framing.training.remeasure import remeasure, requantize
from framing.training.reports import Finished, Inspected, Kept, Report, Stage
from framing.training.run import check_destination, is_unfinished, train_checkpoint
from framing.training.settings import Settings, read_settings
from framing.training.tuning import OwnRun, own_settings, tuning_config
from framing.training.watch import Check
from framing.training.wider import add_wider

__all__ = [
    "AllMeasured",
    "Check",
    "Finished",
    "Inspected",
    "Kept",
    "OwnRun",
    "Report",
    "Settings",
    "Stage",
    "Step",
    "add_wider",
    "check_destination",
    "is_unfinished",
    "own_settings",
    "read_settings",
    "remeasure",
    "requantize",
    "train_checkpoint",
    "train_folds",
    "tuning_config",
]
