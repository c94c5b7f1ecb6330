from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from framing.errors import OutputError, ScoreTableError, UsageError
from framing.report import EVENTS_FILE, EventFiles, EventOptions, PlacedArticle, write_events
from tests.report.corpus import MadeArticle, three_sources, write_table
from tests.report.events.conftest import FERRY, FERRY_TOLD_APART, SCHOOL, made


def find(tmp_path: Path, articles: Sequence[MadeArticle], options: EventOptions | None = None) -> EventFiles:
    return write_events(write_table(tmp_path / "out", articles), options)


def placed(tmp_path: Path, articles: Sequence[MadeArticle]) -> dict[str, PlacedArticle]:
    return {row.article_id: row for row in find(tmp_path, articles).found.articles}


def events(files: EventFiles) -> set[frozenset[str]]:
    """Give the events as sets of article ids."""
    members: dict[int, set[str]] = defaultdict(set)
    for row in files.found.articles:
        if row.event is not None:
            members[row.event].add(row.article_id)
    return {frozenset(one) for one in members.values()}


LATE = {date(2024, 5, 12), date(2024, 5, 18), date(2024, 6, 27)}
"""Days on which an example tells of what happened the day before; every other day has an event of its own."""


def day_of(article: MadeArticle) -> date:
    assert article.published is not None
    return article.published - timedelta(days=article.published in LATE)


def by_day(articles: Sequence[MadeArticle]) -> set[frozenset[str]]:
    days: dict[date, set[str]] = defaultdict(set)
    for article in articles:
        days[day_of(article)].add(article.id)
    return {frozenset(one) for one in days.values()}


def test_the_steps_of_one_affair_are_events_of_their_own(tmp_path: Path, examples: list[MadeArticle]) -> None:
    """Three of them on days that follow each other, with the same names in all."""
    assert events(find(tmp_path, examples)) == by_day(examples)
    assert len(by_day(examples)) == 11


def test_events_are_numbered_by_day(tmp_path: Path, examples: list[MadeArticle]) -> None:
    day = {article.id: day_of(article) for article in examples}
    found = {row.event: day[row.article_id] for row in find(tmp_path, examples).found.articles}
    assert sorted(found.items()) == list(enumerate(sorted(set(day.values()))))


def test_without_dates_the_text_decides(tmp_path: Path) -> None:
    telling = [made("post", 1, FERRY, None), made("tide", 1, FERRY_TOLD_APART, None)]
    files = find(tmp_path, [*telling, made("bay", 1, SCHOOL, None)])
    assert events(files) == {frozenset({"post-1", "tide-1"})}


def test_one_event_told_in_other_words_is_found_among_unlike_articles(tmp_path: Path) -> None:
    telling = [made("post", 1, FERRY), made("tide", 1, FERRY_TOLD_APART)]
    files = find(tmp_path, [*telling, made("post", 2, SCHOOL), *three_sources(4)])
    assert frozenset({"post-1", "tide-1"}) in events(files)
    assert "post-2" not in set().union(*events(files))


def test_articles_further_apart_than_the_window_are_two_events(tmp_path: Path) -> None:
    articles = [made("post", 1, FERRY, day=4), made("tide", 1, FERRY_TOLD_APART, day=8)]
    assert events(find(tmp_path, articles)) == set()


def test_an_undated_article_is_compared_with_dated_ones(tmp_path: Path) -> None:
    articles = [made("post", 1, FERRY, day=None), made("tide", 1, FERRY_TOLD_APART, day=8)]
    assert events(find(tmp_path, articles)) == {frozenset({"post-1", "tide-1"})}


def test_an_article_alone_has_no_event(tmp_path: Path) -> None:
    rows = placed(tmp_path, [made("post", 1, FERRY), made("tide", 1, SCHOOL)])
    assert [rows["post-1"].event, rows["tide-1"].event] == [None, None]


def test_what_only_one_source_tells_is_no_event(tmp_path: Path) -> None:
    rows = placed(tmp_path, [made("post", 1, FERRY), made("post", 2, FERRY_TOLD_APART)])
    assert {row.event for row in rows.values()} == {None}


def test_a_reprint_is_a_copy_of_the_earlier_article(tmp_path: Path) -> None:
    reprint = (*FERRY[:4], "The ferry's owner could not be reached.")
    rows = placed(tmp_path, [made("agency", 1, FERRY, day=4), made("tide", 1, reprint, day=5)])
    assert (rows["tide-1"].copy_of, rows["agency-1"].copy_of) == ("agency-1", None)
    assert rows["tide-1"].event == rows["agency-1"].event == 0


def test_an_article_that_uses_a_part_is_no_copy(tmp_path: Path) -> None:
    longer = (FERRY[1], *FERRY_TOLD_APART)
    rows = placed(tmp_path, [made("agency", 1, FERRY), made("tide", 1, longer)])
    assert {row.copy_of for row in rows.values()} == {None}


def test_a_shortened_reprint_is_a_copy_whatever_the_order(tmp_path: Path) -> None:
    rows = placed(tmp_path, [made("tide", 1, FERRY[:3], day=4), made("agency", 1, FERRY + SCHOOL, day=5)])
    assert (rows["tide-1"].copy_of, rows["agency-1"].copy_of) == ("agency-1", None)


def test_copies_of_copies_name_the_original(tmp_path: Path) -> None:
    articles = [made(source, 1, FERRY, day=day) for day, source in enumerate(("c", "b", "a"), start=4)]
    rows = placed(tmp_path, articles)
    assert {name: row.copy_of for name, row in rows.items()} == {"c-1": None, "b-1": "c-1", "a-1": "c-1"}


def test_the_file_has_one_row_per_article_in_the_order_of_ids(
    tmp_path: Path, examples: list[MadeArticle]
) -> None:
    rows = pq.read_table(find(tmp_path, [*examples, made("post", 2, SCHOOL)]).path).to_pylist()
    assert [row["article_id"] for row in rows] == sorted([article.id for article in examples] + ["post-2"])
    assert list(rows[0]) == ["article_id", "source", "url", "event", "copy_of"]
    assert rows[-1]["article_id"] == "post-2"
    assert rows[-1]["event"] is None


def test_the_order_of_the_articles_changes_no_byte(tmp_path: Path, examples: list[MadeArticle]) -> None:
    articles = [*examples, *three_sources(6)]
    first = find(tmp_path / "one", articles).path.read_bytes()
    assert find(tmp_path / "two", articles[::-1]).path.read_bytes() == first


def test_a_table_with_one_article_has_no_event(tmp_path: Path) -> None:
    assert find(tmp_path, [made("post", 1, SCHOOL)]).found.events == 0


def test_the_largest_events_are_described(tmp_path: Path) -> None:
    articles = [made("post", 1, FERRY, day=5), made("tide", 1, FERRY_TOLD_APART, day=4)]
    (event,) = find(tmp_path, articles).largest
    assert (event.event, event.articles, event.sources) == (0, 2, ("post", "tide"))
    assert (event.title, event.first) == (articles[1].title, articles[1].published)


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScoreTableError):
        write_events(tmp_path)


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    out = write_table(tmp_path / "out", [made("post", 1, SCHOOL)])
    (out / EVENTS_FILE).mkdir()
    with pytest.raises(OutputError, match=EVENTS_FILE):
        write_events(out)
    assert not [path.name for path in out.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "bad",
    [
        {"days": -1},
        {"threshold": 0.0},
        {"threshold": 1.0},
        {"copied": 0.0},
        {"copied": 1.1},
        {"neighbours": 0},
    ],
)
def test_impossible_options_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=next(iter(bad))):
        EventOptions(**bad)  # type: ignore[arg-type]
