"""The layouts of the public and own data sets: each foreign naming scheme is fenced in here."""

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from framing.errors import ConfigError, TrainingDataError
from framing.labelled.examples import UNKNOWN, Example, find_all, own_loaded
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span

Row = Mapping[str, Any]


def read_examples(name: str, file: Path, layout: str) -> Iterator[Example]:
    """Read a data set.

    Args:
        name: Name of the data set.
        file: JSON lines, gzipped where the name ends in ``.gz``.
        layout: One of `LAYOUTS`.

    Yields:
        Its examples, in the order of the file.

    Raises:
        ConfigError: The layout is unknown.
        TrainingDataError: The file is absent or a line is not what the layout says.
    """
    if layout not in LAYOUTS:
        raise ConfigError(f"data set {name}: unknown layout {layout!r}, known are {', '.join(LAYOUTS)}")
    if not file.is_file():
        raise TrainingDataError(f"data set {name}: there is no file {file}")
    for number, line in enumerate(_lines(file), 1):
        try:
            yield from LAYOUTS[layout](name, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise TrainingDataError(f"{file}:{number}: not a row of layout {layout}: {error!r}") from error


def detect_layout(file: Path) -> str:
    """Tell the layout of a file by the keys of its first row.

    Args:
        file: JSON lines, gzipped where the name ends in ``.gz``.

    Returns:
        Name of the layout.

    Raises:
        TrainingDataError: The file is absent or empty, or its first row fits no layout.
    """
    if not file.is_file():
        raise TrainingDataError(f"there is no file {file}")
    try:
        row = json.loads(next(_lines(file), ""))
    except ValueError as error:
        raise TrainingDataError(f"{file}:1: not a JSON object") from error
    keys = set(row) if isinstance(row, dict) else set()
    for layout, needed in _KEYS.items():
        if needed <= keys:
            return layout
    raise TrainingDataError(f"{file}:1: no known layout has the keys {', '.join(sorted(keys))}")


def _lines(file: Path) -> Iterator[str]:
    try:
        with _open(file) as lines:
            yield from lines
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise TrainingDataError(f"{file} cannot be read: {error}") from error


def _open(file: Path) -> IO[str]:
    if file.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(file), encoding="utf-8")
    return file.open(encoding="utf-8")


def _sentence(text: str) -> Sentence:
    return Sentence(text=text, start=0, end=len(text), quoted=quoted_spans(text))


def _babe(name: str, row: Row) -> Iterator[Example]:
    sentence, loaded = _sentence(row["text"]), float(row["loaded"])
    places = find_all(sentence.text, row["loaded_words"])
    # Experts marked words for some loaded sentences only; an empty list there says nothing.
    known = bool(places) if loaded else not row["loaded_words"]
    own = own_loaded(sentence, loaded, places if known else None)
    if loaded and own == 0 and not _all_quoted(sentence):
        # The listed words need not be all that made the sentence loaded to the experts.
        own = UNKNOWN
    yield Example(
        sentence=sentence,
        data_set=name,
        group=row["url"] or row["text"],
        source=row["source"],
        labels={"loaded": loaded},
        own_loaded=own,
        spans={"loaded": places} if known else {},
    )


def _all_quoted(sentence: Sentence) -> bool:
    return own_loaded(sentence, 1.0, (Span(0, len(sentence.text)),)) == 0


def _anno_lexical(name: str, row: Row) -> Iterator[Example]:
    sentence, loaded = _sentence(row["text"]), float(row["loaded"])
    yield Example(
        sentence=sentence,
        data_set=name,
        group=row["text"],
        source=row["source"],
        labels={"loaded": loaded},
        own_loaded=own_loaded(sentence, loaded, None),
    )


def _silver(name: str, row: Row) -> Iterator[Example]:
    yield _codebook_example(name, row, group=row["text"], source=row.get("source"))


def _mirror(name: str, row: Row) -> Iterator[Example]:
    for version in row["sentences"]:
        yield _codebook_example(name, version, group=row["event"], source=None)


def _codebook_example(name: str, row: Row, *, group: str, source: str | None) -> Example:
    sentence = _sentence(row["text"])
    wordings = {"loaded": row["loaded"]}
    if "roles" in row:
        wordings |= {
            role: [mention for mention, given in row["roles"] if given == role] for role in ROLE_NAMES
        }
    frames = {name: float(name in row["frames"]) for name in FRAME_NAMES} if "frames" in row else {}
    # Wording that does not stand in the text leaves it unknown which words carry the label.
    spans = {
        label: find_all(sentence.text, listed)
        for label, listed in wordings.items()
        if all(find_all(sentence.text, [wording]) for wording in listed)
    }
    loaded = float(bool(row["loaded"]))
    return Example(
        sentence=sentence,
        data_set=name,
        group=group,
        source=source,
        labels={"loaded": loaded, **frames},
        own_loaded=own_loaded(sentence, loaded, spans.get("loaded")),
        spans=spans,
    )


LAYOUTS: Mapping[str, Callable[[str, Row], Iterator[Example]]] = {
    "babe": _babe,
    "anno_lexical": _anno_lexical,
    "silver": _silver,
    "mirror": _mirror,
}
"""Layout name to the function that turns one row into examples."""

# The most telling keys first: a row of a richer layout has those of a poorer one too.
_KEYS: Mapping[str, set[str]] = {
    "mirror": {"event", "sentences"},
    "silver": {"text", "frames", "loaded", "roles"},
    "babe": {"text", "loaded", "loaded_words"},
    "anno_lexical": {"text", "loaded", "source"},
}
