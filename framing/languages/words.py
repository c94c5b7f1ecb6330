"""What the rules need to know of a language: how sentences end, what pages say, which words are small."""

from dataclasses import dataclass

Patterns = tuple[str, ...]
"""Regular expressions, any of which may match; letter case does not count unless said otherwise."""


def listed(text: str) -> tuple[str, ...]:
    """Make a list of words that white space parts.

    Args:
        text: The words.

    Returns:
        Each of them.
    """
    return tuple(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceWords:
    """Words that decide where a sentence ends. An abbreviation is written without its last full stop.

    Letter case counts: "Gen." is a rank, "gen." is not.

    Attributes:
        never_last: Never close a sentence: something must follow ("Gen. Ray", "e.g. tanks").
        before_number: Hold on to a number ("No. 10", "Jan. 6"), and otherwise are ordinary words.
        may_be_last: Close a sentence only when the next word looks like the first of one.
        clock: End a time of day, in lower case ("9 a.m.").
        after_clock: Go on after a time of day ("9 a.m. Eastern", "5 p.m. Monday").
        starters: In capitals far more often open a sentence than go on a name.
        speech_verbs: Tie a quoted question or exclamation to its speaker ('"Why?" Ms. Ray asked.').
    """

    never_last: frozenset[str]
    before_number: frozenset[str]
    may_be_last: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    starters: frozenset[str]
    speech_verbs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Patterns by which lines of a page are told that do not belong to its article.

    Attributes:
        lines: A whole line that belongs to the page, however it ends.
        calls: The beginning of a sentence that asks something of the reader, on the site's behalf.
        polite: Words that may stand before a call.
        banners: What a site says of itself: furniture only beside a call.
        address: A sentence that speaks to the reader or for the site: furniture only behind a call.
        own_work: A sentence about the site's own work: furniture only before a call.
        pleas: A sentence that begs: furniture where nothing but calls and such sentences stand together.
        write_to: Verbs of how to write to someone; with an address, furniture where the reader is spoken to.
        ours: The site speaking of what is its own.
        services: What a site offers; two of them beside `ours` make a paragraph the site's own.
        about: A sentence about the article, or about who made it.
        teasers: A label in front of a link to another article.
        links: A label used for nothing but links: they need not be in title case.
        kickers: The kind of an article, in front of its headline.
        lone_teasers: A whole line: a label that stands alone, or a link known by the words around it.
        list_labels: A whole line: the label above a list of links.
        comment_headings: A whole line that may stand above readers' comments.
        comment_parts: A whole line that stands among readers' comments and nowhere else.
        sign_up: What a box for a newsletter begins with.
        form_parts: A whole line that such a box ends with: a field to fill, a button, the small print.
        pictures: Words for a picture or its origin before a colon, "by" or "via".
        credits: What begins a credit in brackets.
        taken_by: Words between such a word and a name, where no colon stands.
        caption_starts: What begins a caption and no sentence. Letter case counts.
        caption_opens: A whole line that a site puts before a caption.
        caption_closes: The words that a site puts after one.
        pictured: Words of captions; a sentence may have them as well.
        published: Words before a day of publication.
        dated: Words before a day of another kind: of a change, or none said.
        months: Months as they are written out and abbreviated, without a full stop.
        weekdays: Weekdays, likewise.
        byline_starts: What stands before an author's name. Letter case counts.
        edited_by: What stands before an editor's name in brackets at the end of a text.
        small: Words that end no line that is whole. Letter case counts.
        finite: Verbs that make a line a sentence. Letter case counts.
        past: Verbs of the past tense, which headlines leave out. Letter case counts.
        told: Verbs in what is no caption: those of the past, auxiliaries, "said". Letter case counts.
        questions: Words that open a headline that asks. Letter case counts.
        openers: Words that open sentences, with a capital.
        does: What an author does, behind his or her name, in a line about them.
        common: Words of four letters and more that say nothing of what a text is about.
    """

    lines: Patterns
    calls: Patterns
    polite: Patterns
    banners: Patterns
    address: Patterns
    own_work: Patterns
    pleas: Patterns
    write_to: Patterns
    ours: Patterns
    services: Patterns
    about: Patterns
    teasers: Patterns
    links: Patterns
    kickers: Patterns
    lone_teasers: Patterns
    list_labels: Patterns
    comment_headings: Patterns
    comment_parts: Patterns
    sign_up: Patterns
    form_parts: Patterns
    pictures: Patterns
    credits: Patterns
    taken_by: Patterns
    caption_starts: Patterns
    caption_opens: Patterns
    caption_closes: Patterns
    pictured: Patterns
    published: Patterns
    dated: Patterns
    months: Patterns
    weekdays: Patterns
    byline_starts: Patterns
    edited_by: Patterns
    small: Patterns
    finite: Patterns
    past: Patterns
    told: Patterns
    questions: Patterns
    openers: tuple[str, ...]
    does: Patterns
    common: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWords:
    """Words that name nobody and judge nothing, in lower case.

    Attributes:
        pronouns: Stand for a name.
        titles: Stand before a name and alone name nobody, without a full stop.
        others: All other words that carry no judgement by themselves.
        linking: Stand at either end of a name without being part of it ("the crew of").
        pointing: Stand before a name without being part of it ("this", "their").
        weekdays: The seven days, Monday first.
        elided: Words written with an apostrophe in the place of their first letters ("'em"), as patterns.
        before_apostrophe: Endings after which an apostrophe may belong to the word ("workers'"): patterns.
    """

    pronouns: tuple[str, ...]
    titles: tuple[str, ...]
    others: tuple[str, ...]
    linking: tuple[str, ...]
    pointing: tuple[str, ...]
    weekdays: tuple[str, ...]
    elided: Patterns
    before_apostrophe: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All of one language.

    Attributes:
        code: ISO 639-1 code.
        sentences: Where its sentences end. Goes for articles in this language.
        pages: How its pages are cleaned. Goes for every page, since the language is told afterwards.
        small: Its words that name nobody. Goes for every article.
    """

    code: str
    sentences: SentenceWords
    pages: PageWords
    small: SmallWords
