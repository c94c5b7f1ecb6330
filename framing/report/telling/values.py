"""What a comparison of one event's tellings says."""

from dataclasses import dataclass
from datetime import date

from framing.scores import SentenceScore


@dataclass(frozen=True, slots=True)
class AlignedSentences:
    """Sentences of different sources that tell the same thing.

    Attributes:
        sentences: In the order of their sources, at least two of them.
        likeness: Mean cosine of their weighted words, in [0, 1].
    """

    sentences: tuple[SentenceScore, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """Words that several sources quote.

    Attributes:
        text: The longest run of words that two of them share.
        sentences: One sentence for each source, where its quotation has these words.
    """

    text: str
    sentences: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence.

    Attributes:
        sentence: The sentence.
        start: First code point within it.
        end: One past the last code point.
    """

    sentence: SentenceScore
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A central word of the event, and what each source puts around it.

    Attributes:
        word: The word, or two, that they share.
        phrases: In the order of their sources.
    """

    word: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Casting:
    """Whom a source casts in a role, in its own words.

    Attributes:
        role: Name of the role.
        name: The form used most often.
        times: How often.
        clear: Whether one of these times is more likely right than wrong (probability of at least .5).
        also: Other roles in which the source clearly casts the same name: then they contest each other.
    """

    role: str
    name: str
    times: int
    clear: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article of an event.

    Attributes:
        article_id: Its name.
        title: Headline, if known.
        published: Day, if known.
        url: Address, if known.
    """

    article_id: str
    title: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class CopiedArticle:
    """An article that repeats the wording of another almost word for word.

    Attributes:
        source: Its publisher.
        article_id: Its name.
        title: Headline, if known.
        published: Day, if known.
        url: Address, if known.
        of_source: Publisher of the article whose wording it repeats.
        of_article_id: Name of that article.
        of_title: Its headline, if known.
    """

    source: str
    article_id: str
    title: str | None
    published: date | None
    url: str | None
    of_source: str
    of_article_id: str
    of_title: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """How one source tells an event.

    Attributes:
        source: Name of the source.
        articles: Its articles on the event, by day.
        sentences: Their sentences.
        own_loaded: Sentences that are loaded in the source's own words; ``None`` where that is not decided.
        castings: Whom it casts in which role, most often first within a role.
        only_names: Names that no other source has.
        only: Sentences about what no other source mentions, in reading order.
    """

    source: str
    articles: tuple[ArticleLine, ...]
    sentences: int
    own_loaded: int | None
    castings: tuple[Casting, ...]
    only_names: tuple[str, ...]
    only: tuple[SentenceScore, ...]


@dataclass(frozen=True, slots=True)
class EventComparison:
    """An event told by several sources.

    Attributes:
        event: Its number in ``events.parquet``.
        title: Headline of the article whose own wording is the least loaded, of those that have one.
        first: Day of its first article, if known.
        last: Day of its last article, if known.
        copied: Articles left out, since they repeat another's wording.
        tellings: By source, in the order of their names.
        quotes: What several sources quote.
        aligned: Sentences that tell the same thing, quotations aside, in reading order of the first.
        namings: Central words and what stands around them.
    """

    event: int
    title: str | None
    first: date | None
    last: date | None
    copied: tuple[CopiedArticle, ...]
    tellings: tuple[Telling, ...]
    quotes: tuple[SharedQuote, ...]
    aligned: tuple[AlignedSentences, ...]
    namings: tuple[Naming, ...]
