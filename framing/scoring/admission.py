"""Which articles are scored: language, duplicates, double names."""

import re
from collections.abc import Sequence
from typing import Final

from framing.scoring.seen import DigestSet, digest, text_digest
from framing.text import Article, Reason, Unscored

_LONE_SURROGATE: Final = re.compile("[\\ud800-\\udfff]")


class Admission:
    """Decides which articles of one run are scored. Remembers only eight bytes per text and name.

    Args:
        languages: ISO 639-1 codes of the languages that the checkpoint was trained on.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        self._texts = DigestSet()
        self._ids = DigestSet()

    def refuse(self, article: Article) -> Unscored | None:
        """Tell why an article is not scored.

        Args:
            article: The article.

        Returns:
            The reason, or ``None`` when it can be scored.
        """
        if _has_lone_surrogate(article):
            return unscored(article, "encoding", "holds half a surrogate pair, which is no character")
        if article.language is not None and article.language not in self._languages:
            known = ", ".join(self._languages)
            return unscored(article, "language", f"is in {article.language}; the checkpoint reads {known}")
        if digest(article.source, article.text) in self._texts:
            first = f"same text as an earlier article of {article.source}"
            return unscored(article, "duplicate", f"{first}, text_digest {text_digest(article.text)}")
        if digest(article.id) in self._ids:
            return unscored(article, "duplicate_id", f"another article already has the id {article.id}")
        return None

    def admit(self, article: Article) -> None:
        """Remember an article that is scored, so that its like is refused from now on.

        Args:
            article: The article; `refuse` gave no reason against it.
        """
        self._texts.add(digest(article.source, article.text))
        self._ids.add(digest(article.id))


def unscored(article: Article, reason: Reason, detail: str) -> Unscored:
    """Turn an article into an error line.

    Args:
        article: The article.
        reason: Why it is not scored.
        detail: The same for a person.

    Returns:
        The value, with the record's number where the article came from a table.
    """
    path, record = _path_and_record(article.path)
    return Unscored(path=path, reason=reason, detail=detail, record=record)


def _has_lone_surrogate(article: Article) -> bool:
    texts = (article.id, article.source, article.text, article.title, article.url)
    return any(_LONE_SURROGATE.search(text) for text in texts if text)


def _path_and_record(path: str) -> tuple[str, int | None]:
    """Part a path like ``news.jsonl:12`` into the file and the record."""
    file, colon, number = path.rpartition(":")
    if colon and file and number.isascii() and number.isdigit():
        return file, int(number)
    return path, None
