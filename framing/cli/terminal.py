"""What is said on a terminal: harmless whatever the files hold, and in plain numbers."""


def harmless(text: str) -> str:
    r"""Make a text safe to show on a terminal.

    Args:
        text: Any text, for instance a source's name from a file.

    Returns:
        The text with what a terminal might obey, or what would turn its reading order, made visible.

    >>> harmless("Post" + chr(27) + "[2J")
    'Post�[2J'
    """
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def numbered(count: int, noun: str) -> str:
    """Write a number with what it counts.

    Args:
        count: The number.
        noun: What is counted, in the singular; its plural ends in s.

    Returns:
        The number, parted by commas, and the noun, in the plural unless the number is 1.

    >>> numbered(1, "sentence"), numbered(1200, "sentence")
    ('1 sentence', '1,200 sentences')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
