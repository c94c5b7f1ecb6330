"""The prose of a file with everything else blanked, so that each place stays where it was."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

_BLANKED: Final = (
    re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^(```|~~~).*?^\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE),
    re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE),
    re.compile(r"`+[^`\n]*`+"),
    re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])"),
    re.compile(r"(?<=\])(?:\([^()\n]*\)|\[[^\]\n]*\])"),
    re.compile(r"<(?:https?|mailto)[^<>\s]*>|https?://[^\s<>()]+"),
    re.compile(r"</?[A-Za-z][^<>\n]*>"),
)
"""Front matter, code, comments, definitions, tables, pictures, addresses, tags."""

_PARTING: Final = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|[*+\-][ \t]|\d+[.)][ \t]|>[ \t]?)", re.MULTILINE)
_MARKS: Final = re.compile(r"[*_\[\]]{1,3}(?=\S)|(?<=\S)[*_\[\]]{1,3}(?=\W|\Z)")
_UNREAD: Final = frozenset({"script", "style", "head", "template", "noscript", "code", "pre", "svg", "nav"})
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "u"}
)


def prose(text: str, suffix: str) -> str:
    """Blank what is no prose.

    Args:
        text: A file's text.
        suffix: ``.md``, ``.html`` and ``.htm`` are known; of any other file all is prose.

    Returns:
        A text of the same length, each word of prose at its place.
    """
    if suffix == ".md":
        return _markdown(text)
    if suffix in (".html", ".htm"):
        return _Page(text).prose()
    return text


def _markdown(text: str) -> str:
    for pattern in _BLANKED:
        text = pattern.sub(_blank(" "), text)
    # An item and a heading are paragraphs of their own.
    text = _PARTING.sub(_blank("\n"), text)
    return _MARKS.sub(_blank(" "), text)


def _blank(character: str) -> Callable[[re.Match[str]], str]:
    return lambda match: re.sub(r"[^\n]", character, match.group())


class _Page(HTMLParser):
    """Keeps the text between tags where it stands."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *accumulate(len(line) for line in text.split("\n"))]
        self._kept = [" "] * len(text)
        self._unread: list[str] = []

    def prose(self) -> str:
        self.feed(self._text)
        self.close()
        return "".join(self._kept)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNREAD:
            self._unread.append(tag)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            place = self._place()
            self._kept[place : place + len(data)] = data

    def _part(self, tag: str) -> None:
        """Let a block's tag end the paragraph: two of its blanks become line ends."""
        if tag not in _INLINE:
            place = self._place()
            self._kept[place : place + 2] = "\n\n"

    def _place(self) -> int:
        line, column = self.getpos()
        # The lengths leave out the line ends before this line.
        return self._lines[line - 1] + line - 1 + column
