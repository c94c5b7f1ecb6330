"""English."""

from framing.languages.english.pages import PAGES
from framing.languages.english.sentences import SENTENCES
from framing.languages.english.small import SMALL
from framing.languages.words import Language

ENGLISH = Language(code="en", sentences=SENTENCES, pages=PAGES, small=SMALL)

__all__ = ["ENGLISH"]
