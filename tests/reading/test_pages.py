from datetime import date

import pytest

from framing.reading import clean
from framing.reading.dates import parse_date
from framing.reading.pages import page_record

PAGE = """<html><head><title>Storm hits Harrow</title>{head}</head><body><article><h1>Storm hits Harrow</h1>
<p>The harbour of Harrow reopened on Thursday after a storm that flooded the fish market, the mayor said.</p>
<p>The council called the damage large and said that the repairs would take a year or even more.</p>
</article><footer>{footer}</footer></body></html>"""


@pytest.mark.parametrize("footer", ["© 2026 Beta", "Copyright 2019-2024 Beta", ""])
def test_a_year_in_the_footer_is_no_date(footer: str):
    assert page_record(PAGE.format(head="", footer=footer)).date is None


def test_the_date_of_a_pages_metadata_is_read():
    head = '<meta property="article:published_time" content="2024-05-12T10:00:00Z">'
    assert page_record(PAGE.format(head=head, footer="© 2026 Beta")).date == date(2024, 5, 12)


@pytest.mark.parametrize(
    ("head", "day_first", "day"),
    [
        ('<meta name="date" content="3/4/2024">', False, date(2024, 3, 4)),
        ('<meta name="date" content="3/4/2024">', True, date(2024, 4, 3)),
        ('<meta name="date" content="04/03/2024">', False, date(2024, 4, 3)),
        ('<meta name="date" content="25/4/2024">', False, date(2024, 4, 25)),
        ('<meta name="date" content="3.4.2024">', False, date(2024, 4, 3)),
        ('<meta name="date" content="2024-04-03">', False, date(2024, 4, 3)),
    ],
)
def test_day_written_with_strokes_is_read_as_in_tables(head: str, day_first: bool, day: date):
    page = page_record(PAGE.format(head=head, footer=""), day_first=day_first)
    assert page.date == day
    written = head.split('content="')[1].removesuffix('">')
    assert parse_date(written, day_first=day_first) == day


@pytest.mark.parametrize("spelled", ["April 3, 2024", "3 Apr. 2024", "3rd April 2024", "2024-04-03"])
def test_day_that_the_page_also_spells_out_is_that_day(spelled: str):
    head = '<meta name="date" content="3/4/2024">'
    page = page_record(PAGE.format(head=head, footer=f"Last changed {spelled}"), day_first=False)
    assert page.date == date(2024, 4, 3)


def test_day_in_a_pages_first_lines_is_read_by_the_same_rule():
    text = "Storm hits Harrow\nPublished 3/4/2024\nThe harbour reopened on Thursday, the mayor said."
    assert clean(text).published == date(2024, 3, 4)
    assert clean(text, day_first=True).published == date(2024, 4, 3)
