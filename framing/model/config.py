"""The config of the network: its encoder's shape and its labels with their decisions."""

from dataclasses import asdict
from typing import Any, Self

from transformers import AutoConfig, PretrainedConfig

from framing.model.checkpoint import FORMAT_VERSION, Decision

_FETCHING = frozenset(
    {
        "attn_implementation",
        "_attn_implementation",
        "experts_implementation",
        "_experts_implementation",
        "quantization_config",
        "auto_map",
    }
)
"""Entries that say what runs a network, not what it looks like. Some name code on the Hugging Face hub, which
transformers would fetch and run where the package ``kernels`` is installed."""


class FramingConfig(PretrainedConfig):  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    """What the network looks like and what its outputs mean.

    Args:
        encoder: Config of the encoder, as ``PretrainedConfig.to_dict`` gives it.
        sentence_labels: Labels of the sentence head.
        word_labels: Labels of the word head.
        sentence_decisions: Calibration and threshold per sentence label, as mappings.
        word_decisions: The same per word label.
        languages: ISO 639-1 codes of the languages of the training data.
        window: Most pieces that one forward pass reads.
        name: Name of the checkpoint for a person.
        format_version: Version of this layout.
    """

    model_type = "framing"

    def __init__(  # noqa: PLR0913 - transformers builds configs from keywords
        self,
        *,
        encoder: dict[str, Any] | None = None,
        sentence_labels: tuple[str, ...] = (),
        word_labels: tuple[str, ...] = (),
        sentence_decisions: tuple[dict[str, Any], ...] = (),
        word_decisions: tuple[dict[str, Any], ...] = (),
        languages: tuple[str, ...] = ("en",),
        window: int = 256,
        name: str = "unnamed",
        format_version: int = FORMAT_VERSION,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        plain = {"scale": 1.0, "offset": 0.0, "threshold": 0.5, "precision": None, "recall": None}
        self.encoder = _of_shape(encoder or {"model_type": "bert"})
        self.sentence_labels = list(sentence_labels)
        self.word_labels = list(word_labels)
        self.sentence_decisions = list(sentence_decisions) or [dict(plain) for _ in sentence_labels]
        self.word_decisions = list(word_decisions) or [dict(plain) for _ in word_labels]
        self.languages = list(languages)
        self.window = window
        self.name = name
        self.format_version = format_version

    @classmethod
    def from_dict(cls, config_dict: dict[str, Any], **kwargs: Any) -> Self:
        """Make a config of what a file holds, without what names code; what a caller names is kept.

        Args:
            config_dict: The file's entries.
            **kwargs: What a caller gives besides.

        Returns:
            The config.
        """
        config: Self = super().from_dict(_of_shape(config_dict), **kwargs)
        return config

    def encoder_config(self) -> PretrainedConfig:
        """Give the encoder's own config.

        Returns:
            A config of the encoder's class, fresh.
        """
        entries = dict(self.encoder)
        config: PretrainedConfig = AutoConfig.for_model(entries.pop("model_type"), **entries)
        return config

    def decide(self, sentence: tuple[Decision, ...], words: tuple[Decision, ...]) -> None:
        """Store calibration and thresholds.

        Args:
            sentence: One per sentence label.
            words: One per word label.
        """
        self.sentence_decisions = [_as_dict(decision) for decision in sentence]
        self.word_decisions = [_as_dict(decision) for decision in words]


def _of_shape(entries: dict[str, Any]) -> dict[str, Any]:
    """Leave out what would have code fetched, from parts of an encoder too."""
    kept = ((name, value) for name, value in entries.items() if name not in _FETCHING)
    return {name: _of_shape(value) if isinstance(value, dict) else value for name, value in kept}


def _as_dict(decision: Decision) -> dict[str, Any]:
    entry = asdict(decision)
    # As JSON will give it back.
    return {**entry, "aims": list(entry["aims"])}


AutoConfig.register(FramingConfig.model_type, FramingConfig)
