"""The contenders of `benchmarks.speed`: each scores the same sentences, and none waits for another to load.

Libraries that take seconds to import are imported by what needs them.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from framing.engines import Engine
from framing.engines.batches import padded, plan
from framing.model.pieces import Batch, PieceSentence
from framing.reading import ReadOptions
from framing.scoring import MarkedArticles, RunInfo, Scorer, ScoreWriter
from framing.scoring.scorer import GROUP_SENTENCES

ROBERTA_VOCABULARY = 50_265
_PADDING = ("[PAD]", "<pad>")
_PROGRAM = "from framing.cli.main import run; run()"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to do some work.

    Attributes:
        key: Its name in the results.
        work: How much it does in one go: sentences, operations or starts.
        run: Does it once.
    """

    key: str
    work: float
    run: Callable[[], object]

    def rate(self) -> float:
        """Do the work once; give how much of it is done per second."""
        begun = time.perf_counter()
        self.run()
        return self.work / (time.perf_counter() - begun)


def batches_of(pieces: Sequence[PieceSentence]) -> list[Batch]:
    """Sort and batch sentences as scoring does: by length, within the bounded groups that it forms."""
    groups = (pieces[start : start + GROUP_SENTENCES] for start in range(0, len(pieces), GROUP_SENTENCES))
    return [padded(places, group) for group in groups for places in plan(group)]


def run_engine(engine: Engine, batches: Sequence[Batch]) -> None:
    """Run batches that lie ready through an engine, until the last logits are there.

    Neither cleaning, tokenizing and sorting before it nor probabilities, spans and writing behind it count;
    padding does, as it costs time, though not as work.
    """
    for _ in engine.run(batches):
        pass


def score_articles(scorer: Scorer, folder: Path, out: Path) -> list[str]:
    """Carry out ``framing score folder -o out`` with a scorer that is loaded.

    Args:
        scorer: The scorer.
        folder: The article files.
        out: Where the score table is written; not there yet.

    Returns:
        The scored sentences, as the table has them.
    """
    table = write_scores(scorer, folder, out)
    sentences: list[str] = pq.read_table(table, columns=["text"]).column("text").to_pylist()
    return sentences


def write_scores(scorer: Scorer, folder: Path, out: Path) -> Path:
    """As `score_articles`, without reading the table; give where it stands."""
    articles = MarkedArticles([str(folder)], ReadOptions())
    with ScoreWriter(out, RunInfo(scorer.checkpoint, scorer.engine.name)) as writer:
        for item in scorer.score(articles, copies=writer.copies()):
            writer.write(item, articles.next_mark())
    return writer.scores_file


def roberta_pipeline(tokenizer_file: Path) -> Callable[[list[str], int], object]:
    """Build what a user would take: ``pipeline("text-classification")`` over RoBERTa-base.

    Its weights are random, since speed does not depend on them. Its tokenizer is our checkpoint's: what
    counts is how many pieces the network reads, and so these are as many as our own network gets. RoBERTa's
    own cuts English news into about as many, and is not there without a download. Its vocabulary keeps
    its size.

    Args:
        tokenizer_file: A ``tokenizer.json``.

    Returns:
        What classifies sentences, so many side by side.
    """
    from transformers import (  # noqa: PLC0415 - takes seconds
        PreTrainedTokenizerFast,
        RobertaConfig,
        RobertaForSequenceClassification,
        pipeline,
    )

    from framing.model.quiet import quiet_transformers  # noqa: PLC0415

    with quiet_transformers():
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(tokenizer_file),
            model_max_length=512,
            model_input_names=["input_ids", "attention_mask"],
        )
        tokenizer.pad_token = next(name for name in _PADDING if name in tokenizer.get_vocab())
        config = RobertaConfig(
            vocab_size=max(ROBERTA_VOCABULARY, len(tokenizer)),
            max_position_embeddings=514,
            type_vocab_size=1,
            pad_token_id=tokenizer.pad_token_id,
        )
        model = RobertaForSequenceClassification(config).train(False)
        classify = pipeline("text-classification", model=model, tokenizer=tokenizer, device="cpu")

    def run(sentences: list[str], batch_size: int) -> object:
        with quiet_transformers():
            return classify(sentences, batch_size=batch_size, truncation=True)

    return run


def run_program(*arguments: str) -> None:
    """Run the command line in a process of its own, from cold, and wait for its end."""
    # 1 says that an input could not be scored, which takes as long.
    status = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], stdout=subprocess.DEVNULL, check=False
    ).returncode
    if status not in (0, 1):
        raise RuntimeError(f"framing {' '.join(arguments)} ended with {status}")
