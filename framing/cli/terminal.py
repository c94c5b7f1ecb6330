"""Text from files and file names, made safe to show on a terminal."""


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
