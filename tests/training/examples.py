"""Examples for the tests of augmentation."""

from framing.labelled.examples import Example
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span


def example(text: str, *, loaded_label: float = 1.0, **wordings: str) -> Example:
    """Make a sentence whose wordings carry the labels they are named by."""
    spans = {
        label: (Span(text.index(wording), text.index(wording) + len(wording)),)
        for label, wording in wordings.items()
    }
    sentence = Sentence(text, 0, len(text), quoted_spans(text))
    return Example(
        sentence, "made", "one", labels={"loaded": loaded_label}, own_loaded=loaded_label, spans=spans
    )


def wording(found: Example, label: str) -> str:
    (span,) = found.spans[label]
    return found.sentence.text[span.start : span.end]
