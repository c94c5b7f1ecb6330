"""Names the largest events, for a person."""

from collections import Counter

from framing.report.events.placing import EventOverview, PlacedArticles
from framing.report.table import ScoreTable


def largest_events(table: ScoreTable, placed: PlacedArticles, most: int) -> tuple[EventOverview, ...]:
    """Describe the events of which most articles tell.

    Args:
        table: The score table.
        placed: Its articles, each with its event.
        most: The most events to give.

    Returns:
        The largest first; of equal size, the earlier first.
    """
    sizes = Counter(article.event for article in placed.articles if article.event is not None)
    largest = sorted(sizes, key=lambda event: (-sizes[event], event))[:most]
    members: dict[int, list[str]] = {event: [] for event in largest}
    for article in placed.articles:
        if article.event in members:
            members[article.event].append(article.article_id)
    return tuple(_overview(table, event, ids) for event, ids in members.items())


def _overview(table: ScoreTable, event: int, article_ids: list[str]) -> EventOverview:
    rows = table.connection.execute(
        "SELECT source, title, published FROM articles WHERE list_contains($ids, article_id) "
        "ORDER BY published NULLS LAST, article_id",
        {"ids": article_ids},
    ).fetchall()
    title = next((title for _, title, _ in rows if title), None)
    return EventOverview(event, title, rows[0][2], len(rows), tuple(sorted({source for source, *_ in rows})))
