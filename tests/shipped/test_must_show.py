"""The case this project was made for: two sources on one event, each loaded in its own way.

Four of the words are named in the codebook and were put into other training sentences (docs/experiments.md):
that they are found shows the whole path works, not that unseen wording would be found.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

import framing
from framing.model.checkpoint import load_checkpoint
from framing.reading import read_articles
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle

CASE = Path(__file__).parent.parent / "cases" / "must_show"


@pytest.fixture(scope="module")
def scored() -> Mapping[str, tuple[SentenceScore, ...]]:
    results = framing.load_scorer(device="cpu").score(read_articles([str(CASE)]))
    return {item.article.source: item.sentences for item in results if isinstance(item, ScoredArticle)}


def loaded_wording(rows: tuple[SentenceScore, ...]) -> str:
    spans = [(row.text, span) for row in rows for span in row.spans if span.label == "loaded"]
    return " | ".join(text[span.start : span.end] for text, span in spans)


@pytest.mark.parametrize("word", ["demilitarize", "client state", "aggression", "meat grinder"])
def test_loaded_wording_of_one_side_is_found(scored: Mapping[str, tuple[SentenceScore, ...]], word: str):
    assert word in loaded_wording(scored["eastern-wire"])


@pytest.mark.parametrize("word", ["unprovoked", "unleashed", "unbridled"])
def test_loaded_wording_of_the_other_side_is_found(
    scored: Mapping[str, tuple[SentenceScore, ...]], word: str
):
    assert word in loaded_wording(scored["western-desk"])


@pytest.mark.parametrize("furniture", ["1920", "log in", "LIVE UPDATES", "Sign up", "Image", "Radio mast"])
def test_no_sentence_comes_from_the_sites_furniture(
    scored: Mapping[str, tuple[SentenceScore, ...]], furniture: str
):
    assert not [row.text for rows in scored.values() for row in rows if furniture in row.text]


def test_the_whole_body_is_scored(scored: Mapping[str, tuple[SentenceScore, ...]]):
    assert {source: len(rows) for source, rows in scored.items()} == {"eastern-wire": 7, "western-desk": 10}


def test_what_a_speaker_says_is_not_the_sources_own_wording(
    scored: Mapping[str, tuple[SentenceScore, ...]],
):
    row = next(row for row in scored["eastern-wire"] if "get the hell out of the way" in row.text)
    swearing = row.text.index("get the hell")
    inside = [span for span in row.spans if span.start <= swearing + 8 < span.end]
    assert 0 < row.quoted_share < 1
    assert inside
    assert all(span.quoted for span in inside)
    assert row.own_loaded < load_checkpoint().sentence_decisions[0].threshold <= row.loaded


# A known failure: of "mounting Mornish aggression" the checkpoint finds the wording, not the villain.
@pytest.mark.xfail(strict=True, reason="an adjective that names the aggressor is not found as villain")
def test_the_two_sources_disagree_about_the_villain(scored: Mapping[str, tuple[SentenceScore, ...]]):
    villains = {
        source: " ".join(
            row.text[span.start : span.end] for row in rows for span in row.spans if span.label == "villain"
        )
        for source, rows in scored.items()
    }
    assert "Morn" in villains["eastern-wire"]
    assert "Vellania" in villains["western-desk"]
