"""A language is one package: what it brings is used, and what is not there falls back to the first one."""

import re
from dataclasses import fields

import pytest

import framing.languages
from framing.languages import FUNCTION_WORDS, LANGUAGES, PAGES, SMALL, Language, SentenceWords, sentence_words
from framing.segmenting import segment

GERMAN = SentenceWords(
    never_last=frozenset({"bzw", "Abg"}),
    before_number=frozenset(),
    may_be_last=frozenset(),
    clock=frozenset(),
    after_clock=frozenset(),
    starters=frozenset({"Das", "Die"}),
    speech_verbs=frozenset({"fragte"}),
)
TEXT = "Die Abg. Moser kam spät. Das sagte sie selbst."


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    english = LANGUAGES[0]
    language = Language(code="de", sentences=GERMAN, pages=english.pages, small=english.small)
    monkeypatch.setattr(framing.languages, "LANGUAGES", (*LANGUAGES, language))


@pytest.mark.usefixtures("german")
def test_an_article_is_cut_by_the_words_of_its_language() -> None:
    assert [sentence.text for sentence in segment(TEXT, "de")] == [
        "Die Abg. Moser kam spät.",
        "Das sagte sie selbst.",
    ]
    assert len(segment(TEXT, "en")) == 3


@pytest.mark.usefixtures("german")
def test_a_language_without_words_is_cut_by_those_of_the_first() -> None:
    assert sentence_words("fi") is sentence_words(None) is LANGUAGES[0].sentences
    assert len(segment("Gen. Ray left. He did not return.", "fi")) == 2


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_patterns_of_each_language_are_patterns(language: Language) -> None:
    for field in fields(language.pages):
        for pattern in getattr(language.pages, field.name):
            re.compile(pattern)
    assert all(re.compile(pattern) for pattern in language.small.elided + language.small.before_apostrophe)
    assert len(language.small.weekdays) == 7


def test_each_language_has_its_own_code_and_all_of_their_words_hold_together() -> None:
    assert len({language.code for language in LANGUAGES}) == len(LANGUAGES)
    for language in LANGUAGES:
        assert set(language.pages.calls) <= set(PAGES.calls)
        assert set(language.small.pronouns) <= set(SMALL.pronouns) & FUNCTION_WORDS
