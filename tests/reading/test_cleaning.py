"""Scraped pages come out as bodies: no furniture, no sentence lost."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from framing.reading import clean, line_kind
from framing.reading.characters import clean_characters
from framing.reading.headers import header_date
from framing.reading.inline import strip_inline
from framing.reading.lines import ends_sentence
from framing.reading.paragraphs import split_paragraphs

CASES = Path(__file__).parent.parent / "cases"
LINES = [json.loads(line) for line in (CASES / "lines.jsonl").read_text(encoding="utf-8").splitlines()]
PAGES = sorted(path.name.removesuffix(".expected.txt") for path in (CASES / "scraped").glob("*.expected.txt"))

_PIECES = st.sampled_from(
    [
        "The ferry sank on Monday.",
        "Share this article",
        "(Image: LP)",
        "Boats - Lantern, 1920, 28.02.2031",
        "Ferry Sinks Off the Coast of Morn",
        "What the flood means for the fleet",
        "WASHINGTON — The wall stands.",
        "PARIS (Reuters) - Talks began.",
        "- ",
        "• Item",
        "date 2031-05-15 ",
        "By Ada Quill",
        "“We stay,” she said.",
        "Sign up for our newsletter here. ",
        "Subscribe",
        "Newsletter",
        "Recommended for you",
        "Who pays for the wall?",
        "Comments (3)",
        "Reply",
        "Lantern, 1920",
        "Ada Quill is a reporter. Write to us at quill@lantern.example.",
        "Who pays for the wall? The ferry sank on Monday.",
        "HARROW: The wall stands.",
        "Published: May 15, 2031 | By Ada Quill",
        "The wall was built by the fishermen of Harrow in a year",
        "Boats lie at the quay of Harrow on May 2, 2031.",
        "\n",
        "\n\n",
        "\u00a0",
        "\u200b",
        "\u0301",
        "*",
        ",",
        "—",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=12).map("".join))


@pytest.mark.parametrize("name", PAGES)
def test_scraped_page_gives_its_body(name: str) -> None:
    page = (CASES / "scraped" / f"{name}.txt").read_text(encoding="utf-8")
    head, _, body = (CASES / "scraped" / f"{name}.expected.txt").read_text(encoding="utf-8").partition("\n\n")
    expected = dict(line.split(":", 1) for line in head.splitlines())
    cleaned = clean(page)
    assert cleaned.text == body.strip()
    assert (cleaned.title or "") == expected["title"].strip()
    assert str(cleaned.published or "") == expected["published"].strip()


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["line"][:40])
def test_line_is_told_by_its_shape(case: dict[str, str]) -> None:
    assert line_kind(case["line"]) == case["kind"]


@given(_TEXTS)
@example("- ::DATE2000-01-01 .")
@example("DATE2000-01-01 DATE2000-01-01 0")
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once.text, title=once.title).text == once.text
    assert clean(once.text).text == once.text


@given(st.text(alphabet=st.characters()), st.none() | st.text(max_size=30))
def test_cleaned_text_is_normal_and_printable(text: str, title: str | None) -> None:
    cleaned = clean(text, title=title)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    assert "\n\n\n" not in cleaned.text
    assert cleaned.text == cleaned.text.strip()
    cleaned.text.encode("utf-8")
    (cleaned.title or "").encode("utf-8")


@given(st.lists(st.sampled_from([case["line"] for case in LINES]), max_size=12))
def test_body_sentences_survive_any_furniture_around_them(lines: list[str]) -> None:
    sentence = "The pilot of the Harrow ferry blamed the regent for the flood."
    page = "\n\n".join([*lines, sentence, *reversed(lines)])
    assert sentence in clean(page).text.split("\n\n")


def test_every_line_is_accounted_for() -> None:
    cleaned = clean("Ferry Sinks Off Morn Coast\nThe ferry sank.\nShare this article")
    assert [(line.kind, line.text) for line in cleaned.lines] == [
        ("headline", "Ferry Sinks Off Morn Coast"),
        ("body", "The ferry sank."),
        ("furniture", "Share this article"),
    ]


def test_given_headline_is_not_body_where_the_text_repeats_it() -> None:
    cleaned = clean("“We stay!”\n\nThe ferry sank on Monday.", title="'We stay!'")
    assert cleaned.text == "The ferry sank on Monday."


def test_lone_headline_stays_as_text() -> None:
    assert clean("Regent slaughters herring").text == "Regent slaughters herring"


def test_furniture_alone_gives_no_text() -> None:
    assert clean("Advertisement\n\nShare this article\n\n(Image: LP)").text == ""


def test_paragraph_shown_twice_is_kept_once() -> None:
    paragraph = "The mayor of Harrow called the flood a disgrace."
    assert (
        clean(f"{paragraph}\n\nIt was.\n\n{paragraph}\n\nIt was.").text
        == f"{paragraph}\n\nIt was.\n\nIt was."
    )


def test_site_named_behind_captions_is_not_the_headline() -> None:
    page = (
        "Eastern Lantern Press, 1920\nFerry Sinks Off Morn Coast\nThe ferry - Eastern Lantern Press, 1920\n"
        "The ferry sank off the coast of Morn."
    )
    assert clean(page).title == "Ferry Sinks Off Morn Coast"


def test_slogan_beside_a_call_above_the_headline_is_no_body() -> None:
    page = (
        "Nothing but the strait. Sign up for updates.\nFerry Sinks Off Morn Coast\nThe ferry sank off Morn."
    )
    assert clean(page).text == "The ferry sank off Morn."


def test_lead_above_a_section_heading_is_body() -> None:
    page = "The ferry sank off Morn.\nWhat Fishermen Saw That Night\nThe fishermen saw a light."
    assert clean(page).text == "The ferry sank off Morn.\n\nThe fishermen saw a light."


def test_question_above_a_byline_is_the_headline() -> None:
    cleaned = clean("Who pays for the wall?\nBy Ada Quill\nThe fishermen pay for it.")
    assert (cleaned.title, cleaned.text) == ("Who pays for the wall?", "The fishermen pay for it.")


def test_question_that_opens_the_body_stays() -> None:
    assert (
        clean("Who pays for the wall?\nThe fishermen pay.").text
        == "Who pays for the wall?\n\nThe fishermen pay."
    )


def test_question_in_a_list_of_links_is_no_body() -> None:
    page = "The ferry sank.\nRecommended for you\nWho pays for the wall?\nTen wettest towns in Morn"
    assert clean(page).text == "The ferry sank."


def test_question_behind_a_button_is_body() -> None:
    assert clean("It sank.\nRead more\nWho pays?\nNobody.").text == "It sank.\n\nWho pays?\n\nNobody."


def test_readers_comments_are_no_body() -> None:
    body = "The ferry sank.\n\nNine were saved.\n\nThe regent kept silent."
    page = f"{body}\n\n12 Comments\n\nbram_o\n\nThe regent is a crook.\n\nReply"
    assert clean(page).text == body


def test_comments_button_above_the_body_costs_nothing() -> None:
    assert clean("Comments (3)\nReply\nThe ferry sank.\nNine were saved.").text == (
        "The ferry sank.\n\nNine were saved."
    )


def test_pull_quote_is_kept_where_it_was_said() -> None:
    said = "Bram Oster mends nets. “The only crown is the foam,” he told me on the quay."
    assert clean(f"It was cold.\n\n{said}\n\n“The only crown is the foam.”").text == f"It was cold.\n\n{said}"


def test_refrain_is_kept() -> None:
    text = "The wall fell on Monday.\n\nIt was cold.\n\nThe sea came.\n\nIt was cold."
    assert clean(text).text == text


def test_authors_note_goes_only_where_a_byline_names_the_author() -> None:
    story = "The ferry sank.\n\nAda Quill is a reporter for the Lantern."
    assert clean(story).text == story
    assert clean(f"Ferry Sinks Off Morn\nBy Ada Quill\n{story}").text == "The ferry sank."


def test_newsletter_box_goes_and_the_body_around_it_stays() -> None:
    page = "The ferry sank.\nNewsletter\nThe strait in five minutes.\nSubscribe\nNine were saved."
    assert clean(page).text == "The ferry sank.\n\nNine were saved."


def test_call_within_a_paragraph_goes_and_the_sentences_stay() -> None:
    text = "The ferry sank. Click here to read more. Nine were saved."
    assert clean(text).text == "The ferry sank. Nine were saved."


def test_characters_are_unified_and_quotes_kept() -> None:
    text = "Cafe\u0301\u00a0“open”\u202f– l’été\u200b \u202eevil\u202c so\u00adft\r\nnext\x00\x07"
    assert clean_characters(text) == "Café “open” – l’été evil soft\nnext"


def test_lone_surrogate_is_replaced() -> None:
    assert clean_characters("a\ud800b") == "a\ufffdb"


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The harbour of Harrow reopened on Thursday after a storm that\n"
        "flooded the fish market and tore the roof off the chandlery,\n"
        "the mayor said.\n\nThe council called the damage a disgrace that was long in the\nmaking."
    )
    assert split_paragraphs(wrapped) == (
        "The harbour of Harrow reopened on Thursday after a storm that flooded the fish market and tore the "
        "roof off the chandlery, the mayor said.",
        "The council called the damage a disgrace that was long in the making.",
    )


def test_wrapped_paragraphs_without_blank_lines_are_told_apart() -> None:
    wrapped = (
        "The harbour of Harrow reopened on Thursday after a storm that\n"
        "flooded the fish market.\n"
        "The council called the damage a disgrace that was long in the\n"
        "making and blamed the regent who had cut the money for the wall\n"
        "twice.\n"
    )
    assert len(split_paragraphs(wrapped)) == 2


def test_one_paragraph_a_line_stays_so() -> None:
    text = "The ferry sank on Monday.\nNine were saved by the crew of a trawler.\nThe regent kept silent."
    assert split_paragraphs(text) == tuple(text.split("\n"))


def test_line_broken_at_a_link_is_mended() -> None:
    text = "The admiral told the Tidewater Gazette\n, a daily, that nobody had fired at the boats\nand left."
    assert split_paragraphs(text) == (
        "The admiral told the Tidewater Gazette, a daily, that nobody had fired at the boats and left.",
    )


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("GENEVA (Reuters) - The talks began.", "The talks began."),
        ("Harrow (CNN) The talks began.", "The talks began."),
        ("NEW HARROW: The talks began.", "The talks began."),
        ("Harrow: the talks began.", None),
        ("HARROW, May 3 (Lantern Wire) — The talks began.", "The talks began."),
        ("WASHINGTON — The talks began.", "The talks began."),
        ("The Cable News Network (CNN) said the talks began.", None),
        ("The Harbour Union (HU) - the largest - met.", None),
        ("NATO — the alliance — met.", None),
        ("The talks began. (Image: AP)", "The talks began."),
        ("The talks (2031) began.", None),
        ("The wall (pictured by drone) fell.", None),
        ("• The talks began.", "The talks began."),
        (
            "So said Bram Oster Bram Jan OsterRegent's purse stays shut Wall crumbles MORE on Monday.",
            "So said Bram Oster on Monday.",
        ),
        ("Bram Oster wants MORE on Monday.", None),
        ("The talks began. (Reporting by Ada Quill; Editing by Bram Oster)", "The talks began."),
    ],
)
def test_inline_furniture(line: str, rest: str | None) -> None:
    assert strip_inline(line, first=True) == (line if rest is None else rest)


def test_place_in_capitals_is_a_dateline_only_at_the_opening() -> None:
    assert strip_inline("NAFTA — The treaty held.") == "NAFTA — The treaty held."


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("date 2022-03-01 As talks began", date(2022, 3, 1), "As talks began"),
        ("Published March 3, 2021", date(2021, 3, 3), ""),
        ("26.02.2022", date(2022, 2, 26), ""),
        ("Updated: 3 March 2021 10:15 GMT", date(2021, 3, 3), ""),
        ("March 3, 2021 was a cold day.", None, "March 3, 2021 was a cold day."),
        ("Dates matter.", None, "Dates matter."),
    ],
)
def test_header_date(line: str, day: date | None, rest: str) -> None:
    assert header_date(line) == (day, rest)


def test_long_line_is_no_trouble() -> None:
    for text in ("a" * 300_000, "-" * 300_000, "A " * 100_000, "(" * 100_000, "A, " * 100_000, "“" * 100_000):
        clean(text)


@given(st.text(st.sampled_from(" \t\xa0\u2003\u3000aé\n"), max_size=30))
def test_each_run_of_spaces_is_one_space(text: str) -> None:
    """Single plain spaces are left as they stand, and nothing else."""
    assert clean_characters(text) == re.sub("[ \t\xa0\u2003\u3000]+", " ", text)


@given(st.text(st.sampled_from('ab .!?…"”)]*†12²'), max_size=12))
def test_a_sentence_ends_with_its_mark_whatever_closes_or_notes_it(line: str) -> None:
    without_note = re.sub(r"(?<=[.!?\"”])\d{1,2}$", "", line)
    assert ends_sentence(line) == bool(re.search(r"[.!?…][\"”)\]*†]*$", without_note))


@pytest.mark.parametrize(
    "line",
    [
        "Boats at the quay (Jane Doe/Reuters)",
        "Boats at the quay. REUTERS/Jane Doe",
        "The boats lay at the quay on Monday. | AP Photos",
        "Boats at the quay, (Photo by Jane Doe, Lantern)",
        "Boats at the quay via Reuters",
        "Boats at the quay Credit... Jane Doe/The New York Times",
    ],
)
def test_each_form_of_credit_at_the_end_makes_a_caption(line: str) -> None:
    assert line_kind(line) == "caption"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "line",
    [
        "(Reuters) - " * 4_000,
        "PARIS (Reuters) - " * 2_700 + "The port closed.",
        "A-" * 24_000 + " MORE",
        "Ab." * 16_000 + " MORE",
        "Published May 3, 2031 " * 2_200 + "The port closed.",
        "• " * 24_000 + "The port closed.",
    ],
    ids=lambda line: line[:9],
)
def test_line_of_nothing_but_furniture_is_soon_cleaned_and_then_clean(line: str) -> None:
    text = "\n".join([line] * 3)
    cleaned = clean(text).text
    assert clean(cleaned).text == cleaned


def test_few_datelines_in_a_row_go_and_a_line_of_many_is_left_as_it_is() -> None:
    assert strip_inline("PARIS (Reuters) - " * 5 + "The port closed.") == "The port closed."
    many = "PARIS (Reuters) - " * 50 + "The port closed."
    assert strip_inline(many) == many
    assert strip_inline("• " * 50 + "The port closed.") == "The port closed."
