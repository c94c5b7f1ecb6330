"""Paragraphs of a plain text: which line ends are meant, and which only wrap."""

import re
from itertools import pairwise

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_NARROWEST, _WIDEST = 40, 130
_SHARE_FULL = 0.8
_CONTINUED = 25
_SENTENCE_END = re.compile(r"[.!?…。؟।:][\"'”’»›)\]]*$")


def split_paragraphs(text: str) -> tuple[str, ...]:
    r"""Split a plain text into paragraphs.

    A blank line always parts paragraphs. A single line end does too, unless the text is wrapped by
    hand: then nearly every line is so full that the next line's first word would not fit, and such
    lines are joined. A line that begins with a small letter or a comma continues the one above.

    Args:
        text: A text with ``\n`` as its only line end.

    Returns:
        Paragraphs without line ends, none blank.

    >>> split_paragraphs("One.\nTwo.\n\nThree.")
    ('One.', 'Two.', 'Three.')
    """
    blocks = [_lines(block) for block in _BLANK.split(text)]
    blocks = [block for block in blocks if block]
    width = _wrap_width(blocks)
    return tuple(paragraph for block in blocks for paragraph in _joined(block, width))


def _lines(block: str) -> list[str]:
    return [line for line in (raw.strip() for raw in block.split("\n")) if line]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if len(pairs) < 2:
        return None
    width = max(len(line) for block in blocks if len(block) > 1 for line in block)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_is_full(first, second, width) for first, second in pairs)
    mid_sentence = sum(not _SENTENCE_END.search(first) for first, _ in pairs)
    return width if full >= _SHARE_FULL * len(pairs) and 2 * mid_sentence >= len(pairs) else None


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _joined(block: list[str], width: int | None) -> list[str]:
    paragraphs = [block[0]]
    for line, following in pairwise(block):
        wrapped = width is not None and _is_full(line, following, width)
        if wrapped or _continues(line, following):
            glue = "" if following[0] in ",;)" or (wrapped and _cut_word(line)) else " "
            paragraphs[-1] += glue + following
        else:
            paragraphs.append(following)
    return paragraphs


def _continues(line: str, following: str) -> bool:
    if following[0] in ",;":
        return True
    return following[0].islower() and len(line) >= _CONTINUED and not _SENTENCE_END.search(line)


def _cut_word(line: str) -> bool:
    return re.search(r"[^\W\d]-$", line) is not None
