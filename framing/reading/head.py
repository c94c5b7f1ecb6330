"""The top of a page: which line is the headline, and what above it is the site's banner."""

import re
from collections.abc import Mapping, Sequence

from framing.languages import PAGES
from framing.reading.captions import store_tag
from framing.reading.inline import BULLET
from framing.reading.lines import (
    QUOTED,
    Line,
    LineKind,
    ends_sentence,
    is_one_short_sentence,
    without_calls,
)
from framing.reading.titles import is_title

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_EVERYWHERE = re.compile(rf"(?:{'|'.join(PAGES.common)})")
_LONGEST_SLOGAN = 25
_MOST_SLOGANS = 2
_LONGEST_HEADLINE = 30
_UNDER_HEADLINES = frozenset({"byline", "date"})
_NEXT_TO_DATE = 0.5
_AS_GOOD = 0.7
_ABOUT_THIS = 0.3


def site_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Find the lines that only name the site, as captions of the same page do behind a dash or a bar.

    Args:
        lines: The page's lines.

    Returns:
        Places of lines such as ``Lantern International, 1920`` on a page with
        ``Boats at the quay - Lantern International, 1920``.
    """
    names = {store_tag(line.text) for line in lines if not ends_sentence(line.text)} - {None}
    return frozenset(
        place for place, line in enumerate(lines) if line.kind != "body" and _plain(line.text) in names
    )


def headline(lines: Sequence[Line], banner: frozenset[int]) -> int | None:
    """Choose the headline among the headings above the body.

    A headline shares words with its article, names of sections and buttons do not; a byline or a date
    stands right below it. The first heading that is about as good as the best is it.

    Args:
        lines: The page's lines.
        banner: Places of lines that are the site's own.

    Returns:
        The place of its line; ``None`` where no heading can be it.
    """
    body = next((place for place, line in enumerate(lines) if line.kind == "body"), len(lines))
    candidates = [place for place in range(body) if _is_candidate(lines[place]) and place not in banner]
    if not candidates:
        return None
    stems = _stems(" ".join(line.text for line in lines if line.kind == "body"))
    worth = {place: _worth(place, lines, stems) for place in candidates}
    best = max(worth.values())
    if best == 0.0:
        candidates = [place for place in candidates if lines[place].kind == "heading"]
    return next((place for place in candidates if worth[place] >= _AS_GOOD * best), None)


def head_kinds(paragraphs: Sequence[str], lines: Sequence[Line]) -> Mapping[int, LineKind]:
    """Find lines at the top that pass for body by their shape, but stand where none can.

    Slogans above the headline, and headlines that end like sentences or are as long as one.

    Args:
        paragraphs: The page's lines as they were found.
        lines: What each was taken for.

    Returns:
        The right kinds, by place.
    """
    banner = site_lines(lines)
    found: dict[int, LineKind] = dict.fromkeys(_slogans(paragraphs, lines, banner), "furniture")
    lead = next(
        (place for place, line in enumerate(lines) if line.kind == "body" and place not in found), None
    )
    if lead is not None and _is_headline(lead, paragraphs, lines):
        repeats = (place for place, line in enumerate(lines) if is_title(line.text, lines[lead].text))
        found |= dict.fromkeys(repeats, "heading")
    return found


def _slogans(paragraphs: Sequence[str], lines: Sequence[Line], banner: frozenset[int]) -> Sequence[int]:
    above: list[int] = []
    for place, line in enumerate(lines):
        if line.kind == "body":
            if len(above) == _MOST_SLOGANS or not _is_slogan(line.text):
                return ()
            above.append(place)
        elif above and place not in banner and _is_candidate(line) and _names_the_rest(place, lines):
            called = all(
                without_calls(paragraphs[slogan]) != paragraphs[slogan] or slogan - 1 in banner
                for slogan in above
            )
            return above if called or _near_date(place, lines) else ()
    return ()


def _is_slogan(text: str) -> bool:
    return len(text.split()) <= _LONGEST_SLOGAN and not QUOTED.search(text)


def _names_the_rest(place: int, lines: Sequence[Line]) -> bool:
    above = " ".join(line.text for line in lines[:place])
    below = _stems(" ".join(line.text for line in lines[place:] if line.kind == "body"))
    share = _share(lines[place].text, below)
    # A section heading has the headline above it, which names the article as well.
    return share >= _ABOUT_THIS and share > _share(above, below)


def _is_headline(lead: int, paragraphs: Sequence[str], lines: Sequence[Line]) -> bool:
    """Tell whether the first body line is a headline after all: what follows headlines follows it."""
    text = lines[lead].text
    candidates = [line.text for line in lines[:lead] if _is_candidate(line)]
    if candidates:
        stems = _stems(" ".join(line.text for line in lines[lead + 1 :] if line.kind == "body"))
        if any(_share(candidate, stems) >= _ABOUT_THIS for candidate in candidates):
            return False
    if BULLET.match(paragraphs[lead]):
        return False
    if ends_sentence(text):
        return text.endswith("?") and is_one_short_sentence(text) and _near_date(lead, lines)
    listed = lead + 1 < len(lines) and BULLET.match(paragraphs[lead + 1]) is not None
    return len(text.split()) <= _LONGEST_HEADLINE and (listed or _near_date(lead, lines))


def _is_candidate(line: Line) -> bool:
    return (
        line.kind in ("heading", "teaser")
        and not BULLET.match(line.text)
        and 4 <= len(line.text.split()) <= _LONGEST_HEADLINE
    )


def _worth(place: int, lines: Sequence[Line], stems: frozenset[str]) -> float:
    share = _share(lines[place].text, stems)
    dated = share > 0 and _near_date(place, lines)
    # A link to another article names it in words of its own; only a date below makes it the headline.
    return 0.0 if lines[place].kind == "teaser" and not dated else share + (_NEXT_TO_DATE if dated else 0.0)


def _near_date(place: int, lines: Sequence[Line]) -> bool:
    """Tell whether a byline or a date stands below, a line between them allowed that is no body."""
    below = [line.kind for line in lines[place + 1 : place + 3]]
    return bool(below) and (
        below[0] in _UNDER_HEADLINES or (below[0] != "body" and below[-1] in _UNDER_HEADLINES)
    )


def _share(text: str, stems: frozenset[str]) -> float:
    """Share of a text's longer words that are among these, in [0, 1]."""
    own = _stems(text)
    return len(own & stems) / max(1, len(own))


def _stems(text: str) -> frozenset[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return frozenset(word[:_STEM] for word in words if not _EVERYWHERE.fullmatch(word))


def _plain(text: str) -> str:
    return re.sub(r"[\d\W_]+", " ", text).strip().casefold()
