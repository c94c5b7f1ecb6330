"""Casing, typing mistakes, curly quotation marks and stray spaces: none of them is wording."""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random

from framing.evaluation.behaviour.case import BehaviourCase
from framing.evaluation.behaviour.edits import curly, title_case, typo
from framing.evaluation.behaviour.template import Template, realise
from framing.evaluation.behaviour.voice import quoted
from framing.evaluation.behaviour.wording import apply, edits

VARIANTS = ("lower", "upper", "title", "typo", "trailing_space", "curly")


def surface(random: Random, sentences: Sequence[Template]) -> Iterator[BehaviourCase]:
    """Change the surface of neutral sentences and, every third time, of loaded ones.

    Args:
        random: Where the draws come from.
        sentences: The neutral sentences; quotations come from elsewhere.

    Yields:
        Cases without end, one kind of change after the other.
    """
    quotations = quoted(random)
    for turn, variant in enumerate(cycle(VARIANTS)):
        # Whole rounds over the variants alternate, so that each variant meets both tones.
        loaded = turn // len(VARIANTS) % 3 == 2
        base, spare = (
            _quotation(quotations, loaded) if variant == "curly" else _sentence(random, sentences, loaded)
        )
        changed = _changed(base, variant, random, spare)
        if changed is not None and changed != base:
            yield BehaviourCase("surface", variant, base, changed, "unchanged")


def _changed(text: str, variant: str, random: Random, spare: str) -> str | None:
    match variant:
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "title":
            return title_case(text)
        case "typo":
            return typo(text, random, spare=spare)
        case "trailing_space":
            return text + " "
        case _:
            return curly(text)


def _sentence(random: Random, sentences: Sequence[Template], loaded: bool) -> tuple[str, str]:
    template = random.choice(sentences)
    options = list(edits(template, "loaded")) if loaded else []
    if not options:
        return realise(template).text, ""
    edit = random.choice(options)
    return apply(template, edit)[0], edit.wording


def _quotation(quotations: Iterator[BehaviourCase], loaded: bool) -> tuple[str, str]:
    case = next(quotations)
    text = case.changed if loaded else case.base
    return text.translate(str.maketrans("“”’", '""\'')), ""
