"""Picks what each source's section will show: sentences, names, words; fetches nothing but those."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import overload

from framing.report.bootstrap import Estimate
from framing.report.correcting import corrected_shares
from framing.report.correction import Corrected, LabelErrors
from framing.report.estimates import SourceEstimates
from framing.report.measures import frame_measure_names, label_title, role_measure_name
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

    @property
    def by_measure(self) -> dict[str, Estimate]:
        """The estimates under the names of their measures; nothing under one that is not decided."""
        names = (measure.name for measure in self.estimates.measures)
        return dict(zip(names, self.estimates.estimates, strict=True))

    @property
    def corrected_by_measure(self) -> dict[str, Corrected | None]:
        """The corrected shares in the same way."""
        names = (measure.name for measure in self.estimates.measures)
        return dict(zip(names, self.corrected, strict=True))

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
    sums, known = picked.estimates.sums, picked.by_measure
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
        own_share=known.get("own_share"),
        own_corrected=picked.corrected_by_measure.get("own_share"),
        quoted_share=known.get("quoted_share"),
        own_rate=known.get("own_rate"),
        quoting_share=known["quoting_share"],
        own_mean_prob=known["own_mean_prob"],
        mean_prob=known["mean_prob"],
        quoting_mean_prob=known["quoting_mean_prob"],
        frames=_frames(picked, table.frames, fetched),
        roles=tuple(
            RoleSummary(role, label_title(role), known.get(role_measure_name(role))) for role in table.roles
        ),
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
    known, corrected = picked.by_measure, picked.corrected_by_measure
    found = []
    for frame, key in zip(frames, picked.sentences.frames, strict=True):
        share, mean = frame_measure_names(frame)
        example = fetched[key] if key else None
        found.append(
            FrameSummary(
                frame, label_title(frame), known.get(share), known[mean], corrected.get(share), example
            )
        )
    return tuple(found)
