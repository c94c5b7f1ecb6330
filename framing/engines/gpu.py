"""torch, on a GPU or wherever else torch runs. Needs the extra ``train``."""

from collections.abc import Iterable, Iterator

import torch

import framing.model.network  # noqa: F401 - tells transformers about our network
from framing.engines.interface import Logits
from framing.errors import CheckpointError
from framing.model.checkpoint import Checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import Batch


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
        try:
            model: FramingModel = FramingModel.from_pretrained(checkpoint.path, dtype=dtype)
        except (OSError, RuntimeError, ValueError) as error:
            raise CheckpointError(f"{checkpoint.path} cannot be loaded: {error}") from error
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
