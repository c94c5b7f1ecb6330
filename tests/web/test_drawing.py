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


def test_of_a_checkpoint_without_words_no_loaded_wording_is_told() -> None:
    view = seen(shown("The port closed."))
    wordings = ("Its loaded wording", "Loaded wording: ")
    without, with_words = (Pages(lambda _: 0.5, ("loaded", *words)) for words in ((), ("word_loaded",)))
    assert not any(said in without.start(view=view) for said in wordings)
    assert all(said in with_words.start(view=view) for said in wordings)


def test_what_is_not_decided_is_not_told_as_none() -> None:
    """A folder that was scored with --precision stores a threshold of 1 for what no threshold kept."""
    labels = ("loaded", "word_loaded", "villain", "economic")
    page = Pages(lambda _: 1.0, labels).start(view=seen(shown("The port closed.")))
    told = "Loaded sentences, Loaded words, Villain, Economic"
    assert f'<dt>Not decided at this precision</dt><dd class="soft">{told}</dd>' in page
    assert "Loaded sentences: not decided at this precision" in page
    for said in ("in its own words</p>", "none found", "nobody cast", "none reaches"):
        assert said not in page


def test_what_is_decided_is_told_beside_what_is_not() -> None:
    thresholds = {"loaded": 0.5, "word_loaded": 0.5, "villain": 0.5, "hero": 1.0, "economic": 0.5}
    page = Pages(thresholds.__getitem__, thresholds).start(view=seen(shown("The port closed.")))
    assert '<dt>Not decided at this precision</dt><dd class="soft">Hero</dd>' in page
    for said in ("in its own words</p>", "none found", "nobody cast", "none reaches"):
        assert said in page
