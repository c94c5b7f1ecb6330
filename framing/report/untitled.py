"""Names articles that have no headline, by their first words, since a digest tells a reader nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from framing.report.sharing import SharedEvents
from framing.report.table import ScoreTable
from framing.scores import SentenceScore

_WORDS = 8


@dataclass(frozen=True, slots=True)
class UntitledArticle:
    """An article without a headline.

    Attributes:
        article_id: Its stable name.
        name: Its first words, in quotation marks.
    """

    article_id: str
    name: str


def name_untitled(
    table: ScoreTable, sentences: Iterable[SentenceScore], events: SharedEvents | None
) -> tuple[UntitledArticle, ...]:
    """Name every article without a headline that the report shows.

    Args:
        table: An open score table.
        sentences: Sentences that are shown.
        events: Events that are shown.

    Returns:
        The names, in the order of the ids.
    """
    shown = {sentence.article_id for sentence in sentences if not sentence.title}
    if events:
        shown.update(article.article_id for article in events.articles_shown() if not article.title)
    if not shown:
        return ()
    rows = table.connection.execute(
        "SELECT article_id, text FROM scores WHERE sentence = 0 AND list_contains($ids, article_id) "
        "ORDER BY article_id",
        {"ids": sorted(shown)},
    ).fetchall()
    return tuple(UntitledArticle(article_id, first_words(text)) for article_id, text in rows)


def first_words(text: str) -> str:
    """Give the beginning of a text as a name.

    Args:
        text: Any text.

    Returns:
        Its first eight words in quotation marks, with an ellipsis where there are more.

    >>> first_words("The ferry left."), first_words("One two three four five six seven eight nine")
    ('“The ferry left.”', '“One two three four five six seven eight …”')
    """
    words = text.split()
    beginning = " ".join(words[:_WORDS])
    return f"“{beginning} …”" if len(words) > _WORDS else f"“{beginning}”"
