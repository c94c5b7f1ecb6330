"""Keeps the libraries below silent: what a run says is for the command line to say, in one voice."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from torch.jit import TracerWarning  # type: ignore[attr-defined]  # public, but not listed as such
from transformers.utils import logging as transformers_logging


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Switch off transformers' progress bars and all its notes but errors, and on again afterwards.

    Yields:
        Nothing; the silence lasts as long as the block.
    """
    bars, level = transformers_logging.is_progress_bar_enabled(), transformers_logging.get_verbosity()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]


@contextmanager
def quiet_quantization() -> Iterator[None]:
    """Silence tracing and NNCF: bars and notes that go to standard output, and warnings about tracing.

    Yields:
        Nothing; the silence lasts as long as the block.
    """
    logger = logging.getLogger("nncf")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        with quiet_transformers(), redirect_stdout(io.StringIO()), warnings.catch_warnings():
            # OpenVINO reads networks through torch.jit, which torch wants to retire.
            warnings.filterwarnings("ignore", r"`torch\.jit\.", DeprecationWarning)
            # Tracing reads every attribute of a network, deprecated ones of transformers too.
            warnings.filterwarnings("ignore", "`is_gradient_checkpointing` is deprecated", FutureWarning)
            # DeBERTa makes a tensor of a tensor while it is traced.
            warnings.filterwarnings("ignore", "To copy construct from a tensor", UserWarning)
            # Branches on shapes are fixed by the example; `tests/engines` compares other shapes.
            warnings.filterwarnings("ignore", category=TracerWarning)
            yield
    finally:
        logger.setLevel(level)
