"""Which articles are scored: what language they are in, and whether they came before."""

import re
from collections.abc import Sequence
from typing import Final

from framing.scoring.seen import DigestSet, digest, text_digest
from framing.text import Article, Reason, Unscored

_LONE_SURROGATE: Final = re.compile("[\\ud800-\\udfff]")


def refusal(article: Article, languages: Sequence[str]) -> Unscored | None:
    """Tell why an article cannot be scored, by itself.

    Args:
        article: The article.
        languages: ISO 639-1 codes of the languages that the checkpoint was trained on.

    Returns:
        The reason, or ``None`` when it can be scored.
    """
    if _has_lone_surrogate(article):
        return unscored(article, "encoding", "holds half a surrogate pair, which is no character")
    if article.language is not None and article.language not in languages:
        known = ", ".join(languages)
        return unscored(article, "language", f"is in {article.language}; the checkpoint reads {known}")
    return None


class Copies:
    """Finds articles that came before in a run. Remembers only eight bytes per text and name."""

    def __init__(self) -> None:
        self._texts = DigestSet()
        self._ids = DigestSet()

    def admit(self, article: Article) -> Unscored | None:
        """Remember an article, so that its like is refused from now on, or refuse it itself.

        Args:
            article: The article, which nothing else speaks against.

        Returns:
            ``None`` for a new article; else which it repeats.
        """
        text = text_digest(article.text)
        if digest(article.source, text) in self._texts:
            first = f"same text as an earlier article of {article.source}"
            return unscored(article, "duplicate", f"{first}, text_digest {text}")
        if digest(article.id) in self._ids:
            return unscored(article, "duplicate_id", f"another article already has the id {article.id}")
        self.remember(article.id, article.source, text)
        return None

    def remember(self, article_id: str, source: str, text: str) -> None:
        """Remember an article by what ``articles.parquet`` holds of it.

        Args:
            article_id: Its name.
            source: Its publisher.
            text: Digest of its text, as `framing.scoring.seen.text_digest` gives it.
        """
        self._texts.add(digest(source, text))
        self._ids.add(digest(article_id))


class Strangers(Copies):
    """Takes every article for new: for a worker that sees only some of a run's articles."""

    def admit(self, article: Article) -> Unscored | None:  # noqa: ARG002 - whatever it is
        """Admit an article."""
        return None


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
