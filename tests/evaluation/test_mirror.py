"""What must hold between the versions of an event."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from framing.engines.predict import SentenceLogits
from framing.evaluation.following import STRANGERS, Ask, followed_shares, judgement_with_shares
from framing.evaluation.judge import measures
from framing.evaluation.measure import Protocol
from framing.evaluation.mirror import mirror_shares
from framing.evaluation.predictions import Reading, Share, pooled
from framing.labelled.examples import Example
from framing.model.checkpoint import Checkpoint
from framing.text import Sentence, Span, word_spans
from tests.scoring.fakes import make_checkpoint

NEUTRAL = "The army entered the town of Baku."
A = "The Army overran the defenceless town of Baku."
B = "The army freed Baku."
QUOTED = "The army “overran” Baku, a priest said."
EXCHANGED = "Baku overran the defenceless town of the Army."


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return make_checkpoint(tmp_path_factory.mktemp("checkpoint"))


def example(
    text: str,
    version: str,
    roles: dict[str, str] | None = None,
    *,
    group: str = "entry",
    quoted: Sequence[Span] = (),
) -> Example:
    places = {"villain": (), "victim": (), "hero": ()} | {
        role: (Span(text.index(name), text.index(name) + len(name)),) for role, name in (roles or {}).items()
    }
    loaded = float(version != "neutral")
    return Example(
        sentence=Sentence(text, 0, len(text), tuple(quoted)),
        data_set="mirror",
        group=group,
        labels={"loaded": loaded},
        own_loaded=0.0 if version in ("neutral", "quoted") else 1.0,
        spans=places,
        version=version,
    )


def one_set(group: str = "entry") -> list[Example]:
    at = QUOTED.index("“")
    return [
        example(NEUTRAL, "neutral", group=group),
        example(A, "a", {"villain": "The Army", "victim": "Baku"}, group=group),
        example(B, "b", {"hero": "The army"}, group=group),
        example(QUOTED, "quoted", group=group, quoted=[Span(at, QUOTED.index("”") + 1)]),
    ]


def said(text: str, loaded: float, own: float | None = None, **roles: str) -> SentenceLogits:
    """Answer with given log-odds; words named by a role are cast in it."""
    words = word_spans(text)
    table = np.full((len(words), 4), -4.0)
    for role, name in roles.items():
        column = ("loaded", "villain", "victim", "hero").index(role)
        for row, word in enumerate(words):
            table[row, column] = 4.0 if text[word.start : word.end] in name.split() else -4.0
    return SentenceLogits(np.array([loaded, 0.0, 0.0]), loaded if own is None else own, table)


def answering(*exchanged: SentenceLogits) -> Ask:
    """Answer with what is given where the two actors changed names, else that nothing is there."""
    return lambda asked: [exchanged[0] if one.text == EXCHANGED else said(one.text, 3.0) for one in asked]


def shares(reading: Reading, *exchanged: SentenceLogits) -> dict[str, Share]:
    found = judgement_with_shares(reading, answering(*exchanged)).shares
    return {share.name.removeprefix("mirror."): share for share in found}


def right(checkpoint: Checkpoint) -> Reading:
    logits = [
        said(NEUTRAL, -3.0),
        said(A, 3.0, villain="The Army", victim="Baku"),
        said(B, 2.0, hero="The army"),
        said(QUOTED, 2.0, -3.0),
    ]
    return Reading(one_set(), logits, checkpoint)


def test_a_checkpoint_that_is_right_holds_everything(checkpoint: Checkpoint) -> None:
    answer = said(EXCHANGED, 3.0, villain="Baku", victim="the Army")
    found = shares(right(checkpoint), answer)
    assert set(found) == {
        "neutral_lowest",
        "neutral_passed",
        "quoted_passed",
        "roles_follow",
        "roles_renamed",
    }
    assert all(share.held.all() for name, share in found.items() if name != "roles_renamed")
    assert len(found["roles_follow"].held) == 2


def test_roles_that_stay_with_the_name_do_not_follow(checkpoint: Checkpoint) -> None:
    answer = said(EXCHANGED, 3.0, villain="the Army", victim="Baku")
    assert not shares(right(checkpoint), answer)["roles_follow"].held.any()


def test_a_neutral_version_that_scores_higher_is_seen(checkpoint: Checkpoint) -> None:
    reading = right(checkpoint)
    higher = Reading(reading.examples, [said(NEUTRAL, 2.5), *reading.logits[1:]], checkpoint)
    found = shares(higher, reading.logits[1])
    assert not found["neutral_lowest"].held.any()
    assert not found["neutral_passed"].held.any()


def test_a_quotation_that_raises_the_own_words_is_seen(checkpoint: Checkpoint) -> None:
    reading = right(checkpoint)
    raised = Reading(reading.examples, [*reading.logits[:3], said(QUOTED, 2.0, 2.0)], checkpoint)
    assert not shares(raised, reading.logits[1])["quoted_passed"].held.any()


def test_examples_without_versions_have_no_shares(checkpoint: Checkpoint) -> None:
    plain = Example(Sentence(B, 0, len(B)), "silver", "b", labels={"loaded": 1.0})
    reading = Reading([plain], [said(B, 1.0)], checkpoint)
    assert mirror_shares(reading) == followed_shares(reading, lambda _: []) == ()


def test_roles_are_followed_in_sentences_of_no_event_too(checkpoint: Checkpoint) -> None:
    reading = right(checkpoint)
    single = replace(reading.examples[1], version=None)
    answer = said(EXCHANGED, 3.0, villain="Baku")
    found = followed_shares(Reading([single], [reading.logits[1]], checkpoint), answering(answer))
    assert found[0].name == "roles_follow"
    assert found[0].held.tolist() == [True, False]


def test_roles_stay_with_whoever_is_given_another_name(checkpoint: Checkpoint) -> None:
    reading = right(checkpoint)
    asked: list[str] = []

    def ask(sentences: Sequence[Sentence]) -> list[SentenceLogits]:
        asked.extend(sentence.text for sentence in sentences)
        return [said(one.text, 3.0, victim="Okafor Mongolia") for one in sentences]

    (share,) = (one for one in followed_shares(reading, ask) if one.name == "roles_renamed")
    as_villain, as_victim = share.held.tolist()[: len(STRANGERS)], share.held.tolist()[len(STRANGERS) :]
    assert as_villain == [False] * len(STRANGERS)
    assert as_victim == [name in ("Okafor", "Mongolia") for name in STRANGERS]
    assert "The Veldhoven Group overran the defenceless town of Baku." in asked


def test_a_part_without_a_case_leaves_the_share_of_the_others(checkpoint: Checkpoint) -> None:
    judgement = right(checkpoint).judgement()
    share = Share("roles_follow", np.array([True, False]), ("x", "y"))
    (found,) = pooled([judgement, replace(judgement, shares=(share,))]).shares
    assert found.held.tolist() == [True, False]


def test_shares_are_measured_with_intervals_over_events(checkpoint: Checkpoint) -> None:
    share = Share("mirror.neutral_passed", np.array([True, True, False]), ("x", "y", "z"))
    judgement = right(checkpoint).judgement()
    twice = pooled([judgement, judgement])
    assert twice.shares == ()
    kept = type(judgement)(
        judgement.loaded, judgement.own, judgement.frames, judgement.words, judgement.spans, (share,)
    )
    protocol = Protocol("made up", 13, "0123456789abcdef")
    (figure,) = [one for one in measures(pooled([kept, kept]), protocol) if one.name == share.name]
    assert (figure.value, figure.n) == (pytest.approx(2 / 3), 6)
    assert figure.low is not None
    assert figure.low < 2 / 3 < (figure.high or 0)
