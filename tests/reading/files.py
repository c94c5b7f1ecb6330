"""Files to read, and what comes of them."""

import gzip
import io
import json
from pathlib import Path

from framing.reading import ReadOptions, read_articles
from framing.text import Article, Unscored

BODY = "The harbour of Harrow was closed on Tuesday, the mayor said."
NAMED = ReadOptions(source="The Lantern")


def read(
    *paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None
) -> list[Article | Unscored]:
    stream = None if stdin is None else io.BufferedReader(io.BytesIO(stdin))  # type: ignore[arg-type]
    return list(read_articles([str(path) for path in paths], options, stdin=stream))


def only(*paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None) -> Article:
    (result,) = read(*paths, options=options, stdin=stdin)
    assert isinstance(result, Article), result
    return result


def refusal(*paths: Path | str, options: ReadOptions = NAMED, stdin: bytes | None = None) -> Unscored:
    (result,) = read(*paths, options=options, stdin=stdin)
    assert isinstance(result, Unscored), result
    return result


def reasons(results: list[Article | Unscored]) -> list[tuple[str, int | None]]:
    return [(r.reason, r.record) if isinstance(r, Unscored) else ("article", None) for r in results]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)
