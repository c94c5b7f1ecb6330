"""Writes files whole or not at all: a half-written file is never under its final name."""

import os
import tempfile
from pathlib import Path

from framing.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name first, then give it its own.

    Args:
        path: Where it shall stand; its folder exists.
        content: All of it.

    Raises:
        OutputError: The folder or the file cannot be written to.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
