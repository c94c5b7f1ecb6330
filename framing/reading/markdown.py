"""Markdown to plain text."""

import re

from framing.reading.record import Record

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(\S[^\n]*)\n=+[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+.*$|^\S[^\n]*\n(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[*_-][ \t]*){3,}$", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[*+\-]|\d+[.)])[ \t]+", re.MULTILINE)
_DEFINITION = re.compile(r"^\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\]\n]*\])")
_AUTOLINK = re.compile(r"<(?:https?|mailto)[^<>\s]*>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__|~~)(?=\S)([^\n]*?\S)\1")
_EMPHASIS = re.compile(r"(?<!\w)_(?=\S)([^\n_]*?\S)_(?!\w)")
_CODE = re.compile(r"`+([^`\n]*)`+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
_WRAP = re.compile(r"(?<=\S)[ \t]*\n(?=\S)")


def markdown_record(text: str) -> Record:
    """Read a Markdown text: the words stay, the marks go.

    The first heading of the first level is the headline; other headings, pictures, code blocks and
    tables are left out. A front matter of ``name: value`` lines gives title, source, date and url.

    Args:
        text: The file's text.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    front = _FRONT_MATTER.match(text)
    fields = {}
    if front:
        fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    text = _FENCE.sub("", _COMMENT.sub("", text))
    title = _TITLE.search(text)
    found = (title.group(1) or title.group(2)) if title else None
    return Record(
        text=_plain(text),
        shape="paragraphs",
        title=fields.get("title") or (_inline(found) if found else None),
        source=fields.get("source"),
        date=fields.get("date"),
        url=fields.get("url"),
        id=fields.get("id"),
    )


def _plain(text: str) -> str:
    for pattern in (_DEFINITION, _HEADING, _RULE, _TABLE):
        text = pattern.sub("\n", text)
    # An item is a paragraph of its own, a line end within a paragraph only a wrap.
    text = _ITEM.sub("\n\n", _QUOTE.sub("", text))
    return _inline(_WRAP.sub(" ", text))


def _inline(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _TAG.sub("", _AUTOLINK.sub("", text))
    text = _CODE.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", _STRONG.sub(r"\2", text)))
    return _ESCAPE.sub(r"\1", text)
