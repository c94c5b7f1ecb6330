"""What a caller can choose about a report."""

from dataclasses import dataclass
from pathlib import Path

from framing.errors import UsageError

FORMATS = {"html": "report.html", "json": "report.json", "csv": "sources.csv", "md": "report.md"}
"""Formats of a report and the file that each is written to, in the order in which they are written."""

CHART_FORMATS = ("svg", "png")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """Choices for one report; the defaults suit a laptop.

    Attributes:
        resamples: Bootstrap resamples per source, at least 100. More make the intervals smoother,
            not narrower.
        seed: Start of the random numbers. The same seed and table give the same bytes.
        min_articles: A source with fewer articles gets counts but neither shares nor intervals.
            At least 2, since one article says nothing about the spread between articles.
        min_sentences: The same for sentences.
        sentences_per_source: Most loaded sentences shown by source.
        wordings_per_source: Loaded wording shown by source as it stands.
        words_per_source: Loaded words shown by source.
        mentions_per_role: Mentions shown by source and role.
        articles_shown: Articles shown in full; of more, a random choice is shown and the report says so.
        events: Whether to look for events that several sources tell. ``None``: up to ``events_unasked``
            articles, or where ``framing compare`` has found them.
        events_unasked: Articles up to which events are looked for unasked: beyond, it takes minutes.
        events_shown: Events shown side by side.
        by: Column of the articles to compile by, beside the source; ``None`` for none.
        columns: Table that has this column, by ``article_id``, ``id``, ``url`` or ``path``; ``None`` where
            ``articles.parquet`` itself has it.
        sources_compared: Sources compared pair by pair; of more, those with most articles are.
        formats: Files to write, of ``html``, ``json``, ``csv`` and ``md``.
        charts: Formats in which to write each chart to ``charts/``, of ``svg`` and ``png``.
        memory_limit: Memory for aggregation, as DuckDB writes it, for instance ``"1GB"``.
        threads: Threads for aggregation.
    """

    resamples: int = 4000
    seed: int = 0
    min_articles: int = 5
    min_sentences: int = 100
    sentences_per_source: int = 8
    wordings_per_source: int = 12
    words_per_source: int = 15
    mentions_per_role: int = 6
    articles_shown: int = 45
    events: bool | None = None
    events_unasked: int = 20_000
    events_shown: int = 10
    by: str | None = None
    columns: Path | None = None
    sources_compared: int = 40
    formats: tuple[str, ...] = ("html", "json", "csv")
    charts: tuple[str, ...] = ()
    memory_limit: str = "1GB"
    threads: int = 2

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            UsageError: ``resamples`` is below 100, ``min_articles`` below 2 or ``threads`` below 1; a
                format is unknown, or none is asked for; or a table of columns is given without a column.
        """
        if self.columns is not None and self.by is None:
            raise UsageError("a table of columns needs the column to compile by")
        if not self.formats:
            raise UsageError("no format is asked for")
        for known, wanted in ((FORMATS, self.formats), (CHART_FORMATS, self.charts)):
            for form in wanted:
                if form not in known:
                    raise UsageError(f"unknown format '{form}': there are {', '.join(known)}")
        for name, least in (("resamples", 100), ("min_articles", 2), ("threads", 1)):
            if getattr(self, name) < least:
                raise UsageError(f"report option {name} must be at least {least}")
