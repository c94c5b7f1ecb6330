from typing import Any

import pytest

from framing.segmenting import quoted_spans, sentence_spans
from tests.segmenting.cases import cases


@pytest.mark.xfail(strict=True, reason="cannot be told from the text alone; `why` in the case says more")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failure(case: Any) -> None:
    text = case["text"]
    find, expected = (
        (sentence_spans, case["sentences"]) if "sentences" in case else (quoted_spans, case["quoted"])
    )
    assert [text[span.start : span.end] for span in find(text)] == expected
