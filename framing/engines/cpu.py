"""OpenVINO int8 on a CPU: one inference stream per core."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import openvino as ov

from framing.engines.interface import Logits
from framing.errors import CheckpointError
from framing.model.checkpoint import IR_FILE, Checkpoint
from framing.model.pieces import Batch

AHEAD = 2
"""Requests per stream that are under way: one running, one waiting, so that no core idles."""


class CpuEngine:
    """Runs a checkpoint's int8 IR with OpenVINO.

    Args:
        checkpoint: The checkpoint.
        streams: Inference streams, one core each; ``None`` for as many as this process may use.

    Raises:
        CheckpointError: The checkpoint holds no IR, or one that OpenVINO cannot read.
    """

    def __init__(self, checkpoint: Checkpoint, *, streams: int | None = None) -> None:
        file = checkpoint.path / IR_FILE
        if not file.is_file():
            raise CheckpointError(f"{checkpoint.path} has no {IR_FILE}; `framing train` writes one")
        self._streams = streams or _cores()
        try:
            self._model = ov.Core().compile_model(
                file,
                "CPU",
                {
                    "NUM_STREAMS": self._streams,
                    "INFERENCE_NUM_THREADS": self._streams,
                    # What is not int8 stays fp32: where a processor offers bf16, OpenVINO would take
                    # it, and between int8 layers that moves logits three times as far.
                    "INFERENCE_PRECISION_HINT": "f32",
                },
            )
        except RuntimeError as error:
            # OpenVINO tells where in its own source it stood; the last line says what was wrong.
            why = str(error).strip().splitlines()[-1]
            raise CheckpointError(f"{file} cannot be read: {why}") from error

    @property
    def name(self) -> str:
        """Name of the engine with its number format."""
        return "openvino-int8"

    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        """Run batches through the network, several at once.

        Args:
            batches: Read lazily, a few ahead of what was yielded.

        Yields:
            One result per batch, in the order of the batches.
        """
        free = [self._model.create_infer_request() for _ in range(self._streams * AHEAD)]
        busy: deque[Any] = deque()
        for batch in batches:
            if not free:
                free.append(busy[0])
                yield _logits(busy.popleft())
            request = free.pop()
            request.start_async({"input_ids": batch.ids, "kinds": batch.kinds})
            busy.append(request)
        while busy:
            yield _logits(busy.popleft())


def _cores() -> int:
    """Count the cores this process may use; where a system does not say, all there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _logits(request: Any) -> Logits:
    request.wait()
    # A copy, since the request's own memory is written again by its next batch.
    sentence, own, words = (np.array(request.get_output_tensor(i).data, dtype=np.float32) for i in range(3))
    return Logits(sentence=sentence, own=own, words=words)
