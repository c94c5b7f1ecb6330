import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.cli.prose import prose

MARKDOWN = """---
title: Port
---
# The port *closed*

See [the brutal page](https://x.test/brutal "brutal") and `brutal_code()`.

- first **item**
- second item

```
brutal = 1
```

| brutal | table |

<!-- brutal --> <b class="brutal">bold</b> https://x.test/brutal
"""

PAGE = """<!doctype html>
<html><head><title>brutal</title><style>brutal {}</style></head>
<body><h1>The port</h1><p>The <em class="brutal">old</em> port.</p><p>A second
one &amp; more.</p><script>brutal()</script><!-- brutal --></body></html>
"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_markdown_keeps_what_is_read() -> None:
    kept = words(prose(MARKDOWN, ".md"))
    assert " ".join(kept) == "The port closed See the brutal page and first item second item bold"


def test_a_page_keeps_what_is_read() -> None:
    assert " ".join(words(prose(PAGE, ".html"))) == "The port The old port A second one more"


def test_items_and_paragraphs_are_parted_by_a_blank_line() -> None:
    assert re.search(r"item\s*\n\s*\n\s*second", prose(MARKDOWN, ".md"))
    assert re.search(r"port\.\s*\n\s*\n\s*A second", prose(PAGE, ".html"))


def test_a_tag_within_a_sentence_does_not_part_it() -> None:
    assert re.search(r"The +old +port\.", prose(PAGE, ".html"))


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
@pytest.mark.parametrize("text", [MARKDOWN, PAGE])
def test_each_word_stays_at_its_place(text: str, suffix: str) -> None:
    kept = prose(text, suffix)
    assert len(kept) == len(text)
    assert all(text[match.start() : match.end()] == match.group() for match in re.finditer(r"\w+", kept))


@given(
    st.text(alphabet="ab \n\r<>/!-*_[]()`#|.:&;\"'\u2028\x0b", max_size=200),
    st.sampled_from([".md", ".html"]),
)
def test_no_text_loses_its_places(text: str, suffix: str) -> None:
    kept = prose(text, suffix)
    assert len(kept) == len(text)
    assert all(text[match.start() : match.end()] == match.group() for match in re.finditer(r"\w+", kept))
