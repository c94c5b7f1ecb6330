"""The language of a text, by py3langid."""

import re
import threading
import unicodedata
from contextlib import suppress
from functools import cache
from tempfile import gettempdir
from typing import Any

from framing.errors import OutputError
from framing.text import ForeignSpan

_FEWEST_LETTERS = 20
_FEWEST_OTHER_SCRIPT = 6
_FEWEST_FOREIGN = 25
_SURE = 0.7
_SURE_WHEN_LONG = 0.5
_LONG = 120
_HEAD = 1500
"""So many characters tell the language of an article."""

# Pidgin and script-less "languages" of the model: short English headlines fall to them by accident.
_LEFT_OUT = frozenset({"pcm", "zxx", "la", "vo", "eo"})
# Words of English and of no other language the model knows: where they stand, it need not be asked.
_ENGLISH = re.compile(r"\b(?:the|and|of|with|that|said|this|which|would)\b")
_ENGLISH_SHARE = 0.08
# Of an article several of them: a Dutch one is full of "of", and a man may be called Said.
_ENGLISH_WORDS = 3
_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_NO_LETTERS = bytes(byte for byte in range(128) if not chr(byte).isalpha())


def language_of(text: str) -> str | None:
    """Name the language of a text.

    Args:
        text: Any text; its first 1,500 characters count.

    Returns:
        ISO 639-1 code (639-3 where there is none), or ``None`` when the text is too short to tell.

    >>> language_of("The harbour stayed closed on Tuesday while the council argued about the ferry.")
    'en'
    >>> language_of("Paris") is None
    True
    """
    head = text[:_HEAD]
    letters, latin = _count(head)
    if letters < (_FEWEST_OTHER_SCRIPT if 2 * latin < letters else _FEWEST_LETTERS):
        return None
    if letters >= _LONG and _is_plainly_english(head, different=_ENGLISH_WORDS):
        return "en"
    language, sureness = _model().classify(head)
    return str(language) if sureness >= (_SURE_WHEN_LONG if letters >= _LONG else _SURE) else None


def load_ahead() -> None:
    """Begin to load the model in a thread of its own: unpacking it takes as long as loading a network."""
    threading.Thread(target=_load, name="framing-language", daemon=True).start()


def foreign_paragraphs(text: str, language: str | None) -> tuple[ForeignSpan, ...]:
    """Find the paragraphs in another language than the article.

    Only where that is sure: at least 25 letters, or another script. Foreign names and short
    quotations within a paragraph do not make it foreign.

    Args:
        text: A clean text, paragraphs parted by one blank line.
        language: The article's language; ``None`` finds nothing.

    Returns:
        Their places in the text, each with its language, in reading order.
    """
    if language is None or "\n\n" not in text:
        return ()
    letters, latin = _count(text[:_HEAD])
    found = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        other = _foreign(paragraph, language, latin_article=2 * latin >= letters)
        if other is not None:
            found.append(ForeignSpan(start, end, other))
        start = end + 2
    return tuple(found)


def _foreign(paragraph: str, language: str, *, latin_article: bool) -> str | None:
    letters, latin = _count(paragraph)
    other_script = (2 * latin >= letters) != latin_article
    # Names in Latin letters stand in any text; the other way round a few letters are enough.
    fewest = _FEWEST_OTHER_SCRIPT if other_script and latin_article else _FEWEST_FOREIGN
    if letters < fewest or (language == "en" and _is_plainly_english(paragraph)):
        return None
    found, sureness = _model().classify(paragraph)
    if found == language:
        return None
    return str(found) if other_script or sureness >= _SURE else None


def _is_plainly_english(text: str, *, different: int = 1) -> bool:
    """Tell whether words that only English has are frequent, which takes a hundredth of asking the model."""
    # Looking for both cases at once takes three times as long.
    found = _ENGLISH.findall(text.lower())
    if len(found) < 2 or len(found) < _ENGLISH_SHARE * (text.count(" ") + 1):
        return False
    return different == 1 or len(set(found)) >= different


def _count(text: str) -> tuple[int, int]:
    """Letters in all, and Latin letters."""
    text = unicodedata.normalize("NFC", text)
    # Nearly all letters of most articles are these, and counted a hundred times as fast as one by one.
    plain = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if text.isascii():
        return plain, plain
    others = _ASCII.sub("", text)
    return plain + len(_LETTERS.findall(others)), plain + len(_LATIN.findall(others))


def _load() -> None:
    # What keeps it from loading is told to whoever needs it.
    with suppress(OutputError):
        _model()


_LOADING = threading.Lock()


def _model() -> Any:
    """Give the model; who asks while it is being loaded waits and does not load it again."""
    with _LOADING:
        return _identifier()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads a model

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        # It unpacks into the temporary folder: no fault of the article, so the run ends and can go on later.
        raise OutputError(f"cannot write to the temporary folder {gettempdir()}: {error.strerror}") from error
    identifier.set_languages([label for label in identifier.labels if label not in _LEFT_OUT])
    return identifier
