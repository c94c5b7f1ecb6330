"""A first look at a run, by source, kept while it streams. The report has the full figures."""

from dataclasses import dataclass

from framing.scoring.group import ScoredArticle
from framing.text import Unscored

MIN_ARTICLES = 5
MIN_SENTENCES = 100
"""Below either number a source's share says little about the source, so none is given."""


@dataclass(frozen=True, slots=True)
class SourceTally:
    """What was scored of one source.

    Attributes:
        source: Its name.
        articles: Its scored articles.
        sentences: Their sentences.
        own: Sentences loaded in the source's own words.
        quoted: Sentences loaded only in what they quote.
        told: Whether the checkpoint tells loaded wording at all.
    """

    source: str
    articles: int
    sentences: int
    own: int
    quoted: int
    told: bool = True

    @property
    def own_share(self) -> float | None:
        """Share of sentences loaded in the source's own words; ``None`` where too few were read."""
        return self._share(self.own)

    @property
    def quoted_share(self) -> float | None:
        """Share of sentences loaded only in quotes; ``None`` where too few were read."""
        return self._share(self.quoted)

    def _share(self, count: int) -> float | None:
        if not self.told or self.articles < MIN_ARTICLES or self.sentences < MIN_SENTENCES:
            return None
        return count / self.sentences


class Tally:
    """Counts by source.

    Args:
        threshold: Probability from which a sentence is loaded, in [0, 1]; ``None`` where the checkpoint
            does not tell.
    """

    def __init__(self, threshold: float | None) -> None:
        self._threshold = threshold
        self._sources: dict[str, SourceTally] = {}

    def add(self, scored: ScoredArticle | Unscored) -> None:
        """Count an article.

        Args:
            scored: The article with its scores. An input that could not be scored counts nowhere, since
                it need not have a source.
        """
        if isinstance(scored, Unscored):
            return
        source = scored.article.source
        before = self._sources.get(source, SourceTally(source, 0, 0, 0, 0))
        least = 1.0 if self._threshold is None else self._threshold
        own = sum(score.is_own_loaded(least) for score in scored.sentences)
        loaded = sum(score.is_loaded(least) or score.is_own_loaded(least) for score in scored.sentences)
        self._sources[source] = SourceTally(
            source=source,
            articles=before.articles + 1,
            sentences=before.sentences + len(scored.sentences),
            own=before.own + own,
            quoted=before.quoted + loaded - own,
            told=self._threshold is not None,
        )

    @property
    def sources(self) -> tuple[SourceTally, ...]:
        """The sources by name."""
        return tuple(self._sources[name] for name in sorted(self._sources))
