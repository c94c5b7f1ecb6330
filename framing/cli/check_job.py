"""Carries out ``framing check``: apart from the command itself, so that ``--help`` need not load it."""

import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from framing import load_scorer
from framing.cli.findings import Checked, Finding, Place
from framing.cli.prose import prose
from framing.cli.terminal import harmless
from framing.errors import UsageError
from framing.model.checkpoint import Checkpoint
from framing.reading import language_of
from framing.reading.decoding import RefusedError, decode
from framing.reading.inputs import Input, find_inputs
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle, decisions
from framing.text import Article, Unscored

SUFFIXES = (".txt", ".md", ".html", ".htm")
_STDIN = "-"
_NOT_AT_FAULT = ("language", "empty")


@dataclass(frozen=True, slots=True)
class CheckJob:
    """What ``framing check`` was asked to do.

    Attributes:
        paths: Files, folders, ``-`` for standard input.
        max_loaded: Highest probability that a sentence may have; ``None`` for the checkpoint's threshold.
        quotes: Whether quotations count.
        model: Checkpoint directory; ``None`` for the one that ships with the package.
        device: ``auto``, ``cpu`` or ``cuda``.
    """

    paths: tuple[str, ...]
    max_loaded: float | None = None
    quotes: bool = False
    model: str | None = None
    device: str = "auto"


@dataclass(slots=True)
class _Drafts:
    """Gives the drafts one after the other, and keeps the text of those under way."""

    paths: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Article | Unscored]:
        for path in self.paths:
            if path == _STDIN:
                yield self._draft(_STDIN, "", sys.stdin.buffer.read())
                continue
            alone = Path(path).is_file()
            for found in find_inputs(path):
                if isinstance(found, Unscored):
                    yield found
                elif _suffix(found) in SUFFIXES:
                    yield self._file(found)
                elif alone:
                    raise UsageError(f"{found.name}: only {', '.join(SUFFIXES)} can be checked")

    def _file(self, found: Input) -> Article | Unscored:
        try:
            with found.path.open("rb") as stream:
                data = stream.read()
        except OSError as error:
            return Unscored(found.name, "unreadable", f"{error.strerror}.")
        return self._draft(found.name, _suffix(found), data)

    def _draft(self, path: str, suffix: str, data: bytes) -> Article | Unscored:
        try:
            text = decode(data, html=suffix.startswith(".htm"))
        except RefusedError as refused:
            return Unscored(path, refused.reason, refused.detail)
        words = prose(text, suffix)
        if not words.strip():
            return Unscored(path, "empty", "Holds no prose.")
        self.texts[path] = text
        # The path for a source: two drafts with the same text are two drafts.
        return Article(path, path, words, language=language_of(words), path=path)


def _suffix(found: Input) -> str:
    return Path(found.path.name).suffix.lower()


def check(job: CheckJob) -> Checked:
    """Look for sentences that are more loaded than they may be.

    Args:
        job: What to do.

    Returns:
        The findings.

    Raises:
        UsageError: A file is of a kind that cannot be checked.
        CheckpointError: The checkpoint cannot be used.
    """
    scorer = load_scorer(job.model, device=job.device)
    limit = _limit(scorer.checkpoint) if job.max_loaded is None else job.max_loaded
    drafts = _Drafts(job.paths)
    findings: list[Finding] = []
    unscored: list[Unscored] = []
    files = 0
    for item in scorer.score(drafts):
        if isinstance(item, Unscored):
            unscored.append(item)
            continue
        files += 1
        text = drafts.texts.pop(item.article.path)
        findings.extend(_findings(item, text, limit, quotes=job.quotes))
    return Checked(
        findings=tuple(findings),
        files=files,
        unread=sum(item.reason not in _NOT_AT_FAULT for item in unscored),
        limit=limit,
        notes=tuple(harmless(f"{item.path}: not checked: {item.detail}") for item in unscored),
    )


def _limit(checkpoint: Checkpoint) -> float:
    decided = decisions(checkpoint).get("loaded")
    if decided is None:
        raise UsageError(f"the checkpoint {checkpoint.name} does not judge whether a sentence is loaded")
    return decided.threshold


def _findings(item: ScoredArticle, text: str, limit: float, *, quotes: bool) -> Iterator[Finding]:
    lines = _line_starts(text)
    for row in item.sentences:
        prob = row.loaded if quotes else row.own_loaded
        if prob is None or prob <= limit:
            continue
        for start, end in _places(row, quotes=quotes):
            yield Finding(item.article.path, _place(lines, start, end), text[start:end], prob)


def _places(row: SentenceScore, *, quotes: bool) -> list[tuple[int, int]]:
    """Give the places of a sentence's loaded wording; the whole sentence where none stands out."""
    spans = [span for span in row.spans if span.label == "loaded" and (quotes or not span.quoted)]
    places = [(row.start + span.start, row.start + span.end) for span in spans]
    return places or [(row.start, row.end)]


def _line_starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]


def _place(lines: list[int], start: int, end: int) -> Place:
    first, last = bisect_right(lines, start) - 1, bisect_right(lines, end) - 1
    return Place(first + 1, start - lines[first] + 1, last + 1, end - lines[last] + 1)
