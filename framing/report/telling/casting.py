"""Whom a source casts in which role within one event."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from framing.report.merging import bare_mention, mention_key
from framing.report.roles import CLEAR, shown_roles
from framing.report.telling.values import Casting
from framing.scores import SentenceScore

_ROLES = ("villain", "victim", "hero")


def find_castings(sentences: Iterable[SentenceScore], most: int) -> tuple[Casting, ...]:
    """Count whom sentences cast in which role, in the source's own words. Pronouns name nobody.

    Args:
        sentences: Sentences of one source.
        most: The most to give for each role.

    Returns:
        By role; within it those that are more likely right than wrong, then most often first.
    """
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    clear: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for span in shown_roles(sentence.spans):
            form = bare_mention(sentence.text[span.start : span.end])
            key = mention_key(form)
            if not span.quoted and key:
                forms[span.label, key][form] += 1
                if span.prob >= CLEAR:
                    clear[key].add(span.label)
    castings = [
        Casting(
            role=role,
            name=min(counted, key=lambda form: (-counted[form], form)),
            times=counted.total(),
            clear=role in clear[key],
            also=tuple(sorted(clear[key] - {role}, key=_rank)),
        )
        for (role, key), counted in forms.items()
    ]
    castings.sort(key=lambda one: (_rank(one.role), one.role, not one.clear, -one.times, one.name))
    seen: Counter[str] = Counter()
    kept = []
    for casting in castings:
        seen[casting.role] += 1
        if seen[casting.role] <= most:
            kept.append(casting)
    return tuple(kept)


def _rank(role: str) -> int:
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)
