"""From labelled data to a checkpoint: batches, loss, run, calibration, quantization."""

from framing.errors import MissingExtraError

try:
    import nncf  # noqa: F401 - asked for here, before an hour of training, not after
    import torch  # noqa: F401
    import transformers  # noqa: F401
except ImportError as error:
    raise MissingExtraError("train", "training") from error

from framing.training.loop import Step
from framing.training.run import Finished, Stage, train_checkpoint
from framing.training.settings import Settings, read_settings

__all__ = ["Finished", "Settings", "Stage", "Step", "read_settings", "train_checkpoint"]
