"""What the rules know of each language: one package per language, named in `LANGUAGES`.

To add one: a package beside `english` with the same three files, and its place in `LANGUAGES`. An article in
a language that is not here is cut by the rules of the first one.
"""

from dataclasses import fields
from typing import TypeVar

from framing.languages.english import ENGLISH
from framing.languages.words import Language, PageWords, SentenceWords, SmallWords

LANGUAGES: tuple[Language, ...] = (ENGLISH,)
"""All that are known."""

_Words = TypeVar("_Words", PageWords, SmallWords)


def sentence_words(code: str | None) -> SentenceWords:
    """Give the words by which sentences end.

    Args:
        code: ISO 639-1 code of an article's language; ``None`` where it could not be told.

    Returns:
        Those of that language; those of the first one where it is not among `LANGUAGES`.
    """
    return next((known for known in LANGUAGES if known.code == code), LANGUAGES[0]).sentences


def _together(words: list[_Words]) -> _Words:
    kind = type(words[0])
    return kind(
        **{field.name: sum((getattr(one, field.name) for one in words), ()) for field in fields(kind)}
    )


PAGES: PageWords = _together([language.pages for language in LANGUAGES])
"""The patterns of all languages: a page is cleaned before its language is told."""

SMALL: SmallWords = _together([language.small for language in LANGUAGES])
"""The small words of all languages, and their weekdays one language after the other."""

FUNCTION_WORDS: frozenset[str] = frozenset(SMALL.pronouns + SMALL.others)
"""Words that carry no judgement by themselves, of all languages."""

__all__ = [
    "FUNCTION_WORDS",
    "LANGUAGES",
    "PAGES",
    "SMALL",
    "Language",
    "PageWords",
    "SentenceWords",
    "SmallWords",
    "sentence_words",
]
