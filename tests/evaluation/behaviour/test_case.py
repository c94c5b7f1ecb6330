from framing.evaluation.behaviour import BehaviourCase, Observed, failure, judge, summarise
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
    assert judge(INJECTED, seen(0.1), seen(0.6, 0.6, Span(5, 7)), 0.5)
    assert failure(INJECTED, seen(0.1), seen(0.4, 0.4, Span(3, 9)), 0.5) == "loaded wording not noticed"
    assert failure(INJECTED, seen(0.1), seen(0.6, 0.6, Span(10, 12)), 0.5) is not None
    assert not judge(INJECTED, seen(0.8), seen(0.7, 0.7, Span(3, 9)), 0.5)


def test_a_synonym_must_stay_below_the_threshold():
    assert judge(NEUTRAL, seen(0.1), seen(0.49), 0.5)
    assert not judge(NEUTRAL, seen(0.1), seen(0.5), 0.5)


def test_a_name_may_move_neither_label_nor_probability():
    assert judge(SAME, seen(0.6), seen(0.69), 0.5)
    assert failure(SAME, seen(0.45), seen(0.51), 0.5) == "label changed"
    assert failure(SAME, seen(0.6), seen(0.75), 0.5) == "probability moved"


def test_a_quotation_may_raise_loaded_but_not_own_loaded():
    assert judge(QUOTED, seen(0.1, 0.1), seen(0.9, 0.15), 0.5)
    assert not judge(QUOTED, seen(0.1, 0.1), seen(0.9, 0.3), 0.5)
    assert not judge(QUOTED, seen(0.5, 0.45), seen(0.9, 0.5), 0.5)


def test_a_summary_counts_by_kind_and_variant_with_reasons():
    whole, variant = summarise([SAME, SAME], [seen(0.6)] * 2, [seen(0.61), seen(0.9)], threshold=0.5)
    assert (whole.variant, whole.n, whole.n_failed, whole.share_failed) == ("all", 2, 1, 0.5)
    assert variant.reasons == (("probability moved", 1),)
    assert whole.surprising


def test_a_known_failure_surprises_only_once_it_is_mended():
    failing, _ = summarise([MENTION], [seen(0.9)], [seen(0.9)], threshold=0.5)
    mended, _ = summarise([MENTION], [seen(0.1)], [seen(0.1)], threshold=0.5)
    assert not failing.surprising
    assert mended.surprising
    assert failing.to_dict()["known_failure"] is True
