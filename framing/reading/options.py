"""What a caller may say about the articles to be read."""

from dataclasses import dataclass
from typing import Literal

StdinFormat = Literal[
    "auto", "text", "markdown", "html", "json", "jsonl", "csv", "parquet", "warc", "zip", "tar"
]


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns of a table, or of the fields of a JSON record.

    A name that differs only in upper and lower case is found too.

    Attributes:
        text: The article's body. The only one that must be there.
        source: Publisher.
        title: Headline.
        date: Day of publication, in any common form.
        url: Address; gives the source where the record names none.
        id: Name of the article, kept as it is.
        keep: Further ones to keep with the article as they are, for instance ``("section",)``.
    """

    text: str = "text"
    source: str = "source"
    title: str = "title"
    date: str = "date"
    url: str = "url"
    id: str = "id"
    keep: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All the names."""
        return self.text, self.source, self.title, self.date, self.url, self.id, *self.keep


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read.

    Attributes:
        source: Publisher of every article read. Overrules what the records say.
        columns: Names of the columns and fields.
        stdin_format: What standard input holds. ``auto`` tells by its beginning; only Markdown, and a
            table whose header bears none of the columns' names, must be named.
        day_first: Read ``3/4/2022`` as the third of April. Otherwise it is the fourth of March.
        fallback_source: Publisher of an article that nothing else names one for. Without it such an
            article is refused: a made-up publisher would be compared with real ones.
        by_folder: Name publishers after the folder directly below the path given, whatever records and
            pages say; what lies in no such folder is named as without.
    """

    source: str | None = None
    columns: Columns = Columns()
    stdin_format: StdinFormat = "auto"
    day_first: bool = False
    fallback_source: str | None = None
    by_folder: bool = False
