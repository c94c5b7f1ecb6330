"""Makes characters visible that would reorder or break the text around them."""

_BIDI_MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), "\ufffd")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "\ufffd")


def visible(text: str) -> str:
    """Put the replacement character in the place of marks that turn the reading order, and of control codes.

    Args:
        text: Text that somebody else wrote.

    Returns:
        Text of the same length.
    """
    return text.translate(_BIDI_MARKS).translate(_CONTROLS)
