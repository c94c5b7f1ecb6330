"""Standard input: bytes without a name, that come once."""

import io
from typing import BinaryIO

from framing.reading.decoding import decode
from framing.reading.kinds import kind_of_bytes
from framing.reading.options import ReadOptions
from framing.reading.streams import LARGEST_ARTICLE, rejoined, unpacked

_KINDS = {"text": ".txt", "markdown": ".md"}
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_TAR_HEADER = 512


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
    if head.startswith(_WIDE):
        # Lines cannot be told in UTF-16 and UTF-32; such a stream is rare and read whole.
        stream = io.BytesIO(decode(head + stream.read()).encode("utf-8", "replace"))
        head = _head(stream)
    return kind_of_bytes(head, options.columns), rejoined(head, stream)


def _head(stream: BinaryIO) -> bytes:
    head = stream.readline(LARGEST_ARTICLE)
    while head.isspace() and (line := stream.readline(LARGEST_ARTICLE)):
        head += line
    # A line end may stand within the first header of a tar archive.
    return head + stream.read(max(0, _TAR_HEADER - len(head))) if b"\0" in head[:_TAR_HEADER] else head
