"""What of long texts is shown: enough to read, never more than can be made in a moment."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from framing.report.articles import ShownArticle
from framing.scores import LabelledSpan, SentenceScore
from framing.web.view import MOST_COMPARED, MOST_MARKS, PageView, view_page

NOTE = "Of a long text only the beginning is compared, at most 60 sentences."
FEW_MARKS = "Of a sentence with more than 100 marks the first 100 are shown."


def sentence(number: int, text: str, spans: tuple[LabelledSpan, ...] = ()) -> SentenceScore:
    start = 1000 * number
    return SentenceScore(
        "s", "a", None, None, None, number, start, start + len(text), text, 0.0, 0.9, 0.9, spans, {}, "x"
    )


def shown(*texts: str, source: str = "Post") -> ShownArticle:
    rows = tuple(sentence(number, text) for number, text in enumerate(texts))
    return ShownArticle("a", source, None, None, None, 0, rows)


def seen(*articles: ShownArticle) -> PageView:
    return view_page(articles, lambda _: 0.5)


def compared(view: PageView) -> list[int]:
    assert view.event is not None
    return [telling.sentences for telling in view.event.tellings]


def quoting(number: int) -> str:
    return " ".join(f"“a cruel regime {k} ends” says x" for k in range(number))


@pytest.mark.parametrize(
    ("texts", "most"),
    [
        (["The port closed."] * 200, MOST_COMPARED),
        (["word " * 1000] * 50, 4),
        (["word " * 10_000], 1),
        ([quoting(30)] * 50, 3),
        ([quoting(300)], 1),
    ],
    ids=["sentences", "characters", "one sentence", "quotations", "one of quotations"],
)
def test_only_the_beginning_of_a_long_text_is_compared(texts: Sequence[str], most: int) -> None:
    view = seen(shown(*texts), shown("The port shut.", source="Herald"))
    assert compared(view) == [1, most]
    assert view.beginnings
    assert [len(text.article.sentences) for text in view.texts] == [1, len(texts)]


def test_texts_of_a_common_length_are_compared_whole() -> None:
    texts = [f"On day {k} the council of the port said “we close it now” once more." for k in range(60)]
    view = seen(shown(*texts), shown(*texts, source="Herald"))
    assert compared(view) == [60, 60]
    assert not view.beginnings


def test_a_sentence_of_thousands_of_marks_shows_the_first() -> None:
    spans = tuple(LabelledSpan(5 * k, 5 * k + 4, "loaded", 0.9, False) for k in range(3000))
    article = shown("The port closed.")
    long = replace(article, sentences=(sentence(0, "word " * 3000, spans), *article.sentences))
    (text,) = seen(long).texts
    assert text.shortened
    assert [row.spans for row in text.article.sentences] == [spans[:MOST_MARKS], ()]
    assert not seen(article).texts[0].shortened


def test_the_page_says_what_it_does_not_compare(client: TestClient) -> None:
    long, short = "The port closed. " * 70, "The port closed on Monday. The court closed the port."
    page = client.post("/result", data={"text": [long, short]}).text
    assert NOTE in page
    assert "Names only here, of the beginnings" in page or "Names only here" not in page
    assert NOTE not in client.post("/result", data={"text": [short, short + " It is."]}).text


def test_the_page_says_which_marks_it_does_not_show(client: TestClient) -> None:
    page = client.post("/result", data={"text": "the brutal port and " * 200}).text
    assert FEW_MARKS in page
    assert page.count('<mark class="own"') < 2 * MOST_MARKS
    assert FEW_MARKS not in client.post("/result", data={"text": "the brutal port and " * 20}).text
