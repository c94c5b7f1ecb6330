"""Lets transformers' Auto classes know our network, without importing transformers for it.

``AutoModel.from_pretrained(checkpoint)`` and ``pipeline("framing", ...)`` ask tables that live in
transformers, and transformers offers no entry point to fill them from outside. Importing it only to fill
them would make ``import framing`` take seconds and need the extra ``train``. So a finder waits for the
modules that hold the tables; right after one of them was imported, the module of ours that registers
itself there is imported too. Whoever never touches an Auto class or a pipeline never pays.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_AFTER = {
    "transformers.models.auto.configuration_auto": "framing.model.config",
    "transformers.models.auto.modeling_auto": "framing.model.network",
    "transformers.pipelines": "framing.face.pipeline",
}
"""Module that holds a table to the module of ours that enters itself there when it is imported."""


def register() -> None:
    """Make the Auto classes know our network: now where they are imported already, else once they are."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
    for theirs, ours in _AFTER.items():
        if theirs in sys.modules:
            _import(ours)


def _import(ours: str) -> None:
    # Without torch there is no network to register, and the import of transformers must go on.
    with suppress(ImportError):
        import_module(ours)


class _Finder:
    """Leaves finding to the finders behind it, but sees to it that ours comes after theirs."""

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> "ModuleSpec | None":
        if name not in _AFTER:
            return None
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not cls)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _ThenOurs(spec.loader, _AFTER[name])  # type: ignore[assignment]  # duck-typed
        return spec


class _ThenOurs:
    """Stands in for a loader until its module runs, and leaves no trace on the module."""

    def __init__(self, loader: Any, ours: str) -> None:
        self._loader = loader
        self._ours = ours

    def create_module(self, spec: "ModuleSpec") -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        _import(self._ours)
