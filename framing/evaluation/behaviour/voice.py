"""Loaded words that are not the source's own: quoted from a speaker, mentioned, or denied."""

from collections.abc import Iterator
from random import Random

from framing.evaluation.behaviour.case import BehaviourCase
from framing.evaluation.behaviour.data import read
from framing.evaluation.behaviour.edits import curly
from framing.evaluation.behaviour.template import Template, parse, realise


def quoted(random: Random) -> Iterator[BehaviourCase]:
    """Give a speaker a loaded quotation in place of a neutral one.

    Args:
        random: Where the draws come from.

    Yields:
        Cases without end; every second one in curly quotation marks.
    """
    data = read("quotes.toml")
    turn = 0
    while True:
        for form in ("phrase", "clause"):
            sentence = random.choice(data[f"{form}_sentences"])
            pair = random.choice(data[f"{form}s"])
            names = {"speaker": random.choice(data["speakers"]), "subject": random.choice(data["subjects"])}
            base, changed = (
                realise(parse(sentence), names=names | {"quote": pair[tone]}).text
                for tone in ("neutral", "loaded")
            )
            if turn % 2:
                base, changed = curly(base), curly(changed)
            yield BehaviourCase("quoted", form, base, changed, "own_unchanged")
        turn += 1


def mentions(random: Random) -> Iterator[BehaviourCase]:
    """Mention a loaded word, or deny it.

    Args:
        random: Where the draws come from.

    Yields:
        Every such sentence that the data allow, in an order drawn from ``random``.
    """
    data = read("mentions.toml")
    pairs = [
        (variant, template, word)
        for variant in ("mention", "negation")
        for template in map(parse, data[variant])
        for word in data["lists"][_tag(template)]
    ]
    random.shuffle(pairs)
    for variant, template, word in pairs:
        text = realise(template, names={_tag(template): word}).text
        yield BehaviourCase("mention", variant, text, text, "stays_neutral")


def _tag(template: Template) -> str:
    return next(part.value for part in template if part.role == "name")
