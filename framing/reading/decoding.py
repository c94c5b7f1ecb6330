"""Bytes to text, or the reason why not."""

import codecs
import re

from framing.errors import FramingError
from framing.reading.characters import one_line
from framing.text import Reason

UNFORESEEN = "It cannot be read: "
"""How the error line of a fault begins that no reader foresaw. Tests take it for the crash that it was."""

_LONGEST_DETAIL = 1_000

# Only beginnings that no text has; other binary files are known by their NUL bytes.
_MAGIC = (
    b"\x89PNG",
    b"%PDF-",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x7fELF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x28\xb5\x2f\xfd",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32 before UTF-16: the mark of the one begins with the mark of the other.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 20
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
# Python decodes these too, but no page is written in them.
_NO_ENCODINGS = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]")
# A symbol within a word says that the bytes stand for letters of another alphabet.
_SYMBOL_IN_WORD = re.compile(r"[^\W\d_][¡¢¤¦¨¬±²³µ¶¸¹º¼½¾¿×÷ƒ†‡ˆ‰‹›˜™ª¯][^\W\d_]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class RefusedError(Exception):
    """One input is refused; caught where its path is known. Never leaves this package.

    Args:
        reason: Stable code.
        detail: One sentence for a person.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        # Others' words may stand in it: names of columns, what a server called its data.
        self.detail = one_line(detail)[:_LONGEST_DETAIL]
        self.reason: Reason = reason
        super().__init__(self.detail)


def refusal_of(error: Exception) -> RefusedError:
    """Turn whatever was raised while something was read into its refusal.

    Args:
        error: What was raised.

    Returns:
        The error itself where it is a refusal; else one that names it.

    Raises:
        MemoryError: The error itself, where the memory is used up: the run must end.
        FramingError: The error itself, where this package raised it on purpose.
    """
    if isinstance(error, (MemoryError, FramingError)):
        raise error
    if isinstance(error, RefusedError):
        return error
    return RefusedError("malformed", f"{UNFORESEEN}{type(error).__name__}: {error}.")


def looks_binary(head: bytes) -> bool:
    """Tell from its first bytes whether a file is a picture, an archive or a program."""
    return head.startswith(_MAGIC)


def wide_encoding(head: bytes) -> str | None:
    """Name the encoding of a text that has no lines of bytes, UTF-16 or UTF-32, told by its first bytes.

    Args:
        head: At least its first four bytes.

    Returns:
        A name that `bytes.decode` knows; ``None`` for a text in another encoding.
    """
    marked = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None)
    return None if marked == "utf-8-sig" else marked


def encoding_of(data: bytes) -> str:
    """Name the encoding of some text.

    The byte order mark decides, then UTF-8. Text that is almost all ASCII and makes sense as
    Windows-1252 is that: detectors are unsure about a few curly quotes. Then charset-normalizer.

    Args:
        data: The text, or its first megabyte.

    Returns:
        A name that `bytes.decode` knows.

    Raises:
        RefusedError: It is no text, or in no known encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if looks_binary(data) or b"\x00" in data:
        raise RefusedError("binary", "This is a binary file, not a text.")
    sample = data[:_SAMPLE]
    if _is_utf8(data):
        return "utf-8"
    if _is_western(sample):
        return "cp1252"
    return _detected(sample)


def decode(data: bytes, *, html: bool = False, declared: str | None = None) -> str:
    """Decode a whole text.

    Args:
        data: The text's bytes.
        html: Believe the page's own declaration when it is not UTF-8.
        declared: Encoding that the server named; believed as well, before the page.

    Returns:
        The text, without a byte order mark.

    Raises:
        RefusedError: It is no text, or in no known encoding.
    """
    encoding = _declared(data, declared) if html else None
    encoding = encoding or encoding_of(data)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise RefusedError("encoding", "The encoding of the text cannot be told.") from None


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # In pieces: a text can take four times as much memory as its bytes.
        for at in range(0, len(data), _SAMPLE):
            decoder.decode(data[at : at + _SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    rare = len(_NOT_ASCII.findall(text)) <= 0.25 * len(text)
    return rare and not _CONTROL.search(text) and not _SYMBOL_IN_WORD.search(text)


def _detected(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(sample).best()
    if best is None:
        kind: Reason = "binary" if _CONTROL.search(sample.decode("latin-1")[:4096]) else "encoding"
        raise RefusedError(kind, "The encoding of the text cannot be told.")
    return best.encoding


def _declared(data: bytes, by_server: str | None) -> str | None:
    if data.startswith(tuple(mark for mark, _ in _BOMS)) or b"\x00" in data or _is_utf8(data):
        return None
    match = _DECLARED.search(data[:4096])
    by_page = match.group(1).decode("ascii") if match else None
    return next((name for name in (by_server, by_page) if name and _decodes(data, name)), None)


def _decodes(data: bytes, name: str) -> bool:
    try:
        known = codecs.lookup(name).name
        data.decode(known)
    except (LookupError, ValueError):
        return False
    return known not in _NO_ENCODINGS
