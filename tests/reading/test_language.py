"""The language of articles and of paragraphs that differ."""

import errno
import threading
import time

import pytest

from framing.errors import OutputError
from framing.reading import foreign_paragraphs, language, language_of

ENGLISH = "The harbour of Harrow was closed on Tuesday while the council argued about the ferry and the wall."
GERMAN = (
    "Nach Angaben der Polizei wurden bei dem Brand im Hafen drei Menschen verletzt, zwei von ihnen schwer."
)
RUSSIAN = "Правительство во вторник представило законопроект о сокращении расходов."


def test_languages_are_named() -> None:
    assert [language_of(text) for text in (ENGLISH, GERMAN, RUSSIAN)] == ["en", "de", "ru"]


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("loaded the model")

    text = (
        f"{ENGLISH} This is the wall that the mayor said would hold, with the ferry and the boats behind it."
    )
    monkeypatch.setattr(language, "_identifier", never)
    assert language_of(text) == "en"
    assert foreign_paragraphs(f"{text}\n\n{text}", "en") == ()


def test_the_model_is_loaded_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    class Named:
        labels = ("de",)

        def set_languages(self, labels: list[str]) -> None:
            assert labels == ["de"]

        def classify(self, _: str) -> tuple[str, float]:
            return "de", 1.0

    loaded = []

    def load(*_: object, **__: object) -> Named:
        loaded.append(1)
        time.sleep(0.05)
        return Named()

    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", load)
    language._identifier.cache_clear()
    language.load_ahead()
    language.load_ahead()
    assert language_of(GERMAN) == "de"
    for thread in threading.enumerate():
        # One that comes late would load the stand-in for the tests that follow.
        if thread.name == "framing-language":
            thread.join()
    language._identifier.cache_clear()
    assert len(loaded) == 1


def test_words_that_only_look_english_do_not_make_a_text_english() -> None:
    dutch = (
        "Of de haven dicht blijft of open gaat, of dat de veerboot vaart of niet, dat wist niemand, of toch? "
    )
    assert language_of(2 * dutch) == "nl"
    french = "Saïd et Said ont fermé le port mardi, et Said a dit que Said ne partirait pas sans Said. "
    assert language_of(2 * french) == "fr"


def test_short_text_has_no_language() -> None:
    assert [language_of(text) for text in ("", "Paris", "Angela Merkel", "1, 2, 3.")] == [None] * 4


def test_foreign_paragraph_is_placed() -> None:
    text = f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}"
    (span,) = foreign_paragraphs(text, "en")
    assert text[span.start : span.end] == GERMAN
    assert span.language == "de"


def test_another_script_needs_few_letters() -> None:
    text = f"{ENGLISH}\n\nМэр молчал.\n\n{ENGLISH}"
    assert [text[span.start : span.end] for span in foreign_paragraphs(text, "en")] == ["Мэр молчал."]


def test_english_names_quotes_and_short_lines_are_not_foreign() -> None:
    paragraphs = (
        "“Laissez-faire!” shouted Jean-Claude van den Berg of the Rassemblement maritime d’Harrow.",
        "Sen. Ted Cruz, R-Texas, met Volodymyr Zelenskyy, Xi Jinping and Recep Tayyip Erdogan.",
        "Ja, bitte.",
        "Contributing: Erin Kelly",
        "The mayor said: «Мы остаёмся здесь», and left the hall.",
    )
    assert foreign_paragraphs("\n\n".join((ENGLISH, *paragraphs)), "en") == ()


def test_unknown_language_has_no_foreign_paragraphs() -> None:
    assert foreign_paragraphs(f"{ENGLISH}\n\n{GERMAN}", None) == ()


def test_english_paragraph_in_a_foreign_article_is_found() -> None:
    text = f"{GERMAN} {GERMAN}\n\n{GERMAN}\n\n{ENGLISH}"
    assert [span.language for span in foreign_paragraphs(text, "de")] == ["en"]


def test_short_foreign_paragraph_in_latin_letters_is_found() -> None:
    stray = "Port pozostał zamknięty we wtorek rano."
    text = f"{ENGLISH}\n\n{stray}"
    assert [(text[span.start : span.end], span.language) for span in foreign_paragraphs(text, "en")] == [
        (stray, "pl")
    ]


def test_no_room_for_the_language_model_ends_the_run_and_is_no_fault_of_the_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", full)
    language._identifier.cache_clear()
    with pytest.raises(OutputError, match=r"cannot write to the temporary folder .*: No space left"):
        language.language_of("Die Familien schlossen am Montag den Hafen und gingen nach Hause.")
    language._identifier.cache_clear()
