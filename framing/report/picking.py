"""Picks what each source's section will show: sentences, names, words; fetches nothing but those."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import overload

from framing.report.correcting import corrected_shares
from framing.report.correction import Corrected, LabelErrors
from framing.report.estimates import SourceEstimates
from framing.report.measures import LOADED_MEASURES, label_title, role_measure_name
from framing.report.mentions import Mention, find_mentions
from framing.report.options import ReportOptions
from framing.report.sentences import SentenceKey, SourceSentences, distinct, no_sentences, pick_sentences
from framing.report.summary import FrameSummary, RoleSummary, SourceSummary
from framing.report.table import ScoreTable
from framing.report.terms import WordUse, count_words, words_of
from framing.report.wordings import Wording, find_wordings
from framing.scores import SentenceScore

# With very many sources each gets fewer examples, so that the page stays small enough to open.
_MANY_SOURCES = 30

Fetched = dict[SentenceKey, SentenceScore]


@dataclass(frozen=True, slots=True)
class Picked:
    """What one source's section will show, sentences not yet fetched.

    Attributes:
        estimates: Its figures.
        sentences: Candidates for its examples.
        wordings: Its loaded wording as it stands.
        mentions: Whom it casts in which role.
        words: Its loaded words.
        shown: Sentences to show of it.
        corrected: Its shares corrected for the model's errors, one per measure.
    """

    estimates: SourceEstimates
    sentences: SourceSentences
    wordings: tuple[Wording, ...]
    mentions: tuple[Mention[SentenceKey], ...]
    words: tuple[WordUse[SentenceKey], ...]
    shown: int
    corrected: tuple[Corrected | None, ...]

    def to_fetch(self) -> list[SentenceKey]:
        """Give every sentence that the section may show."""
        keys = [*self.sentences.own, *self.sentences.quoted]
        keys += [key for key in self.sentences.frames if key]
        keys += [mention.example for mention in self.mentions]
        return keys + [word.example for word in self.words]


def pick(
    table: ScoreTable,
    estimates: Sequence[SourceEstimates],
    options: ReportOptions,
    labels: Sequence[LabelErrors],
) -> tuple[Picked, ...]:
    """Pick what the sections show.

    Args:
        table: An open score table, its events registered.
        estimates: Figures of its sources.
        options: How much to show.
        labels: How often the model errs, and what follows for shares.

    Returns:
        One per source, in the same order.
    """
    fewer = 1 if len(estimates) <= _MANY_SOURCES else 3
    shown = max(1, options.sentences_per_source // fewer)
    sentences = dict(pick_sentences(table, shown))
    found = find_mentions(table, max(1, options.mentions_per_role // fewer))
    mentions = {source.source: source.mentions for source in found}
    wordings = find_wordings(table, max(1, options.wordings_per_source // fewer))
    count_words(table)
    words = max(1, options.words_per_source // fewer)
    return tuple(
        Picked(
            source,
            sentences.get(source.sums.source, no_sentences(len(table.frames))),
            wordings.get(source.sums.source, ()),
            mentions.get(source.sums.source, ()),
            words_of(table, source.sums.source, words, enough=source.enough),
            shown,
            corrected_shares(table, source, labels),
        )
        for source in estimates
    )


def summarise(picked: Picked, table: ScoreTable, fetched: Fetched) -> SourceSummary:
    """Put a source's section together.

    Args:
        picked: What it shows.
        table: The score table.
        fetched: Its sentences.

    Returns:
        The section.
    """
    sums, estimates = picked.estimates.sums, picked.estimates.estimates
    loaded = len(LOADED_MEASURES)
    own, quoted, rate, quoting, own_mean, mean, quoting_mean = estimates[:loaded]
    return SourceSummary(
        source=sums.source,
        articles=sums.articles,
        sentences=sums.total("sentences"),
        repeated=sums.repeated,
        borrowed=int(sums.borrowed.sum()),
        first=sums.first,
        last=sums.last,
        dated=int((sums.days >= 0).sum()),
        enough=picked.estimates.enough,
        own_share=own,
        own_corrected=picked.corrected[0],
        quoted_share=quoted,
        own_rate=rate,
        quoting_share=quoting,
        own_mean_prob=own_mean,
        mean_prob=mean,
        quoting_mean_prob=quoting_mean,
        frames=_frames(picked, table.frames, fetched),
        roles=_roles(picked.estimates, table.roles),
        wordings=picked.wordings,
        mentions=tuple(_exemplified(mention, fetched) for mention in picked.mentions),
        words=tuple(_exemplified(word, fetched) for word in picked.words),
        own_sentences=distinct(picked.sentences.own, fetched, picked.shown),
        quoted_sentences=distinct(picked.sentences.quoted, fetched, max(1, picked.shown // 2)),
    )


@overload
def _exemplified(item: Mention[SentenceKey], fetched: Fetched) -> Mention[SentenceScore]: ...


@overload
def _exemplified(item: WordUse[SentenceKey], fetched: Fetched) -> WordUse[SentenceScore]: ...


def _exemplified(
    item: Mention[SentenceKey] | WordUse[SentenceKey], fetched: Fetched
) -> Mention[SentenceScore] | WordUse[SentenceScore]:
    """Put the example's sentence in the place of its key."""
    # replace() does not know that the type changes with the field.
    return replace(item, example=fetched[item.example])  # type: ignore[arg-type,return-value]


def _frames(picked: Picked, frames: tuple[str, ...], fetched: Fetched) -> tuple[FrameSummary, ...]:
    first = len(LOADED_MEASURES)
    estimates, corrected = picked.estimates.estimates[first:], picked.corrected[first:]
    return tuple(
        FrameSummary(
            name=frame,
            title=label_title(frame),
            share=estimates[2 * k],
            mean_prob=estimates[2 * k + 1],
            corrected=corrected[2 * k],
            example=fetched[key] if key else None,
        )
        for k, (frame, key) in enumerate(zip(frames, picked.sentences.frames, strict=True))
    )


def _roles(source: SourceEstimates, roles: tuple[str, ...]) -> tuple[RoleSummary, ...]:
    names = [measure.name for measure in source.measures]
    shares = dict(zip(names, source.estimates, strict=True))
    return tuple(RoleSummary(role, label_title(role), shares.get(role_measure_name(role))) for role in roles)
