"""``transformers.pipeline("framing", model=...)``: for whoever lives in transformers.

Imported by the hook of `framing.model.register` once transformers' pipelines are, and by nobody else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from transformers.pipelines import PIPELINE_REGISTRY
from transformers.pipelines.base import Pipeline

from framing.engines.interface import Logits
from framing.errors import UsageError
from framing.face.texts import score_texts
from framing.model.checkpoint import load_checkpoint
from framing.model.network import FramingModel
from framing.model.pieces import Batch
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle, Scorer

TASK = "framing"
_OF_ARTICLES = ("source", "article_id", "title", "published", "url", "checkpoint")


class ModelEngine:
    """Runs a network that somebody else has loaded, where and how they have loaded it.

    Args:
        model: The network.
    """

    def __init__(self, model: FramingModel) -> None:
        self._model = model
        self.name = f"torch-{model.device.type}"

    @torch.inference_mode()
    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        """Run batches through the network, one after another.

        Args:
            batches: Read lazily.

        Yields:
            One result per batch, in the order of the batches.
        """
        place = self._model.device
        for batch in batches:
            output = self._model(
                torch.from_numpy(batch.ids).to(place), torch.from_numpy(batch.kinds).to(place)
            )
            sentence, own, words = (
                part.float().cpu().numpy() for part in (output.sentence, output.own, output.words)
            )
            yield Logits(sentence=sentence, own=own, words=words)


class FramingPipeline(Pipeline):
    """Texts into scores of their sentences, with the names that the score table has.

    A text gives a list of dicts, one per sentence; several texts give a list of such lists.
    """

    # The checkpoint's tokenizer is read by our own encoder, which knows words and voice.
    _load_processor: Any = False
    _load_image_processor: Any = False
    _load_feature_extractor: Any = False
    _load_tokenizer: Any = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folder = Path(str(self.model.name_or_path))
        if not folder.is_dir():
            raise UsageError(f"the framing pipeline wants a checkpoint directory, not {folder}")
        self._scorer = Scorer(load_checkpoint(folder), ModelEngine(self.model.train(False)))

    def __call__(self, inputs: str | Iterable[str], *_: Any, **__: Any) -> Any:
        """Score one text or several.

        Args:
            inputs: A text, or texts.

        Returns:
            A list of dicts for a text, a list of those lists for texts.
        """
        texts = [inputs] if isinstance(inputs, str) else list(inputs)
        found = [
            [_plain(row) for row in result.sentences] if isinstance(result, ScoredArticle) else []
            for result in score_texts(texts, self._scorer)
        ]
        return found[0] if isinstance(inputs, str) else found

    # What the base class asks for; `__call__` does it all at once, so that texts share batches.

    def _sanitize_parameters(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {}, {}

    def preprocess(self, input_: Any, **_: Any) -> Any:
        """Give the text as it is."""
        return input_

    def _forward(self, input_tensors: Any, **_: Any) -> Any:
        return self(input_tensors)

    def postprocess(self, model_outputs: Any, **_: Any) -> Any:
        """Give the scores as they are."""
        return model_outputs


def _plain(row: SentenceScore) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name not in _OF_ARTICLES}


PIPELINE_REGISTRY.register_pipeline(TASK, pipeline_class=FramingPipeline, pt_model=FramingModel, type="text")
