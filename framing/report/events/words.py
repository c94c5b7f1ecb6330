"""Words of articles as numbers: lower case, plurals and possessives merged, names told by their capitals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Hyphens part words here, so that "anti-dam" shares "dam" with others; points and commas inside
# numbers and initials do not.
_WORD = re.compile(r"\w+(?:['’.,](?=\w)\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


def plain(word: str) -> str:
    """Merge the forms of a word: letter case, possessive ending, simple plural.

    Args:
        word: A word as it stands in a text.

    Returns:
        The form that all of them share.

    >>> [plain(word) for word in ("Cities", "city's", "U.S.", "1,900", "crisis", "losses")]
    ['city', 'city', 'us', '1900', 'crisis', 'loss']
    """
    word = _POSSESSIVE.sub("", word.lower()).replace(".", "").replace(",", "")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "siu":
        return word[:-1]
    return word


@dataclass(slots=True)
class Vocabulary:
    """Numbers for words, and how often each was written with a capital.

    Attributes:
        words: Word of each number.
        capital: Times that the word stood with a capital where no sentence began.
        small: Times that it stood in lower case.
    """

    words: list[str] = field(default_factory=list)
    capital: list[int] = field(default_factory=list)
    small: list[int] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    # Most words come again as they stood before: then nothing is worked out anew.
    _seen: dict[str, int] = field(default_factory=dict)

    def read(self, sentences: Iterable[str]) -> list[int]:
        """Number the words of sentences.

        Args:
            sentences: Sentences of an article's body.

        Returns:
            One number per word, in reading order.
        """
        return [
            self.read_word(word, begins=not place)
            for sentence in sentences
            for place, word in enumerate(_WORD.findall(sentence))
        ]

    def read_word(self, word: str, *, begins: bool) -> int:
        """Number a word of an article's body.

        Args:
            word: The word as it stands there.
            begins: Whether it begins a sentence.

        Returns:
            Its number.
        """
        number = self._number(word)
        if word[0].islower():
            self.small[number] += 1
        elif not begins:
            self.capital[number] += 1
        return number

    def read_title(self, title: str) -> list[int]:
        """Number the words of a headline. Its capitals say nothing: many headlines capitalise every word.

        Args:
            title: A headline.

        Returns:
            One number per word, in reading order.
        """
        return [self._number(word) for word in _WORD.findall(title)]

    def _number(self, word: str) -> int:
        known = self._seen.get(word)
        if known is None:
            known = self._seen[word] = self._new(plain(word))
        return known

    def _new(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.capital.append(0)
            self.small.append(0)
        return number


def numbered_words(sentence: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Number the words of a sentence and give their places.

    Args:
        sentence: A sentence of an article's body.
        vocabulary: Numbers the words.

    Yields:
        First code point, one past the last, and number of each word.
    """
    for place, found in enumerate(_WORD.finditer(sentence)):
        yield found.start(), found.end(), vocabulary.read_word(found[0], begins=not place)
