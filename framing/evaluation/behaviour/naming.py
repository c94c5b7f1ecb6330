"""The same sentence with another name in it, and sentences so short that only facts fit in."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from framing.evaluation.behaviour.case import BehaviourCase
from framing.evaluation.behaviour.data import (
    NameList,
    lines,
    name_lists,
    named_templates,
    read,
)
from framing.evaluation.behaviour.grammar import inside_sentence
from framing.evaluation.behaviour.template import Template, parse, realise
from framing.evaluation.behaviour.wording import Edit, apply, edits

_SAID = re.compile(r", [^,]*\bsaid\b[^,]*\.$")


def swapped_names(random: Random) -> Iterator[BehaviourCase]:
    """Swap names in neutral sentences and, every third time, in loaded ones.

    Args:
        random: Where the draws come from.

    Yields:
        Cases without end, one kind of name after the other.
    """
    turn = 0
    while True:
        for names in name_lists():
            template = random.choice(named_templates(names.variant))
            yield _swap(names, template, random, loaded=turn % 3 == 2)
        turn += 1


def factual(random: Random) -> Iterator[BehaviourCase]:
    """Fill short factual sentences.

    Args:
        random: Where the draws come from.

    Yields:
        Cases without end, one sentence pattern after the other.
    """
    templates = [parse(line) for line in read("factual.toml")["sentences"]]
    fillers = {tag: tuple(values) for tag, values in read("factual.toml")["lists"].items()}
    fillers |= {names.tag: tuple(dict.fromkeys(names.names + names.others)) for names in name_lists()}
    while True:
        for template in templates:
            tags = [part.value for part in template if part.role == "name"]
            text = realise(template, names={tag: random.choice(fillers[tag]) for tag in tags}).text
            yield BehaviourCase("factual", "short", text, text, "stays_neutral")


def reported(random: Random, sentences: Sequence[Template]) -> Iterator[BehaviourCase]:
    """Put "X reported that" before neutral sentences and, every third time, before loaded ones.

    Args:
        random: Where the draws come from.
        sentences: The neutral sentences.

    Yields:
        Cases without end, one reporting source after the other.
    """
    templates = [template for template in sentences if _reportable(realise(template).text)]
    with_slots = [template for template in templates if _inner_edits(template)]
    if not with_slots:
        return
    turn = 0
    while True:
        for source in lines("sources.txt"):
            loaded = turn % 3 == 2
            if loaded:
                template = random.choice(with_slots)
                base, _ = apply(template, random.choice(_inner_edits(template)))
            else:
                base = realise(random.choice(templates)).text
            changed = f"{source} reported that {inside_sentence(base)}"
            turn += 1
            yield BehaviourCase("reported", "loaded" if loaded else "neutral", base, changed, "unchanged")


def _swap(names: NameList, template: Template, random: Random, *, loaded: bool) -> BehaviourCase:
    one = random.choice(names.names)
    other = random.choice([name for name in names.others if name != one])
    options = list(edits(template, "loaded")) if loaded else []
    if options:
        edit = random.choice(options)
        base, changed = (apply(template, edit, {names.tag: name})[0] for name in (one, other))
    else:
        base, changed = (realise(template, names={names.tag: name}).text for name in (one, other))
    return BehaviourCase("names", names.variant, base, changed, "unchanged")


def _reportable(text: str) -> bool:
    """Tell whether "X reported that" may stand before a sentence: not where it ends in "he said"."""
    return inside_sentence(text) is not None and not _SAID.search(text)


def _inner_edits(template: Template) -> list[Edit]:
    # An opener such as "The" must survive, so that the sentence can stand behind other words.
    return [edit for edit in edits(template, "loaded") if edit.slot > 0]
