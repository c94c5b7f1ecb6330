"""A finished folder: its report, and each of its articles marked up."""

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from framing.report import ReportOptions
from framing.report.articles import ShownArticle
from framing.report.sentences import SentenceKey, fetch_sentences
from framing.report.table import open_table
from framing.report.write import compile_folder, page_of
from framing.scores import RUN_FILE

PER_PAGE: Final = 50
_MOST_SENTENCES: Final = 2000

_COLUMNS = 'article_id, source, title, published, url, sentences, len("foreign")'
_FOUND = (
    "sentences > 0 AND ($source = '' OR source = $source) "
    "AND ($wanted = '' OR contains(lower(title), $wanted))"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list.

    Attributes:
        article_id: Its name.
        source: Its publisher.
        title: Headline, if known.
        published: Day of publication, if known.
        url: Address, if known.
        sentences: How many of its sentences were scored.
        foreign: Paragraphs left out for their language.
    """

    article_id: str
    source: str
    title: str | None
    published: date | None
    url: str | None
    sentences: int
    foreign: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list.

    Attributes:
        articles: By source, day and name.
        found: How many articles fit in all.
        page: Which page this is, from 1.
    """

    articles: tuple[Listed, ...]
    found: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.found // PER_PAGE))


class Stored:
    """An open folder that ``framing score`` wrote. Close it by leaving its ``with`` block.

    Args:
        out: The folder.

    Raises:
        ScoreTableError: The folder holds no score table, or one that cannot be read.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.name = out.resolve().name
        self._files = ExitStack()
        self._table = self._files.enter_context(open_table(out, ReportOptions()))
        # One connection serves one question at a time.
        self._turn = threading.Lock()
        self._report: str | None = None

    def __enter__(self) -> Self:
        """Give the open folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the score table."""
        self._files.close()

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the labels that its checkpoint tells."""
        return tuple(name for name, _ in self._table.run.thresholds)

    def threshold(self, label: str) -> float:
        """Give the probability from which a label counted in the run that made the folder."""
        return self._table.run.threshold(label)

    def report(self) -> str:
        """Give the report's page: the one in the folder, or one compiled now where there is none.

        Returns:
            A whole HTML document.
        """
        written, run = self.out / "report.html", self.out / RUN_FILE
        if written.is_file() and written.stat().st_mtime >= run.stat().st_mtime:
            return written.read_text("utf-8")
        with self._turn:
            self._report = self._report or page_of(compile_folder(self.out), self.out)
            return self._report

    def sources(self) -> tuple[str, ...]:
        """List the sources by name."""
        with self._turn:
            rows = self._table.connection.sql("SELECT DISTINCT source FROM articles ORDER BY 1").fetchall()
        return tuple(str(source) for (source,) in rows)

    def listing(self, source: str, wanted: str, page: int) -> Listing:
        """List articles.

        Args:
            source: Only of this source; empty for all.
            wanted: Only with these letters in the headline; empty for all.
            page: Which page, from 1.

        Returns:
            The page of the list.
        """
        sought = {"source": source, "wanted": wanted.lower()}
        with self._turn:
            run = self._table.connection.execute
            found = run(f"SELECT count(*) FROM articles WHERE {_FOUND}", sought).fetchall()[0][0]
            rows = run(
                f"SELECT {_COLUMNS} FROM articles WHERE {_FOUND} "
                "ORDER BY source, published NULLS LAST, article_id LIMIT $number OFFSET $skipped",
                {**sought, "number": PER_PAGE, "skipped": (page - 1) * PER_PAGE},
            ).fetchall()
        return Listing(tuple(Listed(*row) for row in rows), int(found), page)

    def article(self, article_id: str) -> ShownArticle | None:
        """Give an article with its sentences; of a very long one its beginning.

        Args:
            article_id: Its name.

        Returns:
            The article; ``None`` where there is none of that name.
        """
        with self._turn:
            rows = self._table.connection.execute(
                f"SELECT {_COLUMNS} FROM articles WHERE article_id = $name AND sentences > 0",
                {"name": article_id},
            ).fetchall()
            if not rows:
                return None
            listed = Listed(*rows[0])
            keys = [SentenceKey(article_id, k) for k in range(min(listed.sentences, _MOST_SENTENCES))]
            found = fetch_sentences(self._table, keys)
        return ShownArticle(
            article_id=listed.article_id,
            source=listed.source,
            title=listed.title,
            published=listed.published,
            url=listed.url,
            foreign=listed.foreign,
            sentences=tuple(found[key] for key in keys),
        )
