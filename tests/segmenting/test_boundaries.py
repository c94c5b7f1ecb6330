from typing import Any

import pytest

from framing.segmenting import sentence_spans
from framing.segmenting.boundaries import paragraph_spans
from tests.segmenting.cases import cases


@pytest.mark.parametrize("case", cases("boundaries"))
def test_sentences_end_where_a_reader_ends_them(case: Any) -> None:
    text = case["text"]
    assert [text[span.start : span.end] for span in sentence_spans(text)] == case["sentences"]


def test_paragraphs_are_parted_by_blank_lines_only() -> None:
    text = "\n\n a\nb \n \t\n c\n\n\n\n"
    assert [text[span.start : span.end] for span in paragraph_spans(text)] == ["a\nb", "c"]
