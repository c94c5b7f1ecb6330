"""Keeps out of the program what others would load for it and it never uses."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder

_LEAN = ("score", "check", "serve")
"""Commands of which somebody waits for the start, and that have no use for pandas."""


def keep_pandas_out(arguments: Sequence[str]) -> None:
    """Let pyarrow find no pandas, where the program can do without.

    With the first list that it is given pyarrow imports pandas where that is installed, to see whether the
    list is one of its kinds: some .4 s of a start, for nothing. It looks but once, so a process that this is
    called in cannot turn tables into pandas any more: for the program alone, not for who imports the package.

    Args:
        arguments: Those of the program, its command first.
    """
    # Ray may want pandas, and help wants nothing.
    wants_more = any(one.startswith(("--engine", "--help")) for one in arguments)
    if not arguments or arguments[0] not in _LEAN or wants_more or "pandas" in sys.modules:
        return
    import pyarrow as pa  # noqa: PLC0415 - other commands need not load it

    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(finder)


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
