"""Files of labelled data opened as text; what is no text is refused with its line and the reason."""

import difflib
import gzip
import io
from pathlib import Path
from typing import IO

from framing.errors import TrainingDataError

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def open_text(file: Path) -> IO[str]:
    """Open a file of UTF-8 text.

    Args:
        file: The file, gzipped where its name ends in ``.gz``.

    Returns:
        Its text, with line ends as they are.
    """
    # What spreadsheets write begins with a mark that is no part of the first column's name.
    if file.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(file), encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def refuse_spreadsheet(file: Path) -> None:
    """Refuse what a spreadsheet program writes unless told otherwise.

    Args:
        file: The file.

    Raises:
        TrainingDataError: It is a spreadsheet, by its name or by its content.
    """
    with file.open("rb") as opened:
        zipped = opened.read(len(_ZIP)) == _ZIP
    if zipped or file.suffix.lower() in _SPREADSHEETS:
        raise TrainingDataError(f"{file} is a spreadsheet or an archive; save the table as CSV in UTF-8")


def undecodable(file: Path) -> str:
    """Say where a file stops being UTF-8.

    Args:
        file: A file that could not be decoded.

    Returns:
        File, line and reason, in one line.
    """
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if number == 1 and line.startswith(_UTF_16):
                return f"{file}:1: not UTF-8 but UTF-16; save it as UTF-8"
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start : error.start + 1]
                meant = byte.decode("cp1252", "replace")
                return (
                    f"{file}:{number}: not UTF-8: byte 0x{byte.hex()}, in Windows-1252 {meant!r}; "
                    "save it as UTF-8"
                )
    return f"{file}: not UTF-8"


def absent(name: str) -> str:
    """Say that there is no file of a name.

    Args:
        name: Path as given by the user.

    Returns:
        One line, with the nearest file beside it where one has a name like it.
    """
    path = Path(name)
    if path.is_dir():
        return f"{name} is a folder; name a file in it"
    beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    near = difflib.get_close_matches(path.name, beside, n=1)
    return f"there is no file {name}" + (f"; did you mean {path.parent / near[0]}?" if near else "")
