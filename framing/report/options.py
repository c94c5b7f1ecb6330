"""What a caller can choose about a report."""

from dataclasses import dataclass

from framing.errors import UsageError


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
        words_per_source: Loaded words shown by source.
        mentions_per_role: Mentions shown by source and role.
        articles_shown: Articles shown in full; of more, a random choice is shown and the report says so.
        events_shown: Events shown side by side, where ``framing compare`` has found some.
        sources_compared: Sources compared pair by pair; of more, those with most articles are.
        memory_limit: Memory for aggregation, as DuckDB writes it, for instance ``"1GB"``.
        threads: Threads for aggregation.
    """

    resamples: int = 4000
    seed: int = 0
    min_articles: int = 5
    min_sentences: int = 100
    sentences_per_source: int = 8
    words_per_source: int = 15
    mentions_per_role: int = 6
    articles_shown: int = 45
    events_shown: int = 10
    sources_compared: int = 40
    memory_limit: str = "1GB"
    threads: int = 2

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            UsageError: ``resamples`` is below 100, ``min_articles`` below 2 or ``threads`` below 1.
        """
        for name, least in (("resamples", 100), ("min_articles", 2), ("threads", 1)):
            if getattr(self, name) < least:
                raise UsageError(f"report option {name} must be at least {least}")
