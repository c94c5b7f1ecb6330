"""Labelled sentences made up for the tests, in the layout of each data set.

Every sentence is told apart by its port's number, and the labels follow from its words: "brutal" and
"vicious" are loaded, "bandits" are cast as villains, "families" as victims, "jobs" evokes the
economic frame.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = Mapping[str, object]

LOADED_WORDS = ("brutal", "vicious")


def _wording(number: int) -> str:
    who = "bandits" if number % 3 else "families"
    what = LOADED_WORDS[number % 2] if number % 4 < 2 else ""
    aspect = "jobs" if number % 5 < 2 else "court"
    return " ".join(f"The {what} {who} closed the {aspect} of port {number}.".split())


def _loaded(text: str) -> list[str]:
    return [word for word in LOADED_WORDS if word in text]


def babe_rows(n: int) -> list[Row]:
    return [
        {
            "text": (text := _wording(number)),
            "loaded": int(bool(_loaded(text))),
            "loaded_words": _loaded(text),
            "source": f"source {number % 3}",
            "topic": "ports",
            "url": f"https://news.example/{number // 2}",
        }
        for number in range(n)
    ]


def silver_rows(n: int) -> list[Row]:
    return [
        {"source": f"source {number % 3}", **_codebook(_wording(number))} for number in range(1000, 1000 + n)
    ]


def mirror_rows(n: int) -> list[Row]:
    return [
        {
            "topic": "ports",
            "event": f"event {number}",
            "sentences": [
                {"version": version, **_codebook(text)} for version, text in _versions(2000 + number).items()
            ],
        }
        for number in range(n)
    ]


def anno_lexical_rows(n: int) -> list[Row]:
    return [
        {"text": (text := _wording(number)), "loaded": int(bool(_loaded(text))), "source": "source 9"}
        for number in range(3000, 3000 + n)
    ]


def mbic_rows(n: int) -> list[Row]:
    return [
        {
            "text": (text := _wording(number)),
            "word_votes": dict.fromkeys(_loaded(text), 7) | {"port": 1},
            "n_annotators": 10,
        }
        for number in range(4000, 4000 + n)
    ]


def _versions(number: int) -> dict[str, str]:
    return {
        "neutral": f"The families closed port {number}.",
        "a": f"The brutal families closed port {number}.",
        "b": f"The vicious bandits closed port {number}.",
        "quoted": f"We said the “brutal” families closed port {number}.",
    }


def _codebook(text: str) -> Row:
    roles = [[who, role] for who, role in (("bandits", "villain"), ("families", "victim")) if who in text]
    return {
        "text": text,
        "loaded": _loaded(text),
        "roles": roles,
        "frames": ["economic"] if "jobs" in text else [],
    }


def write_rows(file: Path, rows: Iterable[Row]) -> Path:
    """Write rows as JSON lines, gzipped where the name says so."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if file.suffix == ".gz":
        file.write_bytes(gzip.compress(lines.encode()))
    else:
        file.write_text(lines, "utf-8")
    return file


def write_corpus(folder: Path) -> Path:
    """Write one file per layout under the names that `CONFIG` gives them."""
    write_rows(folder / "babe.jsonl", babe_rows(96))
    write_rows(folder / "silver.jsonl", silver_rows(60))
    write_rows(folder / "mirror.jsonl", mirror_rows(10))
    write_rows(folder / "anno.jsonl.gz", anno_lexical_rows(20))
    return folder


CONFIG = """
name = "tiny"
encoder = "{encoder}"
layers = 0
feed_forward = 0
languages = ["en"]
window = 48
data_folder = "{data}"
reference = "babe"
word_reference = "silver"
licence = "apache-2.0"
limits = ["It knows two loaded words."]

[splits]
by = "group"
folds = 3
scored = 0
inner = 0.3
seed = 13

[optimisation]
seed = 1
batch = 16
window = 32
encoder_rate = 2e-3
layer_decay = 0.9
head_rate = 1e-2
warmup = 0.1
weight_decay = 0.01
word_weight = 3.0
average = 0.9
threads = 1
precision = "fp32"
device = "cpu"

[stopping]
checks = 3
patience = 0

[augmentation]
quote = 0.1
report = 0.1
swap = 0.1
exchange = 0.1
rename = 0.1
inject = 0.1
hide = 0.0
mention = 0.05
respell = 0.1
wordings = {{ noun = ["regime"] }}

[data.babe]
file = "babe.jsonl"
layout = "babe"
passes = 10.0
judged = true
licence = "CC0"
citation = "Nobody 2020"
note = "By experts."

[data]
silver = {{ file = "silver.jsonl", layout = "silver", passes = 8.0, judged = true }}
mirror = {{ file = "mirror.jsonl", layout = "mirror", passes = 4.0, judged = true }}
anno_lexical = {{ file = "anno.jsonl.gz", layout = "anno_lexical", passes = 1.5, judged = false }}
"""


def write_config(file: Path, *, encoder: Path, data: Path) -> Path:
    file.write_text(CONFIG.format(encoder=encoder.as_posix(), data=data.as_posix()), "utf-8")
    return file
