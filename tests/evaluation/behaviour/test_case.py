import pytest

from framing.evaluation.behaviour import BehaviourCase, Observed, failure, remark, summarise
from framing.evaluation.behaviour.summary import KindResult
from framing.evaluation.measure import Protocol
from framing.text import Span

INJECTED = BehaviourCase(
    "injected", "verb", "He said so.", "He ranted so.", "raises_over_threshold", Span(3, 9)
)
NEUTRAL = BehaviourCase("synonym", "verb", "He said so.", "He stated so.", "stays_neutral")
SAME = BehaviourCase("names", "party", "Green voters.", "Labour voters.", "unchanged")
QUOTED = BehaviourCase("quoted", "clause", '"Yes," he said.', '"Scum," he said.', "own_unchanged")
MENTION = BehaviourCase("mention", "mention", 'The word "mob".', 'The word "mob".', "stays_neutral")


def seen(loaded, own=0.0, *spans):
    return Observed(loaded, own, spans)


def test_injected_wording_must_cross_the_threshold_and_be_found():
    assert failure(INJECTED, seen(0.1), seen(0.6, 0.6, Span(5, 7)), 0.5) is None
    assert failure(INJECTED, seen(0.1), seen(0.4, 0.4, Span(3, 9)), 0.5) == "loaded wording not noticed"
    assert failure(INJECTED, seen(0.1), seen(0.6, 0.6, Span(10, 12)), 0.5) is not None
    assert failure(INJECTED, seen(0.8), seen(0.7, 0.7, Span(3, 9)), 0.5) is not None


def test_a_synonym_must_stay_below_the_threshold():
    assert failure(NEUTRAL, seen(0.1), seen(0.49), 0.5) is None
    assert failure(NEUTRAL, seen(0.1), seen(0.5), 0.5) is not None


def test_a_name_may_move_neither_label_nor_probability():
    assert failure(SAME, seen(0.6), seen(0.69), 0.5) is None
    assert failure(SAME, seen(0.45), seen(0.51), 0.5) == "label changed"
    assert failure(SAME, seen(0.6), seen(0.75), 0.5) == "probability moved"


def test_a_quotation_may_raise_loaded_but_not_own_loaded():
    assert failure(QUOTED, seen(0.1, 0.1), seen(0.9, 0.15), 0.5) is None
    assert failure(QUOTED, seen(0.1, 0.1), seen(0.9, 0.3), 0.5) is not None
    assert failure(QUOTED, seen(0.5, 0.45), seen(0.9, 0.5), 0.5) is not None


def test_a_summary_counts_by_kind_and_variant_with_reasons():
    whole, variant = summarise([SAME, SAME], [seen(0.6)] * 2, [seen(0.61), seen(0.9)], threshold=0.5)
    assert (whole.variant, whole.n, whole.n_failed, whole.share_failed) == ("all", 2, 1, 0.5)
    assert variant.reasons == (("probability moved", 1),)


def test_without_word_labels_the_place_of_injected_wording_is_not_asked_for():
    assert failure(INJECTED, seen(0.1), Observed(0.6, 0.6, None), 0.5) is None


def test_a_result_is_a_figure_with_an_exact_interval():
    figure = KindResult("mention", "all", 400, 0, ()).figure(Protocol("behaviour", 13, "abc"))
    assert (figure.name, figure.value, figure.low, figure.n) == ("behaviour.mention", 0, 0, 400)
    assert figure.high == pytest.approx(0.0092, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "n_failed", "said"),
    [
        ("factual", 11, "OVER 10 %"),
        ("factual", 10, ""),
        ("mention", 11, "OVER 10 %, known of the shipped checkpoint"),
    ],
)
def test_what_fails_too_often_is_marked(kind, n_failed, said):
    assert remark(KindResult(kind, "all", 100, n_failed, ()).figure(Protocol("", 13, "abc"))) == said


def test_what_any_checkpoint_reaches_is_not_held_against_it():
    """Whether the shipped one fails there says nothing of another."""
    reached = KindResult("mention", "all", 100, 1, ())
    assert remark(reached.figure(Protocol("", 13, "abc"))) == ""
    assert reached.to_dict()["known_failure_of_shipped"] is True
