"""Compiles a report from an open score table."""

from collections.abc import Sequence
from dataclasses import dataclass

from framing.report.aggregate import SourceSums, iter_sources, measures_of, sum_articles
from framing.report.articles import ArticleChoice, ShownArticle, choose_articles
from framing.report.breakdown import by_column, over_time
from framing.report.correcting import errors_of_labels
from framing.report.differences import Difference, compare_sources
from framing.report.estimates import SourceEstimates, by_event, estimate_source
from framing.report.events import PlacedArticles
from framing.report.extremes import bound_extremes
from framing.report.grouping import register_groups
from framing.report.measures import Measure
from framing.report.options import ReportOptions
from framing.report.picking import Fetched, Picked, pick, summarise
from framing.report.placement import register
from framing.report.same_events import compare_same_events
from framing.report.sentences import fetch_sentences
from framing.report.sharing import compare_shared
from framing.report.summary import MeasureInfo, Report
from framing.report.table import ScoreTable
from framing.report.untitled import name_untitled

_OF = {
    "sentences": "all sentences",
    "own_sentences": "sentences with words of the source's own",
    "quoting_sentences": "sentences that quote",
}


def compile_report(table: ScoreTable, options: ReportOptions, placed: PlacedArticles | None = None) -> Report:
    """Compile everything that a report says.

    Args:
        table: An open score table.
        options: The choices for the report.
        placed: Its articles, each with its event; ``None`` where events were not looked for.

    Returns:
        The report. The same table, options and events give an equal one.

    Raises:
        UsageError: There is no such column as the options ask for.
    """
    register(table, placed)
    register_groups(table, options)
    measures = measures_of(table)
    estimates = _estimate(table, measures, options)
    labels = errors_of_labels(table, estimates, measures)
    picked = pick(table, estimates, options, labels)
    articles = choose_articles(table, options.articles_shown)
    fetched = _fetch(table, picked, articles)
    events = compare_shared(table, placed, options) if placed else None
    compared = _compare(estimates, measures, options)
    largest = [source.sums for source in _largest(estimates, options)]
    decided = "loaded" not in table.run.undecided
    return Report(
        run=table.run,
        options=options,
        articles=sum(source.sums.articles for source in estimates),
        sentences=sum(source.sums.total("sentences") for source in estimates),
        repeated=sum(source.sums.repeated for source in estimates),
        labels=labels,
        measures=tuple(_info(measure) for measure in measures),
        sources=tuple(summarise(source, table, fetched) for source in picked),
        compared=compared.sources,
        differences=compared.differences,
        same_events=compared.same_events,
        periods=over_time(largest, options) if decided else None,
        groups=by_column(largest, options, decided=decided),
        shown=tuple(_shown(article, fetched) for article in articles),
        events=events,
        untitled=name_untitled(table, fetched.values(), events),
    )


def _fetch(table: ScoreTable, picked: Sequence[Picked], articles: Sequence[ArticleChoice]) -> Fetched:
    keys = [key for source in picked for key in source.to_fetch()]
    return fetch_sentences(table, keys + [key for article in articles for key in article.keys])


def _estimate(
    table: ScoreTable, measures: tuple[Measure, ...], options: ReportOptions
) -> list[SourceEstimates]:
    sum_articles(table)
    return bound_extremes([estimate_source(sums, measures, options) for sums in iter_sources(table)])


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Which sources were compared, and what came of it."""

    sources: tuple[str, ...]
    differences: tuple[Difference, ...]
    same_events: tuple[Difference, ...]


def _compare(
    estimates: Sequence[SourceEstimates], measures: tuple[Measure, ...], options: ReportOptions
) -> _Comparison:
    chosen = [k for k, measure in enumerate(measures) if measure.compared]
    wanted = [measures[k] for k in chosen]
    sums: list[SourceSums] = [source.sums for source in _largest(estimates, options)]
    articles = {source.sums.source: source.sums.articles for source in estimates}
    largest = _largest([source for source in estimates if source.enough], options)
    enough = [one for one in bound_extremes([by_event(source, options) for source in largest]) if one.enough]
    return _Comparison(
        sources=tuple(source.sums.source for source in enough),
        differences=compare_sources(
            [source.compared(chosen, articles[source.sums.source]) for source in enough],
            [measure.name for measure in wanted],
        ),
        same_events=compare_same_events(sums, wanted, options),
    )


def _largest(estimates: Sequence[SourceEstimates], options: ReportOptions) -> list[SourceEstimates]:
    """Give the sources with most articles, by name."""
    largest = sorted(estimates, key=lambda source: (-source.sums.articles, source.sums.source))
    names = {source.sums.source for source in largest[: options.sources_compared]}
    return [source for source in estimates if source.sums.source in names]


def _info(measure: Measure) -> MeasureInfo:
    of = _OF[measure.denominator]
    return MeasureInfo(measure.name, measure.title, measure.kind, of, measure.compared, measure.label)


def _shown(article: ArticleChoice, fetched: Fetched) -> ShownArticle:
    sentences = tuple(fetched[key] for key in article.keys)
    first = sentences[0]
    return ShownArticle(
        article.article_id, first.source, first.title, first.published, first.url, article.foreign, sentences
    )
