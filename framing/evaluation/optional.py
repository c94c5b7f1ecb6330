"""The one place that reaches for scikit-learn, which the base install does not bring."""

from importlib import import_module
from typing import Any

from framing.errors import MissingExtraError


def scikit_learn(module: str) -> Any:
    """Import a part of scikit-learn.

    Args:
        module: Name below ``sklearn``, for instance ``metrics``.

    Returns:
        The module. It has no type information of its own.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    try:
        return import_module(f"sklearn.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sklearn":
            raise
        raise MissingExtraError("train", "measuring with scikit-learn") from error
