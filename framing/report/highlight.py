"""Cuts a sentence where its labels begin and end, so that a page can mark each piece."""

from dataclasses import dataclass, replace
from itertools import pairwise

from framing.report.measures import label_title
from framing.report.roles import CLEAR, shown_roles
from framing.scores import LabelledSpan, SentenceScore

# A second role counts against the first from this share of its probability.
_CONTESTS = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence under the same labels.

    Attributes:
        text: The run.
        loaded: Loaded wording in the source's ``own`` words, in a ``quoted`` passage, or ``None``.
        role: Name of the most probable role it is cast in, or ``None``.
        role_clear: Whether that role is more likely right than wrong, and no other one comes near it.
        role_text: The role for a person: ``villain``, ``villain?`` where it is doubtful,
            ``villain or victim?`` where a second role contests it; empty without a role.
        role_ends: Whether the role's wording ends with this run: where its name is shown.
        note: Label, probability and voice, for a person; empty without a label.
    """

    text: str
    loaded: str | None = None
    role: str | None = None
    role_clear: bool = False
    role_text: str = ""
    role_ends: bool = False
    note: str = ""


def cut(sentence: SentenceScore) -> tuple[Piece, ...]:
    """Cut a sentence into pieces under the same labels.

    Roles with a probability below .25 are left out; see `framing.report.roles`.

    Args:
        sentence: A row of the score table.

    Returns:
        The pieces; joined they are the sentence.
    """
    length = len(sentence.text)
    shown = (*(span for span in sentence.spans if span.label == "loaded"), *shown_roles(sentence.spans))
    edges = {0, length}
    for span in shown:
        edges.update(min(max(place, 0), length) for place in (span.start, span.end))
    places = sorted(edges)
    return tuple(_piece(sentence.text, shown, *ends) for ends in pairwise(places))


def excerpt(sentence: SentenceScore, start: int, end: int) -> SentenceScore:
    """Cut a part out of a sentence, with its labels.

    Args:
        sentence: A row of the score table.
        start: First code point of the part.
        end: One past the last.

    Returns:
        The sentence with only this part of its text, its labels moved along.
    """
    kept = (span for span in sentence.spans if span.start < end and span.end > start)
    spans = tuple(
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start) for span in kept
    )
    return replace(sentence, text=sentence.text[start:end], spans=spans)


# Code points kept on either side of a word, up to the next blank.
_AROUND = 60


def around(sentence: SentenceScore, word: str) -> SentenceScore:
    """Cut a sentence to the neighbourhood of a word, with an ellipsis where something is left out.

    Args:
        sentence: A row of the score table.
        word: A word of its loaded wording, in lower case.

    Returns:
        The sentence, shortened where it goes on for long.
    """
    place = _find(sentence, word)
    start, end = max(0, place - _AROUND), min(len(sentence.text), place + len(word) + _AROUND)
    start = sentence.text.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.text.find(" ", end)
    part = excerpt(sentence, start, end if end > 0 else len(sentence.text))
    before, after = "… " if start else "", " …" if end > 0 else ""
    spans = tuple(
        replace(span, start=span.start + len(before), end=span.end + len(before)) for span in part.spans
    )
    return replace(part, text=f"{before}{part.text}{after}", spans=spans)


def _find(sentence: SentenceScore, word: str) -> int:
    """Give the place of a word within loaded wording; the sentence's beginning where it is not found."""
    for span in sentence.spans:
        inside = sentence.text[span.start : span.end].lower().find(word)
        if span.label == "loaded" and inside >= 0:
            return span.start + inside
    return 0


def _piece(text: str, shown: tuple[LabelledSpan, ...], start: int, end: int) -> Piece:
    over = [span for span in shown if span.start < end and span.end > start]
    loaded = next((span for span in over if span.label == "loaded"), None)
    # The most probable comes first.
    roles = [span for span in over if span.label != "loaded"]
    role = roles[0] if roles else None
    rivals = [
        one.label
        for one in roles[1:]
        if role and one.label != role.label and one.prob >= _CONTESTS * role.prob
    ]
    clear = role is not None and role.prob >= CLEAR and not rivals
    return Piece(
        text=text[start:end],
        loaded=None if loaded is None else "quoted" if loaded.quoted else "own",
        role=None if role is None else role.label,
        role_clear=clear,
        role_text=_role_text(role, rivals, clear=clear),
        role_ends=role is not None and role.end == end,
        note="; ".join(_note(span) for span in over),
    )


def _role_text(role: LabelledSpan | None, rivals: list[str], *, clear: bool) -> str:
    if role is None:
        return ""
    named = " or ".join(label_title(label).lower() for label in dict.fromkeys([role.label, *rivals]))
    return named if clear else f"{named}?"


def _note(span: LabelledSpan) -> str:
    voice = "in a quotation" if span.quoted else "in the source's own words"
    return f"{label_title(span.label)}, probability {span.prob:.2f}, {voice}"
