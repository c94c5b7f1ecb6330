"""Whom a source casts in which role within one event."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from framing.report.events.words import plain
from framing.report.function_words import FUNCTION_WORDS, PRONOUNS
from framing.report.telling.values import Casting
from framing.scores import SentenceScore

_ROLES = ("villain", "victim", "hero")


def find_castings(sentences: Iterable[SentenceScore], most: int) -> tuple[Casting, ...]:
    """Count whom sentences cast in which role, in the source's own words. Pronouns name nobody.

    Args:
        sentences: Sentences of one source.
        most: The most to give for each role.

    Returns:
        By role, most often first.
    """
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for span in sentence.spans:
            form = sentence.text[span.start : span.end].strip(" ,.;:'\"“”‘’")
            key = _key(form)
            if span.label != "loaded" and not span.quoted and key:
                forms[span.label, key][form] += 1
    castings = [
        Casting(role, max(counted, key=lambda form: (counted[form], form)), counted.total())
        for (role, _), counted in forms.items()
    ]
    castings.sort(key=lambda one: (_rank(one.role), one.role, -one.times, one.name))
    seen: Counter[str] = Counter()
    kept = []
    for casting in castings:
        seen[casting.role] += 1
        if seen[casting.role] <= most:
            kept.append(casting)
    return tuple(kept)


def _rank(role: str) -> int:
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def _key(form: str) -> str:
    """Give what all forms of a mention share; empty where it names nobody."""
    words = form.split()
    while words and words[0].lower() in FUNCTION_WORDS and words[0] != "US":
        words = words[1:]
    if all(word.lower() in PRONOUNS and word != "US" for word in words):
        return ""
    return " ".join(plain(word) for word in words)
