"""The layouts of the public and own data sets: each foreign naming scheme is fenced in here."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.errors import ConfigError, TrainingDataError
from framing.labelled.columns import OwnColumns
from framing.labelled.examples import UNKNOWN, Example, find_all, own_loaded
from framing.labelled.hub import hub_rows
from framing.labelled.opening import absent
from framing.labelled.own import OwnTable, read_own
from framing.labelled.row import Row
from framing.labelled.rows import read_rows
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span, word_spans

Values = Mapping[str, Any]

OWN, HUB = "own", "hub"
"""Layouts of users' tables, in a file or on the Hugging Face hub; see `framing.labelled.own`."""


def read_examples(
    name: str, file: Path | str, layout: str, columns: OwnColumns | None = None
) -> Iterator[Example]:
    """Read a data set.

    Args:
        name: Name of the data set.
        file: JSON lines, gzipped where the name ends in ``.gz``; for ``own`` also CSV or Parquet; for
            ``hub`` the id of a Hugging Face data set.
        layout: One of `LAYOUTS`, ``own`` or ``hub``.
        columns: Which columns of a user's table mean what; ``None`` for the usual names.

    Yields:
        Its examples, in the order of the file.

    Raises:
        ConfigError: The layout is unknown.
        TrainingDataError: The file is absent, or a row is not what the layout says. Names file, line and
            reason.
    """
    if layout in (OWN, HUB):
        yield from read_table(name, file, layout, columns).examples
        return
    if layout not in LAYOUTS:
        raise ConfigError(
            f"data set {name}: unknown layout {layout!r}, known are {', '.join((*LAYOUTS, OWN, HUB))}"
        )
    for row in read_rows(_there(name, file)):
        yield from _examples(name, row, layout)


def read_table(name: str, file: Path | str, layout: str, columns: OwnColumns | None = None) -> OwnTable:
    """Read a user's table.

    Args:
        name: Name of the data set.
        file: As for `read_examples`.
        layout: ``own`` or ``hub``.
        columns: Which columns mean what; ``None`` for the usual names.

    Returns:
        The table.

    Raises:
        TrainingDataError: As `read_examples`.
    """
    rows = hub_rows(str(file)) if layout == HUB else read_rows(_there(name, file))
    return read_own(name, rows, columns or OwnColumns())


def _there(name: str, file: Path | str) -> Path:
    if not Path(file).is_file():
        raise TrainingDataError(f"data set {name}: {absent(str(file))}")
    return Path(file)


def _examples(name: str, row: Row, layout: str) -> Iterator[Example]:
    if not isinstance(row.values, Mapping):
        raise TrainingDataError(f"{row.place}: not a row of layout {layout}: not an object with keys")
    try:
        yield from LAYOUTS[layout](name, row.values)
    except KeyError as error:
        raise TrainingDataError(
            f"{row.place}: not a row of layout {layout}: it lacks the key {error}"
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise TrainingDataError(f"{row.place}: not a row of layout {layout}: {error}") from error


def detect_layout(file: Path) -> str:
    """Tell the layout of a file by the keys of its first row.

    Args:
        file: JSON lines, CSV or Parquet, as `framing.labelled.rows.read_rows` takes it.

    Returns:
        Name of the layout; ``own`` where the keys are those of no known data set: `read_table` says what such
        a table lacks.

    Raises:
        TrainingDataError: The file is absent, empty or cannot be read.
    """
    row = next(read_rows(file), None)
    if row is None:
        raise TrainingDataError(f"{file} is empty")
    keys = set(row.values) if isinstance(row.values, Mapping) else set()
    return next((layout for layout, needed in _KEYS.items() if needed <= keys), OWN)


def _sentence(text: str) -> Sentence:
    return Sentence(text=text, start=0, end=len(text), quoted=quoted_spans(text))


def _babe(name: str, row: Values) -> Iterator[Example]:
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


def _anno_lexical(name: str, row: Values) -> Iterator[Example]:
    sentence, loaded = _sentence(row["text"]), float(row["loaded"])
    yield Example(
        sentence=sentence,
        data_set=name,
        group=row["text"],
        source=row["source"],
        labels={"loaded": loaded},
        own_loaded=own_loaded(sentence, loaded, None),
    )


def _mbic(name: str, row: Values) -> Iterator[Example]:
    """Read how many crowd workers marked each word; the sentence itself got no label from them."""
    sentence, n = _sentence(row["text"]), float(row["n_annotators"])
    votes = {word.lower(): min(1.0, float(marked) / n) for word, marked in row["word_votes"].items()}
    places = word_spans(sentence.text)
    words = [sentence.text[place.start : place.end].lower() for place in places]
    marked = [(place, votes[word]) for place, word in zip(places, words, strict=True) if word in votes]
    yield Example(
        sentence=sentence,
        data_set=name,
        group=row["text"],
        spans={"loaded": tuple(place for place, _ in marked)},
        degrees={"loaded": tuple(share for _, share in marked)},
    )


def _silver(name: str, row: Values) -> Iterator[Example]:
    yield _codebook_example(name, row, group=row["text"], source=row.get("source"))


def _mirror(name: str, row: Values) -> Iterator[Example]:
    for version in row["sentences"]:
        told = _codebook_example(name, version, group=row["event"], source=None)
        yield replace(told, version=version["version"])


def _codebook_example(name: str, row: Values, *, group: str, source: str | None) -> Example:
    sentence = _sentence(row["text"])
    wordings = {"loaded": row["loaded"]}
    if "roles" in row:
        _check_known("role", [role for _, role in row["roles"]], ROLE_NAMES)
        wordings |= {
            role: [mention for mention, given in row["roles"] if given == role] for role in ROLE_NAMES
        }
    frames = {}
    if "frames" in row:
        _check_known("frame", row["frames"], FRAME_NAMES)
        frames = {name: float(name in row["frames"]) for name in FRAME_NAMES}
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


def _check_known(kind: str, given: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a name that is not known: mistyped, it would otherwise be a sentence without the label."""
    for name in given:
        if name not in known:
            nearest = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are {', '.join(known)}"
            raise ValueError(f"unknown {kind} {name!r}; {hint}")


LAYOUTS: Mapping[str, Callable[[str, Values], Iterator[Example]]] = {
    "babe": _babe,
    "anno_lexical": _anno_lexical,
    "silver": _silver,
    "mirror": _mirror,
    "mbic": _mbic,
}
"""Layout name to the function that turns one row into examples."""

# The most telling keys first: a row of a richer layout has those of a poorer one too. anno_lexical has none
# of its own: text, loaded and source are what users' tables hold, which may say more in other columns.
_KEYS: Mapping[str, set[str]] = {
    "mirror": {"event", "sentences"},
    "silver": {"text", "frames", "loaded", "roles"},
    "babe": {"text", "loaded", "loaded_words"},
    "mbic": {"text", "word_votes", "n_annotators"},
}
