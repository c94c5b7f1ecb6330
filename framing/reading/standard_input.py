"""Standard input: bytes without a name, that come once."""

from typing import BinaryIO

from framing.reading.decoding import RefusedError, wide_encoding
from framing.reading.kinds import kind_of_bytes
from framing.reading.options import ReadOptions
from framing.reading.streams import LARGEST_ARTICLE, narrowed, rejoined, unpacked

_KINDS = {"text": ".txt", "markdown": ".md"}
_TAR_HEADER = 512
_MOST_BLANK = 1 << 20
"""No stream begins with more bytes of blank lines, which are looked through before the first result."""


def standard_input(stream: BinaryIO, options: ReadOptions) -> tuple[str, BinaryIO]:
    """Tell what standard input holds.

    Args:
        stream: Its bytes, packed or not.
        options: What the caller says it holds, and the names of columns.

    Returns:
        Its kind, as `framing.reading.kinds.kind_of` names it, and all its bytes, unpacked.

    Raises:
        RefusedError: It is no text, or unpacks to far more than texts do.
        OSError: It cannot be read, or is packed and damaged.
    """
    stream = unpacked(stream)
    if options.stdin_format != "auto":
        return _KINDS.get(options.stdin_format, f".{options.stdin_format}"), stream
    head = _head(stream)
    if wide_encoding(head):
        stream = narrowed(head, stream)
        head = _head(stream)
    return kind_of_bytes(head, options.columns), rejoined(head, stream)


def _head(stream: BinaryIO) -> bytes:
    head = bytearray()
    while line := stream.readline(LARGEST_ARTICLE):
        head += line
        if not line.isspace():
            break
        if len(head) > _MOST_BLANK:
            raise RefusedError("empty", "It begins with nothing but blank lines.")
    # A line end may stand within the first header of a tar archive.
    if b"\0" in head[:_TAR_HEADER]:
        head += stream.read(max(0, _TAR_HEADER - len(head)))
    return bytes(head)
