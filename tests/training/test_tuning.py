import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from framing.errors import ConfigError
from framing.training.settings import Settings, parse_settings
from framing.training.tuning import OwnRun, own_settings, tuning_config

DEFAULT = Path(__file__).parents[2] / "configs" / "default.toml"


def missing(model: type[BaseModel], table: dict[str, object], text: str) -> list[str]:
    """List settings that a config neither sets nor shows in a comment."""
    absent = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if name not in table and f"# {name} =" not in text:
            absent.append(name)
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            absent += missing(inner, table.get(name, {}), text)  # type: ignore[arg-type]
    return absent


def test_the_packaged_config_says_every_setting() -> None:
    text = tuning_config()
    table = tomllib.loads(text)
    parse_settings(table, where="tuning.toml")
    data_set = Settings.model_fields["data"].annotation.__args__[1]  # type: ignore[union-attr]
    absent = [*missing(Settings, table, text), *missing(data_set, table["data"]["mine"], text)]
    assert absent == []


def test_every_setting_of_the_packaged_config_has_a_comment() -> None:
    lines = [line for line in tuning_config().splitlines() if "=" in line and not line.startswith("#")]
    assert [line for line in lines if "#" not in line] == []


def test_sources_may_be_held_out_instead_of_groups() -> None:
    assert own_settings(OwnRun(data=("mine.csv",))).splits.by == "group"
    assert own_settings(OwnRun(data=("mine.csv",), by="source")).splits.by == "source"


def test_data_of_ones_own_take_the_place_of_the_configs() -> None:
    settings = own_settings(OwnRun(data=("some/mine.csv", "more.jsonl")))
    assert {name: (one.file, one.layout) for name, one in settings.data.items()} == {
        "mine": ("some/mine.csv", "own"),
        "more": ("more.jsonl", "own"),
    }
    assert (settings.reference, settings.word_reference, settings.name) == ("mine", "mine", "mine")
    assert settings.encoder == "default"


def test_what_the_user_says_wins() -> None:
    own = OwnRun(("a.csv",), "minilm", "ports", ("de", "fr"), 2.5, (("text", "Satz"), ("group", "story")))
    settings = own_settings(own)
    assert (settings.encoder, settings.name, settings.languages) == ("minilm", "ports", ("de", "fr"))
    data_set = settings.data["a"]
    assert (data_set.passes, data_set.columns.text, data_set.columns.label) == (2.5, "Satz", "label")
    assert data_set.columns.group == "story"


def test_the_name_in_a_config_of_ones_own_counts_with_other_data_too(tmp_path: Path) -> None:
    config = tmp_path / "ports.toml"
    config.write_text(tuning_config().replace('name = "mine"', 'name = "ports"'), "utf-8")
    assert own_settings(OwnRun(data=("a.csv",)), config).name == "ports"
    assert own_settings(OwnRun(data=("a.csv",), name="said"), config).name == "said"


def test_a_config_keeps_its_settings_and_its_data() -> None:
    settings = own_settings(OwnRun(name="other"), DEFAULT)
    assert (settings.name, settings.encoder) == ("other", "minilm")
    assert "babe" in settings.data


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (("a/mine.csv", "b/mine.csv"), ["mine", "mine-2"]),
        (("my data (2).csv.gz",), ["my-data-2"]),
        (("somebody/ports:test",), ["ports"]),
        (("imdb",), ["imdb"]),
        (("somebody/ports-1.5@main:en:test",), ["ports-1-5"]),
        (("….csv",), ["mine"]),
    ],
)
def test_data_sets_are_named_after_their_files(files: tuple[str, ...], names: list[str]) -> None:
    assert list(own_settings(OwnRun(data=files)).data) == names


def test_an_id_of_the_hub_is_told_from_a_file() -> None:
    (data_set,) = own_settings(OwnRun(data=("somebody/ports:test",))).data.values()
    assert (data_set.file, data_set.layout) == ("somebody/ports:test", "hub")


def test_a_missing_config_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no config file"):
        own_settings(OwnRun(), tmp_path / "absent.toml")
