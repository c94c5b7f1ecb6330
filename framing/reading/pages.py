"""Web pages to text, through trafilatura."""

import re
from configparser import ConfigParser
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from framing.reading.decoding import RefusedError
from framing.reading.page_dates import page_date
from framing.reading.record import Record
from framing.reading.sites import site_name

if TYPE_CHECKING:
    from trafilatura.settings import Document

_MOST_TAGS = 60_000
"""Marks of opened and closed elements; a page with more was made by a program, or to keep us busy."""
_MANY_BLOCKS = 1_500
"""From so many blocks on, the extractors that trafilatura falls back on take time with their square."""
_BLOCK = re.compile(r"<(?:br|dd|div|dt|h\d|li|p|pre|td|th|tr)\b", re.IGNORECASE)


def page_record(html: str, *, url: str | None = None, day_first: bool = False) -> Record:
    """Take the article out of a web page.

    Reader comments and tables stay out. Nothing is fetched.

    Args:
        html: The page.
        url: Where it was found, if that is known; the page's own word on it comes first.
        day_first: Read ``3/4/2022`` as the third of April.

    Returns:
        The article as found.

    Raises:
        RefusedError: The page holds no article, or cannot be read.
    """
    if not html.strip():
        raise RefusedError("empty", "The file is empty.")
    if html.count("<") > _MOST_TAGS:
        raise RefusedError("unsupported", f"The page has more than {_MOST_TAGS:,} tags; no article has.")
    page = _extracted(html, url)
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise RefusedError("empty", "No article was found in the page.")
    title, site = _string(page.title), _string(page.sitename)
    return Record(
        text=page.text or "",
        shape="paragraphs",
        title=title,
        site=site_name(site, title=title, page=html) if site else None,
        date=page_date(page.date, html, day_first=day_first),
        url=_string(page.url) or url,
    )


def _string(found: object) -> str | None:
    """Pass on what is a text: trafilatura gives what a page's JSON holds, which may be a list or a number."""
    return found if isinstance(found, str) else None


def _extracted(html: str, url: str | None) -> "Document | dict[str, Any] | None":
    import trafilatura  # noqa: PLC0415 - slow to import

    try:
        # No deduplication: trafilatura's remembers earlier pages, so that results hang on the order.
        return trafilatura.bare_extraction(
            html,
            url=url,
            include_comments=False,
            include_tables=False,
            deduplicate=False,
            fast=_has_many_blocks(html),
            with_metadata=True,
            # The wide search takes a year in the footer for the first of January.
            date_extraction_params={"extensive_search": False, "original_date": True},
            config=_settings(),
        )
    except MemoryError:
        raise
    except Exception as error:
        # A parser of wild HTML fails in ways it does not name; one page must not end the run.
        fault = f"{type(error).__name__}: {error}"
        raise RefusedError("malformed", f"The page cannot be read: {fault}.") from error


def _has_many_blocks(html: str) -> bool:
    return next(islice(_BLOCK.finditer(html), _MANY_BLOCKS, None), None) is not None


@cache
def _settings() -> ConfigParser:
    from trafilatura.settings import use_config  # noqa: PLC0415 - slow to import

    settings = use_config()
    # Below this size, in characters, trafilatura falls back to all words of the page in one line,
    # furniture included. Its default of 250 does that to brief news.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return settings
