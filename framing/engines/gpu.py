"""torch, on a GPU or wherever else torch runs. Needs the extra ``train``."""

from collections.abc import Iterable, Iterator
from typing import Any

import torch
from safetensors import SafetensorError

from framing.engines.interface import Logits
from framing.errors import CheckpointError
from framing.model.checkpoint import Checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import Batch
from framing.model.quiet import quiet_transformers


class TorchEngine:
    """Runs a checkpoint's weights with torch: fp16 on a GPU, fp32 elsewhere.

    Args:
        checkpoint: The checkpoint.
        device: A torch device, for instance ``cuda`` or ``cpu``.

    Raises:
        CheckpointError: The weights do not fit the config.
    """

    def __init__(self, checkpoint: Checkpoint, *, device: str) -> None:
        self._device = torch.device(device)
        dtype = torch.float16 if self._device.type == "cuda" else torch.float32
        self.name = f"torch-{self._device.type}-{'fp16' if dtype == torch.float16 else 'fp32'}"
        model = load_network(checkpoint, dtype)
        model.to(device=self._device)  # type: ignore[call-arg]
        self._model = model.train(False)

    @torch.inference_mode()
    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        """Run batches through the network, one after another.

        Args:
            batches: Read lazily.

        Yields:
            One result per batch, in the order of the batches.
        """
        for batch in batches:
            output = self._model(
                torch.from_numpy(batch.ids).to(self._device), torch.from_numpy(batch.kinds).to(self._device)
            )
            arrays = (part.float().cpu().numpy() for part in (output.sentence, output.own, output.words))
            sentence, own, words = arrays
            yield Logits(sentence=sentence, own=own, words=words)


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
