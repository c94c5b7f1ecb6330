"""Loaded wording put into neutral sentences, so that the word tells and not what it usually stands beside."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from framing.labelled.edits import Edit, apply_edits
from framing.labelled.examples import Example, own_loaded
from framing.text import Span, word_spans
from framing.training.slots import KINDS, Slot, find_slots, indefinite, kind_of, suits
from framing.training.standards import CHANGED

_LOADED_SHARE = 0.4
"""Share of a word's occurrences that must be marked before it is put elsewhere as loaded."""

_GIVEN_SHARE = 0.1
"""Share of loaded injections taken from the given wordings: few, but what the label is defined by."""

_OFTEN = {"adjective": 1, "adverb": 1, "infinitive": 2, "past": 2, "noun": 3}
"""How often each kind is put in where several would fit: what is missed most is shown most."""

_LIKELY, _UNLIKELY = 0.5, 0.1
"""Degrees from which a word counts as marked, and below which it counts as plain."""

_NEUTRAL = 0.05
"""Probability up to which a sentence that teachers judged counts as neutral."""

_REWORDED = ("noun", "infinitive", "past")
"""Kinds that replace a word; the frames of the sentence may go with it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Wording by kind, each once.

    Attributes:
        loaded: Wording that was marked as loaded in the training sentences.
        neutral: Wording of sentences without any loaded word.
        given: Loaded wording that the config names, by kind.
    """

    loaded: Mapping[str, tuple[str, ...]]
    neutral: Mapping[str, tuple[str, ...]]
    given: Mapping[str, tuple[str, ...]]


def collect(examples: Iterable[Example], given: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Collect the wording of training sentences.

    Args:
        examples: Training sentences; those that do not say which words are loaded are passed over. Where
            words are loaded by degrees, what is more likely loaded than not counts as marked.
        given: Loaded wording by kind, as the config names it.

    Returns:
        The lexicon.
    """
    seen: Counter[str] = Counter()
    marked: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    plain: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for example in examples:
        places = _marked(example)
        if places is None:
            continue
        text = example.sentence.text
        seen.update(_words(text))
        _count(text, places or word_spans(text), marked if places else plain)
    loaded = {
        # A word that is mostly plain was loaded by what stood beside it; alone it would not be.
        kind: tuple(wording for wording, n in found.items() if n >= _LOADED_SHARE * seen[wording])
        for kind, found in marked.items()
    }
    neutral = {
        kind: tuple(word for word in found if word not in marked[kind]) for kind, found in plain.items()
    }
    return Lexicon(loaded=loaded, neutral=neutral, given=given)


def _marked(example: Example) -> tuple[Span, ...] | None:
    """Give the loaded wording of an example; ``None`` where it does not say or leaves it open."""
    places = example.spans.get("loaded")
    degrees = example.degrees.get("loaded")
    if places is None or degrees is None:
        return places
    found = [place for place, degree in zip(places, degrees, strict=True) if degree >= _LIKELY]
    if not found and max(degrees, default=0.0) >= _UNLIKELY:
        return None
    return tuple(_joined_up(example.sentence.text, found))


def _joined_up(text: str, words: Iterable[Span]) -> Iterator[Span]:
    """Join neighbouring words to one wording."""
    run: Span | None = None
    for word in words:
        if run is not None and text[run.end : word.start] == " ":
            run = Span(run.start, word.end)
            continue
        if run is not None:
            yield run
        run = word
    if run is not None:
        yield run


def _words(text: str) -> Iterator[str]:
    return (text[place.start : place.end] for place in word_spans(text))


def _count(text: str, places: Iterable[Span], found: Mapping[str, Counter[str]]) -> None:
    for place in places:
        if kind := kind_of(text, place):
            found[kind][text[place.start : place.end]] += 1


def inject(example: Example, lexicon: Lexicon, chance: random.Random) -> Example:
    """Put loaded wording into a neutral sentence, or as often other neutral wording.

    The neutral half teaches that it is not the odd word as such that makes a sentence loaded.

    Args:
        example: A sentence; one that is not neutral is left as it is.
        lexicon: Where the wording comes from.
        chance: Where the chances come from.

    Returns:
        The sentence with one wording more, or one in another's place. Its roles become unknown, and
        with a new noun or verb its frames.
    """
    # Teachers never say 0, and most sentences of a run with teachers come from them.
    if not example.labels.get("loaded", 1.0) <= _NEUTRAL:
        return example
    text = example.sentence.text
    slots = list(find_slots(text))
    kinds = sorted({slot.kind for slot in slots})
    if not kinds:
        return example
    (kind,) = chance.choices(kinds, [_OFTEN[kind] for kind in kinds])
    slot = chance.choice([slot for slot in slots if slot.kind == kind])
    loaded = chance.random() < 0.5
    listed = _listed(lexicon, kind, chance) if loaded else lexicon.neutral[kind]
    fitting = [
        wording for wording in chance.sample(listed, min(8, len(listed))) if suits(text, slot, wording)
    ]
    return _put(example, slot, fitting[0], loaded=loaded) if fitting else example


def _listed(lexicon: Lexicon, kind: str, chance: random.Random) -> tuple[str, ...]:
    given = lexicon.given.get(kind, ())
    return given if given and chance.random() < _GIVEN_SHARE else lexicon.loaded[kind]


def _put(example: Example, slot: Slot, wording: str, *, loaded: bool) -> Example:
    added = "" if slot.place.start < slot.place.end else " "
    edits = [Edit(slot.place, wording + added)]
    if slot.article:
        form = indefinite(wording)
        written = example.sentence.text[slot.article.start : slot.article.end]
        edits.insert(0, Edit(slot.article, form.capitalize() if written[0].isupper() else form))
    # Roles known before may not hold any more.
    changed = apply_edits(replace(example, data_set=CHANGED, spans={}, degrees={}), edits)
    if slot.kind in _REWORDED:
        changed = replace(changed, labels={"loaded": 0.0})
    if not loaded:
        return replace(changed, spans={"loaded": ()} if "loaded" in example.spans else {})
    end = (
        slot.place.start
        + sum(len(e.wording) - (e.place.end - e.place.start) for e in edits)
        + len(example.sentence.text[slot.place.start : slot.place.end])
    )
    place = Span(end - len(wording) - len(added), end - len(added))
    return replace(
        changed,
        labels=dict(changed.labels) | {"loaded": 1.0},
        own_loaded=own_loaded(changed.sentence, 1.0, (place,)),
        spans={"loaded": (place,)},
    )
