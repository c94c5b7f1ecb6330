"""What a report says, as values: everything that the page, the JSON and the CSV show."""

from dataclasses import dataclass
from datetime import date

from framing.report.articles import ShownArticle
from framing.report.bootstrap import Estimate
from framing.report.differences import Difference
from framing.report.measures import MeasureKind
from framing.report.options import ReportOptions
from framing.report.run import RunInfo
from framing.report.sharing import SharedEvents
from framing.scores import SentenceScore

REPORT_SCHEMA_VERSION = 1
"""Rises with every change that a reader of ``report.json`` could notice."""


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """A measure's name, so that a reader of ``report.json`` needs no other page.

    Attributes:
        name: Name in the report.
        title: Name for a person.
        kind: ``share`` of sentences or ``mean_prob``.
        of: Which sentences are counted below the line.
        compared: Whether sources are compared in it.
    """

    name: str
    title: str
    kind: MeasureKind
    of: str
    compared: bool


@dataclass(frozen=True, slots=True)
class FrameSummary:
    """How often a source evokes a frame.

    Attributes:
        name: Name of the frame.
        title: Name for a person.
        share: Share of sentences over the frame's threshold.
        mean_prob: Mean calibrated probability.
        example: The sentence that evokes it most clearly, or ``None``.
    """

    name: str
    title: str
    share: Estimate
    mean_prob: Estimate
    example: SentenceScore | None


@dataclass(frozen=True, slots=True)
class WordSummary:
    """A loaded word of a source; see `framing.report.terms.WordUse`.

    Attributes:
        word: The word.
        count: Uses in loaded wording, in the source's own words.
        elsewhere: The same in all other sources.
        articles: Articles of the source with such a use.
        log_odds: How over-used it is, or ``None``.
        z: The same in standard errors, or ``None``.
        example: A sentence.
    """

    word: str
    count: int
    elsewhere: int
    articles: int
    log_odds: float | None
    z: float | None
    example: SentenceScore


@dataclass(frozen=True, slots=True)
class MentionSummary:
    """Somebody cast in a role; see `framing.report.mentions.Mention`.

    Attributes:
        role: ``villain``, ``victim`` or ``hero``.
        name: The form used most often.
        forms: Forms that were merged.
        own: Times in the source's own words.
        quoted: Times in words that it quotes.
        articles: Articles that do so in the source's own words.
        example: A sentence.
    """

    role: str
    name: str
    forms: tuple[str, ...]
    own: int
    quoted: int
    articles: int
    example: SentenceScore


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What the report says about one source.

    Attributes:
        source: Its name.
        articles: Its articles with at least one sentence.
        sentences: Its sentences.
        first: Earliest day of publication, or ``None``.
        last: Latest day of publication, or ``None``.
        enough: Whether enough was read to give shares and intervals. If not, every estimate has
            counts but no value.
        own_share: Share of sentences loaded in the source's own words.
        quoted_share: Share of sentences loaded only in what they quote.
        own_rate: The first, of the sentences with words of the source's own.
        quoting_share: Share of sentences that quote.
        own_mean_prob: Mean calibrated probability, own words.
        mean_prob: Mean calibrated probability, all words.
        frames: One entry per frame, in the checkpoint's order.
        mentions: By role, most frequent first.
        words: Loaded words, most over-used first.
        own_sentences: Most loaded sentences in its own words.
        quoted_sentences: Most loaded sentences that are loaded only in quotes.
    """

    source: str
    articles: int
    sentences: int
    first: date | None
    last: date | None
    enough: bool
    own_share: Estimate
    quoted_share: Estimate
    own_rate: Estimate
    quoting_share: Estimate
    own_mean_prob: Estimate
    mean_prob: Estimate
    frames: tuple[FrameSummary, ...]
    mentions: tuple[MentionSummary, ...]
    words: tuple[WordSummary, ...]
    own_sentences: tuple[SentenceScore, ...]
    quoted_sentences: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        run: The run that made the score table.
        options: The choices that the report was made with.
        articles: Scored articles with at least one sentence.
        sentences: Scored sentences.
        measures: The measures and what they are of.
        sources: By name.
        compared: Names of the sources compared pair by pair.
        differences: Clearest first.
        shown: Articles shown in full.
        events: The same events by several sources; ``None`` where ``framing compare`` was not run.
    """

    run: RunInfo
    options: ReportOptions
    articles: int
    sentences: int
    measures: tuple[MeasureInfo, ...]
    sources: tuple[SourceSummary, ...]
    compared: tuple[str, ...]
    differences: tuple[Difference, ...]
    shown: tuple[ShownArticle, ...]
    events: SharedEvents | None = None
