"""torch, on a GPU or wherever else torch runs. Needs the extra ``train``."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from torch import Tensor

from framing.engines.interface import Logits
from framing.errors import CheckpointError
from framing.model.checkpoint import Checkpoint
from framing.model.network import FramingModel, FramingOutput
from framing.model.pieces import Batch
from framing.model.quiet import quiet_transformers


class TorchEngine:
    """Runs a checkpoint's weights with torch: fp16 on a GPU, fp32 elsewhere.

    Args:
        checkpoint: The checkpoint.
        device: A torch device, for instance ``cuda`` or ``cpu``.
        ahead: Batches that are under way while an earlier one is waited for; ``None`` for one on a GPU,
            which would stand idle meanwhile, and none elsewhere.

    Raises:
        CheckpointError: The weights do not fit the config.
    """

    def __init__(self, checkpoint: Checkpoint, *, device: str, ahead: int | None = None) -> None:
        self._device = torch.device(device)
        self._ahead = int(self._device.type == "cuda") if ahead is None else ahead
        dtype = torch.float16 if self._device.type == "cuda" else torch.float32
        self.name = f"torch-{self._device.type}-{'fp16' if dtype == torch.float16 else 'fp32'}"
        model = load_network(checkpoint, dtype)
        model.to(device=self._device)  # type: ignore[call-arg]
        self._model = model.train(False)

    @torch.inference_mode()
    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        """Run batches through the network, one after another.

        Args:
            batches: Read lazily, at most one ahead of what was yielded.

        Yields:
            One result per batch, in the order of the batches.
        """
        under_way: deque[FramingOutput] = deque()
        for batch in batches:
            under_way.append(self._model(self._moved(batch.ids), self._moved(batch.kinds)))
            if len(under_way) > self._ahead:
                yield _logits(under_way.popleft())
        while under_way:
            yield _logits(under_way.popleft())

    def _moved(self, numbers: npt.NDArray[np.int64]) -> Tensor:
        """Bring numbers to the device; to a GPU without waiting for what it is doing."""
        given = torch.from_numpy(numbers)
        if self._device.type != "cuda":
            return given.to(self._device)
        # Only from memory that stays in its place can a GPU fetch by itself.
        return given.pin_memory().to(self._device, non_blocking=True)


def _logits(output: FramingOutput) -> Logits:
    """Fetch the results of a batch, which waits until they are there."""
    sentence, own, words = (
        part.float().cpu().numpy() for part in (output.sentence, output.own, output.words)
    )
    return Logits(sentence=sentence, own=own, words=words)


def load_network(checkpoint: Checkpoint, dtype: torch.dtype) -> FramingModel:
    """Load a checkpoint's network.

    Args:
        checkpoint: The checkpoint.
        dtype: Number format of its weights.

    Returns:
        The network, on the CPU.

    Raises:
        CheckpointError: The weights are absent, garbled, or do not fit the config.
    """
    try:
        with quiet_transformers():
            # Weights that are absent or of another size would be left random with no more than a note.
            loaded: Any = FramingModel.from_pretrained(
                checkpoint.path,
                dtype=dtype,
                output_loading_info=True,
                ignore_mismatched_sizes=True,
                use_safetensors=True,
                trust_remote_code=False,
            )
    except (OSError, RuntimeError, ValueError, KeyError, SafetensorError) as error:
        raise CheckpointError(f"{checkpoint.path} cannot be loaded: {error}") from error
    model: FramingModel
    model, found = loaded
    wrong = [*found["missing_keys"], *(key for key, *_ in found["mismatched_keys"])]
    if wrong:
        raise CheckpointError(f"{checkpoint.path}: the weights do not fit the config at {', '.join(wrong)}")
    return model
