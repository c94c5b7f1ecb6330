"""Makes characters visible that would reorder, hide or break the text around them."""

import re

# Control codes, soft hyphens, zero-width characters, marks that turn the reading order, line and
# paragraph separators, half characters, tags, and what no XML file may hold. Reading takes most of them
# out; a score table may come from elsewhere, and names of files are shown as they are.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Put the replacement character in the place of each character that cannot be seen but acts.

    Args:
        text: Text that somebody else wrote.

    Returns:
        Text of the same length.

    >>> visible("Post\u202e\u200b")
    'Post��'
    """
    return _UNSEEN.sub("\ufffd", text)
