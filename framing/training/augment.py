"""Changes to training sentences that must not, or must in a known way, change their labels."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.labelled.actors import exchange_actors
from framing.labelled.examples import Example
from framing.training.mention import mention
from framing.training.naming import swap_names
from framing.training.renaming import Names, collect_names, rename_actors
from framing.training.settings import Augmentation
from framing.training.spelling import respell
from framing.training.voice import quote, report
from framing.training.wordings import Lexicon, collect, inject


@dataclass(frozen=True, slots=True)
class Augmenter:
    """Changes examples at random.

    Attributes:
        settings: How often each change is made.
        lexicon: Wording to put into neutral sentences.
        names: Names to lend to whoever has a role.
        sources: Names of sources that sentences are reported by.
        spared: Data sets whose sentences take in no wording.
    """

    settings: Augmentation
    lexicon: Lexicon
    names: Names
    sources: Sequence[str]
    spared: frozenset[str] = frozenset()

    def __call__(self, example: Example, chance: random.Random) -> Example:
        """Change an example.

        Args:
            example: The example.
            chance: Where the chances come from.

        Returns:
            The example, changed or as it was.
        """
        settings = self.settings
        if chance.random() < settings.mention:
            return mention(self.lexicon, chance) or example
        if example.data_set not in self.spared and chance.random() < settings.inject:
            example = inject(example, self.lexicon, chance)
        if chance.random() < settings.exchange:
            example = exchange_actors(example, self.names.known) or example
        if chance.random() < settings.rename:
            example = rename_actors(example, self.names, chance)
        if chance.random() < settings.swap:
            example = swap_names(example, chance)
        if not example.sentence.quoted and chance.random() < settings.quote:
            example = quote(example, chance)
        elif chance.random() < settings.report:
            example = report(example, self.sources, chance)
        if chance.random() < settings.respell:
            example = respell(example, chance)
        return example


def prepare(
    examples: Iterable[Example], settings: Augmentation, spared: frozenset[str] = frozenset()
) -> Augmenter:
    """Collect from the training sentences what the changes need.

    Args:
        examples: Training sentences.
        settings: How often each change is made.
        spared: Data sets whose sentences take in no wording.

    Returns:
        What changes them.
    """
    examples = tuple(examples)
    # Data sets write a source as "the-daily-news" or "The Daily News": readers see the second.
    sources = sorted({example.source.replace("-", " ").title() for example in examples if example.source})
    given: dict[str, tuple[str, ...]] = dict(settings.wordings.items())
    return Augmenter(settings, collect(examples, given), collect_names(examples), sources, spared)
