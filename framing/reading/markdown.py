"""Markdown to plain text, through markdown-it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from framing.reading.record import Record

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Names, items of lists, comments and indented lines only: a text may begin with a rule, too.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n((?:(?:\w[\w -]{0,40}:(?:[ \t].*)?|- .*|#.*|[ \t].*|)\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LEFT_OUT = frozenset({"heading_open", "table_open"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def begins_with_front_matter(text: str) -> bool:
    r"""Tell whether a text begins with ``name: value`` lines between two rules, as Markdown files do.

    >>> begins_with_front_matter("---\ntitle: Port closed\n---\nThe port closed.")
    True
    """
    front = _FRONT_MATTER.match(_even(text))
    return front is not None and _FIELD.search(front.group(1)) is not None


def markdown_record(text: str) -> Record:
    """Read a Markdown text: the words stay, the marks go.

    The first heading of the first level is the headline; other headings, pictures, code blocks and
    tables are left out. A front matter of ``name: value`` lines gives title, source, date and url.

    Args:
        text: The file's text.

    Returns:
        The article as found.
    """
    text = _even(text)
    front = _FRONT_MATTER.match(text)
    fields = {}
    if front:
        fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    tokens = _parser().parse(text)
    return Record(
        text="\n\n".join(_paragraphs(tokens)),
        shape="paragraphs",
        title=fields.get("title") or _title(tokens),
        source=fields.get("source"),
        date=fields.get("date"),
        url=fields.get("url"),
        id=fields.get("id"),
    )


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").removeprefix("\ufeff")


def _title(tokens: "Sequence[Token]") -> str | None:
    headings = (
        place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"
    )
    return next((_words(tokens[place + 1]) for place in headings), None)


def _paragraphs(tokens: "Sequence[Token]") -> Iterator[str]:
    """Give paragraphs, items of lists and quotations, each on one line."""
    left_out = 0
    for token in tokens:
        if token.type in _LEFT_OUT or token.type.replace("_close", "_open") in _LEFT_OUT:
            left_out += token.nesting
        elif token.type == "inline" and not left_out:
            yield _words(token)
        elif token.type == "html_block" and not token.content.startswith("<!--"):
            yield " ".join(_TAG.sub("", token.content).split())


def _words(inline: "Token") -> str:
    parts = (
        " " if child.type in _BREAKS else child.content
        for child in inline.children or ()
        if child.type in ("text", "code_inline") or child.type in _BREAKS
    )
    return "".join(parts).strip()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only needed for Markdown

    # Indented lines are code to Markdown, and the first lines of paragraphs to those who write articles.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
