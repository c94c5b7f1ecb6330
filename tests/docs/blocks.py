"""The code blocks of the documentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>.+?) -->\n)?^```(?P<language>\w+)\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Block:
    """A block of code on a page.

    Attributes:
        language: As its fence names it.
        code: Its lines.
        why_not: Why it is not run; ``None`` where it is.
        line: Line of the page on which it begins.
    """

    language: str
    code: str
    why_not: str | None
    line: int


def pages() -> list[Path]:
    return sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(found["language"], found["code"], found["why"], line)


def commands(code: str) -> Iterator[tuple[str, int]]:
    """Give the commands of a console block, each with the exit status that its comment names, else 0."""
    lines = re.sub(r"\\\n\s*", " ", code).splitlines()
    for line in lines:
        if line.startswith("$ "):
            command, _, comment = line[2:].partition("  # ")
            status = re.search(r"exit status (\d+)", comment)
            yield command.strip(), int(status[1]) if status else 0
