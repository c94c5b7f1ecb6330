"""Small words by what they tell about their neighbours."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

DETERMINERS = frozenset(_LISTS["determiners"])
AFTER_NOUN = frozenset(_LISTS["after_noun"])
TO = frozenset(_LISTS["to"])
NOT_BEFORE_PAST = frozenset(_LISTS["not_before_past"])
NOT_VERBS = frozenset(_LISTS["not_verbs"])
OPENERS = frozenset(_LISTS["openers"])
