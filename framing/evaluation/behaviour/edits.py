"""Changes to the surface of a sentence that leave its wording as it is."""

import re
from random import Random

_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")


def curly(text: str) -> str:
    """Turn straight quotation marks and apostrophes into curly ones.

    >>> curly('"The plan," he said, "is new."')
    '“The plan,” he said, “is new.”'
    """
    opened = re.sub(r'(^|(?<=[\s(]))"', "“", text)
    return opened.replace('"', "”").replace("'", "’")


def typo(text: str, random: Random, *, spare: str = "") -> str | None:
    """Swap two neighbouring letters within a word.

    Args:
        text: A sentence.
        random: Decides where.
        spare: Wording that must stay as it is, for instance the loaded one.

    Returns:
        The sentence with one mistake; ``None`` when no word is long enough to stay readable.
    """
    kept = set(spare.split())
    places = [
        place
        for word in _LONG_WORD.finditer(text)
        if word[0] not in kept
        for place in range(word.start() + 1, word.end() - 2)
        if text[place] != text[place + 1]
    ]
    if not places:
        return None
    place = random.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def title_case(text: str) -> str:
    """Write every word with a capital, as headlines do.

    >>> title_case("The town's 4th plan")
    "The Town's 4th Plan"
    """
    return re.sub(r"(?<![\w'’])[a-z]", lambda letter: letter[0].upper(), text)
