"""Compiles a report from an open score table."""

from dataclasses import dataclass

from framing.report.aggregate import iter_sources, measures_of, sum_articles
from framing.report.articles import ArticleChoice, ShownArticle, choose_articles
from framing.report.bootstrap import Estimate
from framing.report.differences import compare_sources
from framing.report.estimates import SourceEstimates, estimate_source
from framing.report.measures import LOADED_MEASURES, Measure, label_title
from framing.report.mentions import Mention, find_mentions
from framing.report.options import ReportOptions
from framing.report.sentences import (
    NO_SENTENCES,
    SentenceKey,
    SourceSentences,
    distinct,
    fetch_sentences,
    pick_sentences,
)
from framing.report.summary import (
    FrameSummary,
    MeasureInfo,
    MentionSummary,
    Report,
    SourceSummary,
    WordSummary,
)
from framing.report.table import ScoreTable
from framing.report.terms import WordUse, count_words, words_of
from framing.scores import SentenceScore

_OF = {"sentences": "all sentences", "own_sentences": "sentences with words of the source's own"}

# With very many sources each gets fewer examples, so that the page stays small enough to open.
_MANY_SOURCES = 30

_Fetched = dict[SentenceKey, SentenceScore]


@dataclass(frozen=True, slots=True)
class _Picked:
    """What one source's section will show, sentences not yet fetched."""

    estimates: SourceEstimates
    sentences: SourceSentences
    mentions: tuple[Mention, ...]
    words: tuple[WordUse, ...]

    def shown(self) -> list[SentenceKey]:
        keys = [*self.sentences.own, *self.sentences.quoted]
        keys += [key for key in self.sentences.frames if key]
        keys += [mention.example for mention in self.mentions]
        return keys + [word.example for word in self.words]


def compile_report(table: ScoreTable, options: ReportOptions) -> Report:
    """Compile everything that a report says.

    Args:
        table: An open score table.
        options: The choices for the report.

    Returns:
        The report. The same table and options give an equal one.
    """
    measures = measures_of(table)
    sum_articles(table)
    estimates = [estimate_source(sums, measures, options) for sums in iter_sources(table)]
    picked = _pick(table, estimates, options)
    articles = choose_articles(table, options.articles_shown)
    keys = [key for source in picked for key in source.shown()]
    fetched = fetch_sentences(table, keys + [key for article in articles for key in article.keys])
    compared = _compared(estimates, options)
    chosen = [k for k, measure in enumerate(measures) if measure.compared]
    shown = _per_source(options.sentences_per_source, len(estimates))
    return Report(
        run=table.run,
        options=options,
        articles=sum(source.sums.articles for source in estimates),
        sentences=sum(source.sums.total("sentences") for source in estimates),
        measures=tuple(_info(measure) for measure in measures),
        sources=tuple(_summary(source, table.frames, fetched, shown) for source in picked),
        compared=tuple(source.sums.source for source in compared),
        differences=compare_sources(
            [source.compared(chosen) for source in compared], [measures[k].name for k in chosen]
        ),
        shown=tuple(_shown(article, fetched) for article in articles),
    )


def _per_source(wanted: int, sources: int) -> int:
    return wanted if sources <= _MANY_SOURCES else max(1, wanted // 3)


def _info(measure: Measure) -> MeasureInfo:
    return MeasureInfo(measure.name, measure.title, measure.kind, _OF[measure.denominator], measure.compared)


def _compared(estimates: list[SourceEstimates], options: ReportOptions) -> list[SourceEstimates]:
    enough = [source for source in estimates if source.enough]
    largest = sorted(enough, key=lambda source: (-source.sums.articles, source.sums.source))
    names = {source.sums.source for source in largest[: options.sources_compared]}
    return [source for source in enough if source.sums.source in names]


def _pick(table: ScoreTable, estimates: list[SourceEstimates], options: ReportOptions) -> list[_Picked]:
    number = len(estimates)
    sentences = dict(pick_sentences(table, _per_source(options.sentences_per_source, number)))
    found = find_mentions(table, _per_source(options.mentions_per_role, number))
    mentions = {source.source: source.mentions for source in found}
    count_words(table)
    shown = _per_source(options.words_per_source, number)
    return [
        _Picked(
            source,
            sentences.get(source.sums.source, NO_SENTENCES),
            mentions.get(source.sums.source, ()),
            words_of(table, source.sums.source, shown, enough=source.enough),
        )
        for source in estimates
    ]


def _summary(picked: _Picked, frames: tuple[str, ...], fetched: _Fetched, shown: int) -> SourceSummary:
    sums, estimates = picked.estimates.sums, picked.estimates.estimates
    loaded = len(LOADED_MEASURES)
    own, quoted, rate, quoting, own_mean, mean = estimates[:loaded]
    return SourceSummary(
        source=sums.source,
        articles=sums.articles,
        sentences=sums.total("sentences"),
        first=sums.first,
        last=sums.last,
        enough=picked.estimates.enough,
        own_share=own,
        quoted_share=quoted,
        own_rate=rate,
        quoting_share=quoting,
        own_mean_prob=own_mean,
        mean_prob=mean,
        frames=_frames(estimates[loaded:], frames, picked.sentences, fetched),
        mentions=tuple(_mention(mention, fetched) for mention in picked.mentions),
        words=tuple(_word(word, fetched) for word in picked.words),
        own_sentences=distinct(picked.sentences.own, fetched, shown),
        quoted_sentences=distinct(picked.sentences.quoted, fetched, max(1, shown // 2)),
    )


def _frames(
    estimates: tuple[Estimate, ...], frames: tuple[str, ...], sentences: SourceSentences, fetched: _Fetched
) -> tuple[FrameSummary, ...]:
    return tuple(
        FrameSummary(frame, label_title(frame), share, mean, fetched[key] if key else None)
        for frame, share, mean, key in zip(
            frames, estimates[::2], estimates[1::2], sentences.frames, strict=True
        )
    )


def _mention(mention: Mention, fetched: _Fetched) -> MentionSummary:
    return MentionSummary(
        mention.role,
        mention.name,
        mention.forms,
        mention.own,
        mention.quoted,
        mention.articles,
        fetched[mention.example],
    )


def _word(word: WordUse, fetched: _Fetched) -> WordSummary:
    return WordSummary(
        word.word, word.count, word.elsewhere, word.articles, word.log_odds, word.z, fetched[word.example]
    )


def _shown(article: ArticleChoice, fetched: _Fetched) -> ShownArticle:
    sentences = tuple(fetched[key] for key in article.keys)
    first = sentences[0]
    return ShownArticle(
        article.article_id, first.source, first.title, first.published, first.url, article.foreign, sentences
    )
