"""How well are articles of several sources on the same event found?

Labelled articles are given as JSON Lines (``.gz`` too) or Parquet with ``source``, ``title``, ``text``,
``event`` and, if known, ``date`` (YYYY-MM-DD); articles whose ``event`` is null are found among but not
judged. Counted are pairs of labelled articles by different sources, due and found.

    python benchmarks/events.py LABELLED.jsonl [--among OTHERS.jsonl] [--no-dates]

Who has no labelled articles can make stand-ins, which are easier or harder than real ones:

    python benchmarks/events.py --deal ARTICLES.jsonl.gz   # long articles, each dealt to three sources
    python benchmarks/events.py --mirror MIRROR.jsonl      # one sentence each, in opposite framings
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from framing.report.events.corpus import SENTENCES_READ, build_corpus
from framing.report.events.finding import place_articles
from framing.report.events.options import EventOptions
from framing.report.events.texts import ArticleText
from framing.segmenting import segment

SOURCES = ("first", "second", "third")
EVENTS = 100

# Below, each of three sources would have too little to tell.
LEAST_SENTENCES = 18


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and its event; ``None`` where nobody labelled it."""

    article: ArticleText
    event: str | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of labelled articles by different sources."""

    right: int
    found: int
    due: int

    def __str__(self) -> str:
        """Give precision, recall and F1."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.due, 1)
        f1 = 2 * self.right / max(self.found + self.due, 1)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a table."""
    if path.suffix == ".parquet":
        yield from pq.read_table(path).to_pylist()
        return
    content = path.read_bytes()
    for line in (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines():
        yield json.loads(line)


def read_labelled(path: Path, name: str) -> list[Labelled]:
    """Read labelled articles."""
    return [
        Labelled(to_article(f"{name}{number:06}", row), as_event(row.get("event")))
        for number, row in enumerate(read_rows(path))
    ]


def as_event(value: object) -> str | None:
    """Give an event's name as text."""
    return None if value is None else str(value)


def to_article(name: str, row: dict[str, Any]) -> ArticleText:
    """Cut an article into the sentences that are read."""
    sentences = tuple(sentence.text for sentence in segment(row["text"]))[:SENTENCES_READ]
    return ArticleText(name, row["source"], row.get("url"), row.get("title"), day(row.get("date")), sentences)


def day(value: object) -> date | None:
    """Read a day; one in another form is unknown."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def dealt(path: Path, rng: random.Random) -> list[Labelled]:
    """Deal the sentences of long articles to three sources in turn.

    Easier than real news, since one author wrote all three; harder in that no sentence, and no headline, is
    told twice.
    """
    articles = [to_article(str(number), row) for number, row in enumerate(read_rows(path))]
    long = [one for one in articles if len(one.sentences) >= LEAST_SENTENCES]
    return [
        Labelled(
            replace(one, article_id=name_of(rng), source=source, title=None, sentences=one.sentences[k::3]),
            one.article_id,
        )
        for one in rng.sample(long, EVENTS)
        for k, source in enumerate(SOURCES)
    ]


def mirrored(path: Path, rng: random.Random) -> list[Labelled]:
    """Give three sources the neutral, the one and the other sentence on an event, without days.

    Far harder than real news: a single sentence each, which shares few words with the others.
    """
    found = []
    for event in rng.sample(list(read_rows(path)), EVENTS):
        versions = {one["version"]: one["text"] for one in event["sentences"]}
        for source, version in zip(SOURCES, ("neutral", "a", "b"), strict=True):
            row = {"source": source, "text": versions[version]}
            found.append(Labelled(to_article(name_of(rng), row), event["event"]))
    return found


def name_of(rng: random.Random) -> str:
    """Make a name that says nothing of the event, so that no order of names can help."""
    return f"{rng.getrandbits(48):012x}"


def without_dates(labelled: Iterable[Labelled]) -> list[Labelled]:
    """Take the days away."""
    return [replace(one, article=replace(one.article, published=None)) for one in labelled]


def measure(labelled: Sequence[Labelled]) -> Pairs:
    """Find events as the report does and count pairs."""
    ordered = sorted(labelled, key=lambda one: (str(one.article.published or "~"), one.article.article_id))
    placed = place_articles(build_corpus(one.article for one in ordered), EventOptions())
    found = {one.article_id: one.event for one in placed.articles if one.event is not None}
    judged = [one for one in labelled if one.event is not None]
    right = seen = due = 0
    for one, other in combinations(judged, 2):
        if one.article.source == other.article.source:
            continue
        same, together = one.event == other.event, alike(found, one.article, other.article)
        right, seen, due = right + (same and together), seen + together, due + same
    return Pairs(right, seen, due)


def alike(found: dict[str, int], one: ArticleText, other: ArticleText) -> bool:
    """Tell whether two articles were put into one event."""
    event = found.get(one.article_id)
    return event is not None and event == found.get(other.article_id)


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("labelled", type=Path, nargs="?", help="labelled articles")
    parser.add_argument("--deal", type=Path, help="articles to deal out")
    parser.add_argument("--mirror", type=Path, help="mirrored events")
    parser.add_argument("--among", type=Path, help="further articles to find the labelled ones among")
    parser.add_argument("--no-dates", action="store_true", help="take the days away")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def main() -> None:
    """Print pairwise precision, recall and F1 of what is given."""
    given = parsed()
    rng = random.Random(given.seed)
    labelled = read_labelled(given.labelled, "l") if given.labelled else []
    labelled += dealt(given.deal, rng) if given.deal else []
    labelled += mirrored(given.mirror, rng) if given.mirror else []
    others = [replace(one, event=None) for one in read_labelled(given.among, "o")] if given.among else []
    every = without_dates(labelled + others) if given.no_dates else labelled + others
    events = len({one.event for one in labelled if one.event is not None})
    print(f"{len(labelled)} labelled articles, {events} events, among {len(others)} others: {measure(every)}")


if __name__ == "__main__":
    main()
