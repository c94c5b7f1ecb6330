"""Cuts a sentence where its labels begin and end, so that a page can mark each piece."""

from dataclasses import dataclass, replace
from itertools import pairwise

from framing.report.measures import label_title
from framing.scores import LabelledSpan, SentenceScore


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence under the same labels.

    Attributes:
        text: The run.
        loaded: Loaded wording in the source's ``own`` words, in a ``quoted`` passage, or ``None``.
        role: Name of the role it is cast in, or ``None``.
        role_ends: Whether the role's wording ends with this run: where its name is shown.
        note: Label, probability and voice, for a person; empty without a label.
    """

    text: str
    loaded: str | None = None
    role: str | None = None
    role_ends: bool = False
    note: str = ""


def cut(sentence: SentenceScore) -> tuple[Piece, ...]:
    """Cut a sentence into pieces under the same labels.

    Args:
        sentence: A row of the score table.

    Returns:
        The pieces; joined they are the sentence.
    """
    length = len(sentence.text)
    edges = {0, length}
    for span in sentence.spans:
        edges.update(min(max(place, 0), length) for place in (span.start, span.end))
    places = sorted(edges)
    return tuple(_piece(sentence, start, end) for start, end in pairwise(places) if start < end)


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


def _piece(sentence: SentenceScore, start: int, end: int) -> Piece:
    over = [span for span in sentence.spans if span.start < end and span.end > start]
    loaded = next((span for span in over if span.label == "loaded"), None)
    role = next((span for span in over if span.label != "loaded"), None)
    return Piece(
        text=sentence.text[start:end],
        loaded=None if loaded is None else "quoted" if loaded.quoted else "own",
        role=None if role is None else role.label,
        role_ends=role is not None and role.end == end,
        note="; ".join(_note(span) for span in over),
    )


def _note(span: LabelledSpan) -> str:
    voice = "in a quotation" if span.quoted else "in the source's own words"
    return f"{label_title(span.label)}, probability {span.prob:.2f}, {voice}"
