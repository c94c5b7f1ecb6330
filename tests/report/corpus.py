"""Builds small score tables as `framing score` would write them; every text in it is made up."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from framing.labels import FRAME_NAMES
from framing.scores import ARTICLE_SCHEMA, score_schema

CASES = Path(__file__).parent.parent / "cases" / "report"
CHECKPOINT = "sha256:5f1d0c9b7a"
LETTERS = {"L": "loaded", "V": "villain", "T": "victim", "H": "hero"}
_MARK = re.compile(r"\[([LVTH]+)\|([^\]]*)\]")
_QUOTE = re.compile(r"“[^”]*”")


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence with its labels, from one line such as ``The [V|mayor] [L|gutted] the plan. #policy``."""

    text: str
    spans: tuple[dict[str, Any], ...] = ()
    frames: tuple[str, ...] = ()
    loaded: float = 0.08
    own_loaded: float = 0.05
    quoted_share: float = 0.0


def marked(line: str, *, prob: float = 0.8) -> MarkedSentence:
    body, *frames = line.split(" #")
    text, spans = "", []
    for piece in re.split(r"(\[[LVTH]+\|[^\]]*\])", body):
        found = _MARK.fullmatch(piece)
        wording = found[2] if found else piece
        for letter in found[1] if found else "":
            spans.append((len(text), len(text) + len(wording), LETTERS[letter]))
        text += wording
    quotes = [match.span() for match in _QUOTE.finditer(text)]
    built = tuple(
        {
            "start": start,
            "end": end,
            "label": label,
            "prob": prob,
            "quoted": any(a <= start and end <= b for a, b in quotes),
        }
        for start, end, label in spans
    )
    loaded = [span for span in built if span["label"] == "loaded"]
    return MarkedSentence(
        text,
        built,
        tuple(frames),
        loaded=prob if loaded else 0.08,
        own_loaded=prob - 0.02 if any(not span["quoted"] for span in loaded) else 0.05,
        quoted_share=sum(b - a for a, b in quotes) / max(len(text), 1),
    )


@dataclass(frozen=True)
class MadeArticle:
    source: str
    id: str
    sentences: tuple[MarkedSentence, ...]
    title: str | None = None
    published: date | None = None
    url: str | None = None


def read_lines(name: str) -> list[str]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("##")]


@dataclass
class Pool:
    """Sentences to draw from, by how they are worded."""

    neutral: list[str] = field(default_factory=lambda: read_lines("neutral.txt"))
    quoted: list[str] = field(default_factory=lambda: read_lines("quoted.txt"))
    council: list[str] = field(default_factory=lambda: read_lines("against_the_council.txt"))
    company: list[str] = field(default_factory=lambda: read_lines("against_the_company.txt"))
    titles: list[str] = field(default_factory=lambda: read_lines("titles.txt"))


def draw_articles(source: str, number: int, *, loaded: float, side: str = "council") -> list[MadeArticle]:
    """Draw articles whose share of loaded sentences varies from article to article around ``loaded``."""
    pool = Pool()
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(source.encode()).digest()[:4], "big"))
    articles = []
    for k in range(number):
        rate = rng.beta(loaded * 12, (1 - loaded) * 12)
        lines = []
        for _ in range(int(rng.integers(10, 22))):
            kind = rng.random()
            lines.append(
                getattr(pool, side) if kind < rate else pool.quoted if kind < rate + 0.12 else pool.neutral
            )
        sentences = tuple(
            marked(str(rng.choice(chosen)), prob=float(rng.uniform(0.55, 0.97))) for chosen in lines
        )
        title = str(rng.choice(pool.titles))
        day = date(2024, 3, 1) + timedelta(days=int(rng.integers(0, 60)))
        slug = source.lower().replace(" ", "-")
        articles.append(
            MadeArticle(source, f"{slug}-{k:03}", sentences, title, day, f"https://{slug}.example/{k}")
        )
    return articles


def hostile_article() -> MadeArticle:
    """An article that would run if any of its text reached the page unescaped."""
    attack = "<script>document.title='owned'</script></style><img src=x onerror=alert(1)>"
    lines = (
        f"The [L|{attack}] came from the [V|<b onmouseover=alert(1)>mayor</b>].",
        "A \u202eright-to-left override and a zero\u200bwidth space met {{ 7 * 7 }} & \"quotes\" 'here'.",
        "“A [L|brutal</title></head>] joke,” said one. #crime",
    )
    return MadeArticle(
        '=HYPERLINK("http://evil.example","Gazette")',
        "hostile-\"'><script>",
        tuple(marked(line) for line in lines),
        f"Title {attack}",
        date(2024, 3, 9),
        "javascript:alert(1)",
    )


HOSTILE_NAME = (
    "</title></style><script>document.title='owned'</script><img src=x onerror=alert(1)>\u202e\u200b"
)


def hostile_source(number: int = 8) -> list[MadeArticle]:
    """Make a source large enough for every chart and table whose every field attacks the page."""
    return [
        replace(
            article,
            source=HOSTILE_NAME,
            id=f"{HOSTILE_NAME}{article.id}",
            title=f"{HOSTILE_NAME}{article.title}",
            url="javascript:alert(1)//https://free-tide.example",
            sentences=(*hostile_article().sentences, *article.sentences),
        )
        for article in draw_articles("Hostile", number, loaded=0.3)
    ]


def score_rows(articles: Sequence[MadeArticle], *, checkpoint: str = CHECKPOINT) -> list[dict[str, Any]]:
    rows = []
    for article in articles:
        place = 0
        for number, sentence in enumerate(article.sentences):
            end = place + len(sentence.text)
            rows.append(
                {
                    "source": article.source,
                    "article_id": article.id,
                    "title": article.title,
                    "published": article.published,
                    "url": article.url,
                    "sentence": number,
                    "start": place,
                    "end": end,
                    "text": sentence.text,
                    "quoted_share": sentence.quoted_share,
                    "loaded": sentence.loaded,
                    "own_loaded": sentence.own_loaded,
                    "spans": sorted(sentence.spans, key=lambda span: (span["start"], span["end"])),
                    "frames": {name: 0.82 if name in sentence.frames else 0.03 for name in FRAME_NAMES},
                    "checkpoint": checkpoint,
                }
            )
            place = end + (2 if number % 4 == 3 else 1)
    return rows


def run_json(articles: Sequence[MadeArticle]) -> dict[str, Any]:
    thresholds = {"loaded": 0.5, "word_loaded": 0.5, "villain": 0.45, "victim": 0.45, "hero": 0.4}
    return {
        "schema_version": 1,
        "framing_version": "0.1.0",
        "checkpoint": {
            "name": "default",
            "digest": CHECKPOINT,
            "thresholds": {**thresholds, **dict.fromkeys(FRAME_NAMES, 0.5)},
            "quality": {"loaded": {"precision": 0.8, "recall": 0.78}},
        },
        "engine": "openvino int8",
        "settings": {"language": "en", "source": None},
        "versions": {"python": "3.11.7", "numpy": "2.4.6"},
        "counts": {
            "articles_in": len(articles) + 2,
            "articles": len(articles),
            "sentences": sum(len(article.sentences) for article in articles),
            "errors": {"language": 1, "empty": 1},
            "foreign_paragraphs": 0,
        },
    }


def article_rows(articles: Sequence[MadeArticle]) -> list[dict[str, Any]]:
    return [
        {
            "article_id": article.id,
            "source": article.source,
            "title": article.title,
            "published": article.published,
            "url": article.url,
            "path": f"articles/{article.id}.txt",
            "language": "en",
            "text_digest": hashlib.sha256(article.id.encode()).hexdigest(),
            "characters": sum(len(sentence.text) + 1 for sentence in article.sentences),
            "sentences": len(article.sentences),
            "foreign": [],
        }
        for article in articles
    ]


def write_table(out: Path, articles: Sequence[MadeArticle], *, form: str = "parquet") -> Path:
    """Write a score table as one Parquet file, as Parquet ``parts``, or as ``jsonl``."""
    out.mkdir(parents=True, exist_ok=True)
    rows = score_rows(articles)
    schema = score_schema(FRAME_NAMES)
    if form == "parquet":
        pq.write_table(pa.Table.from_pylist(rows, schema), out / "scores.parquet")
    elif form == "parts":
        (out / "scores").mkdir()
        for number, part in enumerate((rows[::2], rows[1::2])):
            pq.write_table(pa.Table.from_pylist(part, schema), out / "scores" / f"part-{number:05}.parquet")
    else:
        lines = (json.dumps(row, default=str, ensure_ascii=False) for row in rows)
        (out / "scores.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    pq.write_table(pa.Table.from_pylist(article_rows(articles), ARTICLE_SCHEMA), out / "articles.parquet")
    errors = [
        {"path": "articles/kystbladet.txt", "reason": "language", "detail": "The text is in Norwegian."},
        {"path": "articles/empty.txt", "reason": "empty", "detail": "The file holds no text."},
    ]
    (out / "errors.jsonl").write_text("".join(json.dumps(error) + "\n" for error in errors), "utf-8")
    (out / "run.json").write_text(json.dumps(run_json(articles), indent=2), "utf-8")
    return out


def three_sources(number: int = 14) -> list[MadeArticle]:
    return [
        *draw_articles("Harbour Post", number, loaded=0.12, side="council"),
        *draw_articles("Free Tide", number, loaded=0.34, side="council"),
        *draw_articles("Valley Courier", number, loaded=0.22, side="company"),
    ]


def uniform(source: str, counts: Sequence[tuple[int, int]]) -> list[MadeArticle]:
    """Make articles from (sentences, of them loaded) per article."""
    plain, heated = marked("The ferry left at nine."), marked("The [L|shameful] ferry left at nine.")
    return [
        MadeArticle(source, f"{source}-{k}", (heated,) * loaded + (plain,) * (sentences - loaded))
        for k, (sentences, loaded) in enumerate(counts)
    ]


def with_sentences(article: MadeArticle, *lines: str) -> MadeArticle:
    return replace(article, sentences=tuple(marked(line) for line in lines))
