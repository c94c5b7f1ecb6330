"""Random damage to whatever can be read, all the way to the score table: no crash, no hang, nothing lost.

    python -m benchmarks.fuzz --inputs 100000 --minutes 60 --seed 0 --json fuzz.json

Each input is a sound file of some kind with random damage, or a text of random pieces. It is read from
standard input, cleaned, cut into sentences with their quotations, and written: scores, articles, errors,
JSON lines and CSV. What must hold: an input gives at least one result; an article's sentences stand
where they say; what was written is read back as it was; nothing takes more than ten seconds of a core.
The run ends when all inputs are done or the time is up. The same seed gives the same inputs; each failure
is printed with its number, and kept in a folder that `--keep` names.
"""

import argparse
import io
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

from benchmarks.fuzz_inputs import DAMAGE, sound_inputs
from framing.reading import ReadOptions, clean, read_articles
from framing.reading.decoding import UNFORESEEN
from framing.scores import LabelledSpan, SentenceScore
from framing.scoring.admission import refusal, unscored
from framing.scoring.group import ScoredArticle
from framing.scoring.parts import KINDS, OpenPart, Shape, part_file
from framing.scoring.plain import CsvScores, JsonlScores
from framing.scoring.stored import stored_results
from framing.segmenting import quoted_share, quoted_spans, segment, sentence_spans
from framing.text import Article, Sentence, Unscored, word_places

SECONDS = 10
PART = 200
"""Inputs whose results are written together and read back."""


@dataclass(slots=True)
class Found:
    """What came of a run.

    Attributes:
        inputs: Inputs by kind.
        results: Results by reason; ``article`` for what was scored.
        failures: Number and kind of each input that failed, and how.
        slowest: Seconds of a core that the slowest input took.
        slowest_input: Its number.
        seconds: How long the run took.
    """

    inputs: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str, str]] = field(default_factory=list)
    slowest: float = 0.0
    slowest_input: int = -1
    seconds: float = 0.0

    def to_dict(self) -> dict[str, object]:
        """Give the figures by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class TooSlowError(BaseException):
    """An input took longer than it may; no `Exception`, of which readers make an error line."""


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Raise `TooSlowError` where a block takes more of a core: what else the machine does is no fault."""

    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fuzzed_input(number: int, seed: int, sound: dict[str, bytes]) -> tuple[str, bytes]:
    """Make an input: a kind, and bytes of that kind with damage."""
    rng = random.Random(f"{seed}:{number}")
    kind = rng.choice(sorted(sound))
    content = sound[kind]
    for _ in range(rng.randint(1, 5)):
        at = rng.randint(0, len(content))
        cut = rng.choice([0, 0, 1, 30, 300])
        content = content[:at] + _damage(rng, content) + content[at + cut :]
    if rng.random() < 0.05:
        content = content[: rng.randint(0, len(content))]
    return kind, content


def _damage(rng: random.Random, content: bytes) -> bytes:
    choice = rng.random()
    if choice < 0.5:
        return rng.choice(DAMAGE)
    if choice < 0.65:
        return bytes(rng.randrange(256) for _ in range(rng.randint(1, 8)))
    if choice < 0.8:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randint(1, 8))).encode(
            "utf-8", "surrogatepass"
        )
    if choice < 0.9:
        return rng.choice(DAMAGE) * rng.randint(2, 400)
    start = rng.randint(0, len(content))
    return content[start : start + rng.randint(1, 200)]


def results_of(kind: str, content: bytes) -> list[Article | Unscored]:
    """Read an input, and clean it once more: cleaning takes any text, not only what readers give."""
    options = ReadOptions(source="Post", stdin_format=kind)  # type: ignore[arg-type]
    results = list(read_articles(["-"], options, stdin=io.BufferedReader(io.BytesIO(content))))  # type: ignore[arg-type]
    assert results, "an input gave nothing"
    for result in results:
        # What readers did not foresee ends no run; here it is a fault of theirs.
        assert isinstance(result, Article) or not result.detail.startswith(UNFORESEEN), result.detail
    again = clean(content.decode("utf-8", "surrogateescape"))
    check_sentences(again.text)
    return results


def check_sentences(text: str) -> None:
    """Hold sentences and quotations to their places."""
    spans = quoted_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans), "a quotation out of place"
    assert len(sentence_spans(text)) >= (1 if text.strip() else 0), "a text without a sentence"
    for sentence in segment(text):
        assert text[sentence.start : sentence.end] == sentence.text, "a sentence out of place"
        assert 0 <= quoted_share(sentence) <= 1, "a share beyond all"


def scored(item: Article | Unscored) -> ScoredArticle | Unscored:
    """Score an article as a network could that finds every word loaded."""
    if isinstance(item, Unscored):
        return item
    refused = refusal(item, ("en",))
    sentences = [] if refused else [one for one in segment(item.text) if word_places(one.text)]
    if not sentences:
        return refused or unscored(item, "empty", "holds no sentence")
    return ScoredArticle(item, tuple(_row(item, place, one) for place, one in enumerate(sentences)))


def _row(article: Article, place: int, sentence: Sentence) -> SentenceScore:
    text = sentence.text
    spans = tuple(
        LabelledSpan(first, last, "loaded", 0.5, quoted=False) for first, last in word_places(text)[:3]
    )
    return SentenceScore(
        source=article.source,
        article_id=article.id,
        title=article.title,
        published=article.published,
        url=article.url,
        sentence=place,
        start=sentence.start,
        end=sentence.end,
        text=text,
        quoted_share=round(quoted_share(sentence), 4),
        loaded=0.5,
        own_loaded=0.25,
        spans=spans,
        frames={"economic": 0.125},
        checkpoint="0123456789abcdef",
    )


class Tables:
    """Writes results as a run does, and reads them back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._items: list[ScoredArticle | Unscored] = []

    def add(self, items: list[ScoredArticle | Unscored]) -> None:
        """Add the results of one input."""
        self._items += items

    def check(self) -> None:
        """Write what was added, and see that all of it is there."""
        items, self._items = self._items, []
        part = OpenPart(self._folder, 0, Shape(("economic",), loaded=True))
        for item in items:
            part.write(item)
        part.finish()
        articles = [item for item in items if isinstance(item, ScoredArticle)]
        stored = list(stored_results(self._folder, range(1)))
        assert [one for one in stored if isinstance(one, Unscored)] == [
            one for one in items if isinstance(one, Unscored)
        ], "errors came back otherwise"
        kept = [one for one in stored if isinstance(one, ScoredArticle)]
        assert [one.sentences for one in kept] == [one.sentences for one in articles], "scores differ"
        self._check_plain([row for one in articles for row in one.sentences])
        for kind in KINDS:
            part_file(self._folder, kind, 0).unlink()

    def _check_plain(self, rows: list[SentenceScore]) -> None:
        lines, cells = JsonlScores(self._folder / "a.jsonl"), CsvScores(self._folder / "a.csv", ["economic"])
        for table in (lines, cells):
            table.write(rows)
            table.close()
        texts = [json.loads(line)["text"] for line in (self._folder / "a.jsonl").open(encoding="utf-8")]
        assert texts == [row.text for row in rows], "JSON lines differ"


def run(inputs: int, minutes: float, seed: int, keep: Path | None) -> Found:
    """Try inputs until all are done or the time is up."""
    found, began = Found(), time.monotonic()
    sound = sound_inputs()
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(Path(folder))
        results_of("text", sound["text"])  # Loads the language model, which takes a while.
        for number in range(inputs):
            if time.monotonic() - began > 60 * minutes:
                break
            kind, content = fuzzed_input(number, seed, sound)
            if not attempt(number, kind, content, tables, found) and keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{number}.{kind}").write_bytes(content)
            if number % 5_000 == 4_999:
                print(f"{number + 1:,} inputs, {len(found.failures)} failures", file=sys.stderr, flush=True)
    found.seconds = time.monotonic() - began
    return found


def attempt(number: int, kind: str, content: bytes, tables: Tables, found: Found) -> bool:
    """Try one input, note what came of it, and tell whether all went well."""
    began, failures = time.process_time(), len(found.failures)
    try:
        with alarm(SECONDS):
            items = [scored(item) for item in results_of(kind, content)]
        tables.add(items)
        if number % PART == PART - 1:
            tables.check()
        found.results.update("article" if isinstance(i, ScoredArticle) else i.reason for i in items)
    except (Exception, TooSlowError) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"[:300]
        found.failures.append((number, kind, said))
        print(f"input {number} ({kind}): {said}", file=sys.stderr, flush=True)
    found.inputs[kind] += 1
    took = time.process_time() - began
    if took > found.slowest:
        found.slowest, found.slowest_input = took, number
    return len(found.failures) == failures


def main() -> int:
    """Run from the command line; status 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = run(given.inputs, given.minutes, given.seed, given.keep)
    print(f"{found.inputs.total():,} inputs in {found.seconds:,.0f} s: {len(found.failures)} failures")
    print(f"slowest: {found.slowest:.2f} s, input {found.slowest_input}")
    print("results:", ", ".join(f"{reason} {count:,}" for reason, count in found.results.most_common()))
    if given.json:
        given.json.write_text(json.dumps(found.to_dict(), indent=2) + "\n", "utf-8")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
