"""Training on a user's own tables: the settings that ``framing train --data`` stands for."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from framing.labelled.hub import hub_name
from framing.labelled.layouts import HUB, OWN
from framing.training.settings import Settings, SplitBy, parse_settings, read_settings

_CONFIG = Path(__file__).parent / "tuning.toml"


@dataclass(frozen=True, slots=True)
class OwnRun:
    """What a user may say of a run without writing a config. ``None`` leaves it to the config.

    Attributes:
        data: Files, or ids of Hugging Face data sets.
        encoder: As in the settings.
        name: Name of the checkpoint.
        languages: ISO 639-1 codes; none to leave them to the config.
        epochs: How often each sentence is seen at the most.
        columns: Pairs of meaning and column, for instance ``("text", "sentence")``.
        by: What splits do not divide: ``group`` or ``source``.
    """

    data: tuple[str, ...] = ()
    encoder: str | None = None
    name: str | None = None
    languages: tuple[str, ...] = ()
    epochs: float | None = None
    columns: tuple[tuple[str, str], ...] = ()
    by: SplitBy | None = None


def tuning_config() -> str:
    """Give the complete, commented config of a run on one's own labels.

    Returns:
        TOML, as `read_settings` takes it.
    """
    return _CONFIG.read_text("utf-8")


def own_settings(run: OwnRun, config: Path | None = None) -> Settings:
    """Compose the settings of a run.

    Args:
        run: What the user says.
        config: A config file; ``None`` for the packaged one.

    Returns:
        The settings of the config, with what the user says in its place.

    Raises:
        ConfigError: The config is absent or wrong.
    """
    if config is not None:
        settings = read_settings(config)
    else:
        settings = parse_settings(tomllib.loads(tuning_config()), where=_CONFIG.name)
    changes: dict[str, Any] = {}
    if run.data:
        data = _data_sets(run, settings)
        first = next(iter(data))
        changes = {"data": data, "reference": first, "word_reference": first}
        # The packaged config has a name for want of one; who writes a config has chosen theirs.
        changes |= {"data_folder": Path(), "name": first if config is None else settings.name}
    else:
        changes = {"data": {name: _changed(one, run) for name, one in settings.data.items()}}
    given = {"encoder": run.encoder, "languages": run.languages or None, "name": run.name}
    changes |= {key: value for key, value in given.items() if value is not None}
    if run.by is not None:
        changes["splits"] = settings.splits.model_copy(update={"by": run.by})
    return settings.model_copy(update=changes)


def _data_sets(run: OwnRun, settings: Settings) -> dict[str, Any]:
    """Make a data set of each file, otherwise like the config's first one."""
    model = _changed(next(iter(settings.data.values())), run)
    data: dict[str, Any] = {}
    for item in run.data:
        layout = OWN if hub_name(item) is None else HUB
        data[_free_name(item, set(data))] = model.model_copy(
            update={"file": item, "layout": layout, "folder": None}
        )
    return data


def _changed(data_set: Any, run: OwnRun) -> Any:
    changes: dict[str, Any] = {"columns": replace(data_set.columns, **dict(run.columns))}
    if run.epochs is not None:
        changes["passes"] = run.epochs
    return data_set.model_copy(update=changes)


def _free_name(item: str, taken: set[str]) -> str:
    """Name a data set after its file: the first part that is no ending, in plain characters."""
    wanted = hub_name(item)
    stem = Path(item).name.partition(".")[0] if wanted is None else Path(wanted.path).name
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-") or "mine"
    number, name = 1, plain
    while name in taken:
        number += 1
        name = f"{plain}-{number}"
    return name
