"""What can go wrong, as one tree.

.. code-block:: text

    FramingError
    ├── UsageError            the call cannot be carried out as it was made
    │   └── ConfigError       a config file has an unknown, missing or impossible value
    ├── MissingExtraError     an optional dependency is not installed; names the install line
    ├── CheckpointError       a checkpoint directory is absent, incomplete or of another version
    ├── ScoreTableError       a score table is absent, incomplete or mixes checkpoints or versions
    ├── TrainingDataError     labelled data was refused; names file, line and reason
    ├── ClusterError          a cluster cannot be reached, or could not carry out its work
    └── OutputError           the output cannot be written as asked

An input article that cannot be scored is not an exception but a value, `framing.text.Unscored`:
one bad file must not end a run over a million good ones.
"""


def install_line(extra: str) -> str:
    """Give the line that installs an extra, run in the project's folder.

    Args:
        extra: Name of the extra.

    Returns:
        The line, as the README has it. torch comes first by itself: with the range given, a build for
        CPUs that is at hand is used, and no CUDA is fetched.
    """
    torch = 'pip install "torch>=2.8,<2.14" && ' if extra == "train" else ""
    return f'{torch}pip install ".[{extra}]"'


class FramingError(Exception):
    """Root of every error this package raises on purpose. Its message is one line for a person."""


class UsageError(FramingError):
    """The call cannot be carried out as it was made."""


class ConfigError(UsageError):
    """A config file has an unknown, missing or impossible value."""


class MissingExtraError(FramingError):
    """An optional dependency is not installed.

    Args:
        extra: Name of the extra that brings it, for instance ``train``.
        needed_for: What the caller wanted to do, in a few words.
    """

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(f"{needed_for} needs an extra; in the project's folder: {install_line(extra)}")
        self.extra = extra
        self.needed_for = needed_for


class CheckpointError(FramingError):
    """A checkpoint directory is absent, incomplete or of another version."""


class ScoreTableError(FramingError):
    """A score table is absent, incomplete or mixes checkpoints or schema versions."""


class TrainingDataError(FramingError):
    """Labelled data was refused. The message names file, line and reason."""


class ClusterError(FramingError):
    """A cluster cannot be reached, or could not carry out its work."""


class OutputError(FramingError):
    """The output cannot be written as asked."""
