from datetime import date

import pytest

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
