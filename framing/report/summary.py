"""What a report says, as values: everything that the page, the JSON and the CSV show."""

from dataclasses import dataclass
from datetime import date

from framing.report.articles import ShownArticle
from framing.report.bootstrap import Estimate
from framing.report.breakdown import Breakdown
from framing.report.correction import Corrected, Correction, LabelErrors
from framing.report.differences import Difference
from framing.report.measures import MeasureKind
from framing.report.mentions import Mention
from framing.report.options import ReportOptions
from framing.report.run import RunInfo
from framing.report.sharing import SharedEvents
from framing.report.terms import WordUse
from framing.report.untitled import UntitledArticle
from framing.report.wordings import Wording
from framing.scores import SentenceScore

REPORT_SCHEMA_VERSION = 3
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
        label: Label whose error rates hold for it; ``None`` where there are none.
    """

    name: str
    title: str
    kind: MeasureKind
    of: str
    compared: bool
    label: str | None


@dataclass(frozen=True, slots=True)
class FrameSummary:
    """How often a source evokes a frame.

    Attributes:
        name: Name of the frame.
        title: Name for a person.
        share: Share of sentences over the frame's threshold; ``None`` where it is not decided.
        mean_prob: Mean calibrated probability.
        corrected: The share corrected for the model's errors; ``None`` where these are not known well enough,
            or too little was read.
        example: The sentence that evokes it most clearly, or ``None``.
    """

    name: str
    title: str
    share: Estimate | None
    mean_prob: Estimate
    corrected: Corrected | None
    example: SentenceScore | None


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """How often a source casts somebody in a role.

    Attributes:
        name: Name of the role.
        title: Name for a person.
        share: Share of sentences that do so in the source's own words, with a probability of at least .5;
            ``None`` where they are not counted, since the model was not measured near that probability, and
            where the role is not decided.
    """

    name: str
    title: str
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What the report says about one source.

    Attributes:
        source: Its name.
        articles: Its articles with at least one sentence, each wording once.
        sentences: Their sentences.
        repeated: Articles left out, since they repeat another one of the source almost word for word.
        borrowed: Articles that repeat another source's wording. They count in the shares; words, names
            and examples come from the others.
        first: Earliest day of publication, or ``None``.
        last: Latest day of publication, or ``None``.
        dated: Its articles with a day of publication.
        enough: Whether enough was read to give shares and intervals. If not, every estimate has
            counts but no value.
        own_share: Share of sentences loaded in the source's own words; ``None`` where it is not decided which
            sentences are loaded.
        own_corrected: The same corrected for the model's false alarms and misses; ``None`` where these are
            not known well enough, or too little was read.
        quoted_share: Share of sentences loaded only in what they quote, or ``None`` likewise.
        own_rate: The first, of the sentences with words of the source's own, or ``None`` likewise.
        quoting_share: Share of sentences that quote.
        own_mean_prob: Mean calibrated probability, own words.
        mean_prob: Mean calibrated probability, all words.
        quoting_mean_prob: The same of the sentences that quote.
        frames: One entry per frame, in the checkpoint's order.
        roles: One entry per role, in the checkpoint's order.
        wordings: Loaded wording of its own as it stands, what stands in most articles first.
        mentions: By role, those in most articles first.
        words: Loaded words, most over-used first.
        own_sentences: Most loaded sentences in its own words.
        quoted_sentences: Most loaded sentences that are loaded only in quotes.
    """

    source: str
    articles: int
    sentences: int
    repeated: int
    borrowed: int
    first: date | None
    last: date | None
    dated: int
    enough: bool
    own_share: Estimate | None
    own_corrected: Corrected | None
    quoted_share: Estimate | None
    own_rate: Estimate | None
    quoting_share: Estimate
    own_mean_prob: Estimate
    mean_prob: Estimate
    quoting_mean_prob: Estimate
    frames: tuple[FrameSummary, ...]
    roles: tuple[RoleSummary, ...]
    wordings: tuple[Wording, ...]
    mentions: tuple[Mention[SentenceScore], ...]
    words: tuple[WordUse[SentenceScore], ...]
    own_sentences: tuple[SentenceScore, ...]
    quoted_sentences: tuple[SentenceScore, ...]

    @property
    def has_corrected(self) -> bool:
        """Whether any of its shares is corrected; that of loaded sentences may not be where a frame's is."""
        return self.own_corrected is not None or any(frame.corrected for frame in self.frames)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        run: The run that made the score table.
        options: The choices that the report was made with.
        articles: Scored articles with at least one sentence, each wording of a source once.
        sentences: Their sentences.
        repeated: Articles left out, since they repeat another one of their source.
        labels: How often the model errs where this report draws its lines, label by label, and what follows
            for the shares.
        measures: The measures and what they are of.
        sources: By name.
        compared: Names of the sources compared pair by pair.
        differences: Over all articles, clearest first.
        same_events: Over the events that both sources tell, clearest first.
        periods: The sources over time; ``None`` where no time passes, or no article has a date.
        groups: The sources by a column of the articles; ``None`` where none was asked for.
        shown: Articles shown in full.
        events: The same events by several sources; ``None`` where they were not looked for.
        untitled: Names for the articles without a headline that the report shows.
    """

    run: RunInfo
    options: ReportOptions
    articles: int
    sentences: int
    repeated: int
    labels: tuple[LabelErrors, ...]
    measures: tuple[MeasureInfo, ...]
    sources: tuple[SourceSummary, ...]
    compared: tuple[str, ...]
    differences: tuple[Difference, ...]
    same_events: tuple[Difference, ...]
    periods: Breakdown | None
    groups: Breakdown | None
    shown: tuple[ShownArticle, ...]
    events: SharedEvents | None
    untitled: tuple[UntitledArticle, ...]

    @property
    def frames(self) -> tuple[FrameSummary, ...]:
        """The frames of the checkpoint, as the first source has them."""
        return self.sources[0].frames if self.sources else ()

    @property
    def roles(self) -> tuple[RoleSummary, ...]:
        """The roles of the checkpoint, as the first source has them."""
        return self.sources[0].roles if self.sources else ()

    @property
    def correction(self) -> Correction:
        """Whether the shares of loaded sentences are corrected for the model's errors."""
        return next((one.correction for one in self.labels if one.label == "loaded"), "unknown")

    @property
    def by_name(self) -> tuple[SourceSummary, ...]:
        """The sources by name, whatever the letter case: by estimates, chance would look like a rank."""
        return tuple(sorted(self.sources, key=lambda one: (one.source.casefold(), one.source)))
