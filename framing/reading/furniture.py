"""Patterns by which a page's furniture is known; `framing.languages.words` says what each is for."""

import re

from framing.languages import PAGES


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A line that is one of these and nothing else but marks around it."""
    return re.compile(rf"^[\W_]*(?:{'|'.join(patterns)})[\W_]*$", re.IGNORECASE)


def _opening(patterns: tuple[str, ...], *, before: str = "", after: str = "") -> re.Pattern[str]:
    """A line or sentence that begins with one of these."""
    return re.compile(rf"^\W*{before}(?:{'|'.join(patterns)}){after}", re.IGNORECASE)


LINE = _whole(PAGES.lines)
CALL = _opening(PAGES.calls, before=f"(?:(?:{'|'.join(PAGES.polite)}) )?")
BANNER = _any(PAGES.banners)
ADDRESS = _any(PAGES.address)
OWN_WORK = _any(PAGES.own_work)
PLEA = _any(PAGES.pleas)
CONTACT = re.compile(
    rf"\b(?:{'|'.join(PAGES.write_to)})\b.{{0,200}}\b[\w.+\-]{{1,64}}@[\w\-]{{1,63}}\.[a-z]{{2}}",
    re.IGNORECASE,
)
OUR = re.compile(rf"\b(?:{'|'.join(PAGES.ours)})\b", re.IGNORECASE)
SERVICE = re.compile(rf"\b({'|'.join(PAGES.services)})\b", re.IGNORECASE)
ABOUT = _any(PAGES.about)
TEASER = _opening(PAGES.teasers, after=r"\s*(?::|\||»|>|–|—)")
LINK = _opening(PAGES.links, after=r"\s*(?::|\||»|>)")
KICKER = _opening(PAGES.kickers, after=r"\s*(?::|\|)")
TEASER_WORDS = _whole(PAGES.lone_teasers)
LIST_LABEL = _whole(PAGES.list_labels)
COMMENTS = _whole(PAGES.comment_headings)
COMMENT_PARTS = _whole(PAGES.comment_parts)
SIGN_UP = _opening(PAGES.sign_up)
FORM = _whole(PAGES.form_parts)
