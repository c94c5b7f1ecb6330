"""One process at a time writes into an output, where the file system can hold it."""

import errno
from pathlib import Path

import pytest

from framing.errors import UsageError
from framing.scoring.locking import is_locked, locked

fcntl = pytest.importorskip("fcntl")


def test_a_folder_is_held_until_it_is_let_go(tmp_path: Path) -> None:
    lock = locked(tmp_path)
    assert is_locked(tmp_path)
    with pytest.raises(UsageError, match="another process is writing into"):
        locked(tmp_path)
    lock.release()
    assert not is_locked(tmp_path)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_hinders_nobody(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int, _operation: int) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    lock = locked(tmp_path)
    assert not is_locked(tmp_path)
    lock.release()
