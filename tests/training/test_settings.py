import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.errors import ConfigError
from framing.labelled.layouts import LAYOUTS
from framing.training.settings import parse_settings, read_settings
from tests.training.corpus import CONFIG

DEFAULT = Path(__file__).parents[2] / "configs" / "default.toml"


def table() -> dict[str, Any]:
    return tomllib.loads(CONFIG.format(encoder="minilm", data="data"))


def with_key(place: str) -> dict[str, Any]:
    """Give a sound config with one key more, at a place such as ``data.babe.passess``."""
    changed = table()
    *path, name = place.split(".")
    section = changed
    for step in path:
        section = section.setdefault(step, {})
    section[name] = 1
    return changed


def refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        parse_settings(changed, where="mine.toml")


def test_the_config_of_the_default_checkpoint_is_whole() -> None:
    settings = read_settings(DEFAULT)
    assert settings.encoder == "minilm"
    assert {data_set.layout for data_set in settings.data.values()} <= set(LAYOUTS)
    assert settings.data[settings.reference].judged


def test_a_config_says_every_setting() -> None:
    """What decides a checkpoint has no default in the code: the config alone tells how it was made."""
    whole = table()
    for name, section in whole.items():
        if not isinstance(section, dict) and name not in ("licence", "limits"):
            refused({key: value for key, value in whole.items() if key != name}, f"{name}: Field required")
    for section in ("splits", "stopping", "optimisation", "augmentation"):
        for name in whole[section]:
            entries = {key: value for key, value in whole[section].items() if key != name}
            refused(whole | {section: entries}, f"{section}.{name}: Field required")


@pytest.mark.parametrize(
    ("place", "nearest"),
    [
        ("encodr", "encoder"),
        ("optimisation.bach", "batch"),
        ("data.babe.passess", "passes"),
        ("data.babe.columns.lable", "label"),
    ],
)
def test_an_unknown_key_comes_with_the_nearest(place: str, nearest: str) -> None:
    changed = with_key(place)
    refused(changed, f"mine.toml: unknown key {place}; did you mean {nearest}\\?")


def test_of_a_mistyped_key_the_typo_is_told_and_not_what_it_leaves_missing() -> None:
    changed = table()
    changed["optimisation"]["bach"] = changed["optimisation"].pop("batch")
    refused(changed, "unknown key optimisation.bach; did you mean batch")


def test_a_key_like_no_other_is_only_named() -> None:
    refused(table() | {"zzzzzz": 1}, "unknown key zzzzzz$")


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("optimisation", "batch", 0),
        ("optimisation", "precision", "fp8"),
        ("optimisation", "encoder_rate", -1.0),
        ("optimisation", "average", 1.0),
        ("splits", "folds", 1),
        ("splits", "inner", 1.0),
        ("augmentation", "swap", 1.5),
    ],
)
def test_an_impossible_value_is_named(section: str, name: str, value: object) -> None:
    changed = table()
    changed[section][name] = value
    refused(changed, f"mine.toml: {section}.{name}: ")


def test_the_scored_fold_must_be_one_of_the_folds() -> None:
    changed = table()
    changed["splits"]["scored"] = changed["splits"]["folds"]
    refused(changed, "splits.scored")


@pytest.mark.parametrize("name", ["reference", "word_reference"])
def test_a_reference_must_be_a_data_set(name: str) -> None:
    refused(table() | {name: "expert"}, r"'expert' is a reference, but \[data.expert\] is missing")


def test_a_run_needs_data() -> None:
    refused(table() | {"data": {}}, "data: ")


def test_settings_do_not_change() -> None:
    settings = parse_settings(table(), where="mine.toml")
    with pytest.raises(ValueError, match="frozen"):
        settings.name = "other"  # type: ignore[misc]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no config file"):
        read_settings(tmp_path / "absent.toml")


@pytest.mark.parametrize("content", [b"name = ", b"\xff"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    with pytest.raises(ConfigError, match=r"mine\.toml is not TOML"):
        read_settings(tmp_path / "mine.toml")


@pytest.mark.parametrize(
    ("place", "home"),
    [
        ("batch", r"it belongs to \[optimisation\]"),
        ("data.babe.text", r"it belongs to \[data.NAME.columns\]"),
        ("splits.seeds", r"did you mean seed\?"),
        ("optimisation.folds", r"it belongs to \[splits\]"),
        ("data.babe.columns.name", r"it belongs to the top, above the first \[table\]"),
        ("stopping.licence", r"it belongs to the top, above the first \[table\] or \[data.NAME\]"),
        ("splits.pases", r"did you mean passes of \[data.NAME\]\?"),
        ("optimization", r"did you mean optimisation\?"),
    ],
)
def test_a_key_in_the_wrong_table_is_told_where_it_belongs(place: str, home: str) -> None:
    changed = with_key(place)
    refused(changed, f"mine.toml: unknown key {place}; {home}$")
