import subprocess
import sys
from typing import Any

import pytest

from framing.engines import load_engine
from framing.face.texts import score_texts
from framing.model.checkpoint import Checkpoint
from framing.model.quiet import quiet_transformers
from framing.scoring import ScoredArticle, Scorer


@pytest.fixture(scope="module")
def pipe(tiny_checkpoint: Checkpoint) -> Any:
    from transformers import pipeline  # noqa: PLC0415 - seconds, which only these tests need

    with quiet_transformers():
        return pipeline("framing", model=str(tiny_checkpoint.path), device="cpu")


def test_a_text_gives_a_dict_per_sentence(pipe: Any) -> None:
    rows = pipe("The port closed. The court opened.")
    assert [row["text"] for row in rows] == ["The port closed.", "The court opened."]
    assert list(rows[0]) == [
        *("sentence", "start", "end", "text", "quoted_share", "loaded", "own_loaded", "spans", "frames")
    ]


def test_texts_give_a_list_each(pipe: Any) -> None:
    assert [len(rows) for rows in pipe(["One port. Two ports.", "", "One port. Two ports."])] == [2, 0, 2]


def test_it_says_what_the_torch_engine_says(pipe: Any, tiny_checkpoint: Checkpoint) -> None:
    text = "The brutal bandits fled the port. “Vicious”, we said of the families."
    scorer = Scorer(tiny_checkpoint, load_engine(tiny_checkpoint, device="torch-cpu"))
    (result,) = score_texts([text], scorer)
    assert isinstance(result, ScoredArticle)
    assert [row["loaded"] for row in pipe(text)] == pytest.approx(
        [row.loaded for row in result.sentences], abs=1e-3
    )


@pytest.mark.slow
def test_it_is_known_whichever_is_imported_first() -> None:
    asked = "print('framing' in transformers.pipelines.PIPELINE_REGISTRY.get_supported_tasks())"
    for first in ("import framing", "import transformers.pipelines, framing"):
        done = subprocess.run(
            [sys.executable, "-c", f"{first}; import transformers.pipelines; {asked}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "True"
