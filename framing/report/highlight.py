"""Cuts a sentence where its labels begin and end, so that a page can mark each piece."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, starmap

from framing.report.measures import label_title
from framing.report.roles import CLEAR, shown_roles
from framing.scores import LabelledSpan, SentenceScore
from framing.text import Span, overlaps

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
        role_ends: Whether what is cast in the role ends with this run: where its name is shown.
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
    text = sentence.text
    roles = shown_roles(sentence.spans)
    shown = (*(span for span in sentence.spans if span.label == "loaded"), *roles)
    edges = {0, len(text)}
    for span in shown:
        edges.update(min(max(place, 0), len(text)) for place in (span.start, span.end))
    runs = tuple(starmap(Span, pairwise(sorted(edges))))
    castings = _castings(roles)
    casts = [
        castings[over[0]] if over else None for over in _lying_over(runs, [one.place for one in castings])
    ]
    marks = _lying_over(runs, [Span(span.start, span.end) for span in shown])
    return tuple(
        replace(
            _piece(text[run.start : run.end], [shown[place] for place in over], cast),
            role_ends=cast is not None and cast is not following,
        )
        for run, over, cast, following in zip(runs, marks, casts, [*casts, None][1:], strict=True)
    )


def _lying_over(runs: Sequence[Span], spans: Sequence[Span]) -> list[tuple[int, ...]]:
    """Give for each run the numbers of the spans that lie over it, ascending.

    In one go: a sentence without a full stop may have thousands of marks.

    Args:
        runs: Places one after the other.
        spans: Places of any order.

    Returns:
        Numbers, one tuple per run.
    """
    waiting = deque(sorted(range(len(spans)), key=lambda number: spans[number].start))
    over: list[int] = []
    found = []
    for run in runs:
        while waiting and spans[waiting[0]].start < run.end:
            over.append(waiting.popleft())
        over = [number for number in over if spans[number].end > run.start]
        found.append(tuple(sorted(number for number in over if overlaps(spans[number], run))))
    return found


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


@dataclass(frozen=True, slots=True, eq=False)
class _Casting:
    """Words that are cast in a role, or in several that contest each other.

    Attributes:
        place: The words.
        roles: Their roles, the most probable first.
    """

    place: Span
    roles: tuple[LabelledSpan, ...]

    def text(self) -> str:
        """Name the roles for a person."""
        labels = dict.fromkeys(one.label for one in self.roles)
        named = " or ".join(label_title(label).lower() for label in labels)
        return named if self.is_clear() else f"{named}?"

    def is_clear(self) -> bool:
        """Tell whether there is one role only, more likely right than wrong."""
        return self.roles[0].prob >= CLEAR and len({one.label for one in self.roles}) == 1


def _castings(roles: tuple[LabelledSpan, ...]) -> tuple[_Casting, ...]:
    """Gather the roles of the same words.

    Roles that contest each other over some words are about one thing, although one of them may begin earlier
    or end later: named once, behind all of it, they do not cut a name in two. A role that a far more probable
    one outdoes keeps the words that are its own: its casting comes after all others.
    """
    outdone = _outdone(roles)
    places: list[Span] = []
    named: dict[int, list[int]] = defaultdict(list)
    for number in sorted(set(range(len(roles))) - outdone, key=lambda number: roles[number].start):
        one = roles[number]
        if places and one.start < places[-1].end:
            places[-1] = Span(places[-1].start, max(places[-1].end, one.end))
        else:
            places.append(Span(one.start, one.end))
        named[len(places) - 1].append(number)
    together = (
        _Casting(place, tuple(roles[number] for number in sorted(named[k]))) for k, place in enumerate(places)
    )
    alone = (roles[number] for number in sorted(outdone))
    return (*together, *(_Casting(Span(one.start, one.end), (one,)) for one in alone))


def _outdone(roles: tuple[LabelledSpan, ...]) -> set[int]:
    """Give the numbers of the roles that a far more probable one of the same words outdoes."""
    found: set[int] = set()
    over: list[int] = []
    for number in sorted(range(len(roles)), key=lambda number: roles[number].start):
        one = roles[number]
        over = [other for other in over if roles[other].end > one.start]
        found.update(number for other in over if _outdoes(roles[other], one))
        found.update(other for other in over if _outdoes(one, roles[other]))
        over.append(number)
    return found


def _outdoes(one: LabelledSpan, other: LabelledSpan) -> bool:
    share = one.start < other.end and other.start < one.end
    return share and one.label != other.label and other.prob < _CONTESTS * one.prob


def _piece(text: str, over: Sequence[LabelledSpan], casting: _Casting | None) -> Piece:
    loaded = next((span for span in over if span.label == "loaded"), None)
    return Piece(
        text=text,
        loaded=None if loaded is None else "quoted" if loaded.quoted else "own",
        role=casting.roles[0].label if casting else None,
        role_clear=casting is not None and casting.is_clear(),
        role_text=casting.text() if casting else "",
        note="; ".join(_note(span) for span in over),
    )


def _note(span: LabelledSpan) -> str:
    voice = "in a quotation" if span.quoted else "in the source's own words"
    return f"{label_title(span.label)}, probability {span.prob:.2f}, {voice}"
