"""One process at a time writes into an output."""

import errno
import os
from importlib.util import find_spec
from pathlib import Path

from framing.errors import UsageError

# What file systems say that have no such locks, as some of clusters do.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class Lock:
    """Holds a folder until it is released, or until the process ends, however it ends.

    Where system or file system have no locks it holds nothing, and refuses nobody.

    Args:
        folder: The folder.

    Raises:
        BlockingIOError: Another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = None
        if find_spec("fcntl") is None:
            return  # Windows: there is no lock that a killed process lets go of by itself.
        import fcntl  # noqa: PLC0415 - not everywhere

        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            if error.errno not in _NO_LOCKS:
                raise

    def release(self) -> None:
        """Let the folder go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def locked(folder: Path) -> Lock:
    """Hold a folder.

    Args:
        folder: The folder.

    Returns:
        The lock, which is given up when it is closed or the process ends.

    Raises:
        UsageError: Another process holds it.
    """
    try:
        return Lock(folder)
    except BlockingIOError:
        raise UsageError(f"another process is writing into {folder}") from None


def is_locked(folder: Path) -> bool:
    """Tell whether another process holds a folder.

    Args:
        folder: The folder.

    Returns:
        Whether one does.
    """
    try:
        Lock(folder).release()
    except BlockingIOError:
        return True
    return False
