"""Pages speak only of the labels that the checkpoint tells."""

import pytest

from framing.web.drawing import Pages
from tests.web.test_view import seen, shown


@pytest.mark.parametrize(
    ("known", "said", "unsaid"),
    [
        (("loaded", "word_loaded"), (), ("villain", "Frames")),
        (("loaded", "economic"), ("Frames",), ("villain",)),
        (("loaded", "villain"), ("villain",), ("Frames",)),
        (("loaded", "economic", "hero"), ("villain", "Frames"), ()),
    ],
)
def test_what_the_checkpoint_lacks_is_not_spoken_of(
    known: tuple[str, ...], said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    pages = Pages(lambda _: 0.5, known)
    page = pages.start(view=seen(shown("The port closed.")))
    assert [word for word in (*said, *unsaid) if word in page] == list(said)
