"""An article on a terminal: loaded wording, quotations and roles marked, a summary above, a legend below."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from rich.text import Text

from framing.cli.terminal import harmless, numbered
from framing.report.highlight import Piece, cut
from framing.report.measures import label_title
from framing.scores import SentenceScore
from framing.scoring import ScoredArticle
from framing.segmenting import quoted_spans
from framing.text import Span, overlaps

STANDARD_INPUT = "standard input"
"""What an article is called whose file has no name."""

_MOST_FRAMES = 3
_LOADED = {"own": "bold underline red", "quoted": "underline yellow"}
_SIGNS = {"own": "*", "quoted": "_"}
"""What stands for a style where none can be shown."""
_ROLES = {"villain": "magenta", "victim": "cyan", "hero": "green"}
_QUOTATION, _ASIDE = "italic", "dim"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """How articles are drawn.

    Attributes:
        thresholds: Sentence label and the probability from which it counts, in [0, 1]. A checkpoint need
            not tell ``loaded``.
        styled: Styles can be shown; otherwise signs stand for them.
        roles: Whether the checkpoint tells roles.
        words: Whether it tells loaded words.
    """

    thresholds: Mapping[str, float]
    styled: bool
    roles: bool = True
    words: bool = True

    def draw(self, scored: ScoredArticle) -> Text:
        """Draw an article.

        Args:
            scored: The article with its scores.

        Returns:
            The text to print, with its styles.
        """
        parts = (_heading(scored), self._summary(scored), self._body(scored), self._legend())
        return Text("\n\n").join(parts).append("\n")

    def _summary(self, scored: ScoredArticle) -> Text:
        text = Text(numbered(len(scored.sentences), "sentence"))
        if self._least is not None:
            own = sum(row.is_own_loaded(self._least) for row in scored.sentences)
            loaded = sum(
                row.is_own_loaded(self._least) or row.is_loaded(self._least) for row in scored.sentences
            )
            text.append(
                f": {own:,} loaded in the source's own words, {loaded - own:,} only in what it quotes"
            )
        text.append(".")
        frames = Counter(
            name
            for row in scored.sentences
            for name, prob in row.frames.items()
            if prob >= self.thresholds.get(name, 1.0)
        )
        named = (f"{label_title(name)} ({count:,})" for name, count in frames.most_common(_MOST_FRAMES))
        return text.append(f"\nFrames: {', '.join(named)}." if frames else "")

    @property
    def _least(self) -> float | None:
        return self.thresholds.get("loaded")

    def _body(self, scored: ScoredArticle) -> Text:
        text = Text()
        whole = scored.article.text
        quotes = quoted_spans(whole)
        end = 0
        for row in scored.sentences:
            text.append(_between(whole[end : row.start]))
            inside = tuple(Span(q.start - row.start, q.end - row.start) for q in quotes)
            text.append(self._sentence(row, inside))
            end = row.end
        return text.append(_between(whole[end:]))

    def _sentence(self, row: SentenceScore, quotes: tuple[Span, ...]) -> Text:
        text = Text()
        start = 0
        for loaded, group in groupby(cut(row), key=lambda piece: piece.loaded):
            sign = _SIGNS[loaded] if loaded and not self.styled else ""
            text.append(sign)
            for piece in group:
                text.append(self._piece(piece, start, quotes))
                start += len(piece.text)
            text.append(sign)
        return text.append(self._judgement(row), style=_ASIDE)

    def _piece(self, piece: Piece, start: int, quotes: tuple[Span, ...]) -> Text:
        text = Text(harmless(piece.text), style=_style(piece))
        for quote in quotes:
            if overlaps(quote, Span(start, start + len(piece.text))):
                text.stylize(_QUOTATION, max(quote.start - start, 0), max(quote.end - start, 0))
        if piece.role and piece.role_ends:
            text = Text.assemble(text, (f" [{piece.role_text}]", _ASIDE))
        return text

    def _judgement(self, row: SentenceScore) -> str:
        if self._least is None:
            return ""
        if row.is_own_loaded(self._least):
            return f" [loaded {row.own_loaded:.2f}]"
        return f" [quotation loaded {row.loaded:.2f}]" if row.is_loaded(self._least) else ""

    def _legend(self) -> Text:
        shown = (("loaded wording", "own"), ("loaded wording in a quotation", "quoted"))
        marks = [self._sample(words, kind) for words, kind in shown if self.words]
        marks.append(Text("quotation", style=_QUOTATION) if self.styled else Text("“quotation”"))
        if self.roles:
            marks.append(Text.assemble("whom it casts in a role ", ("[villain, victim or hero]", _ASIDE)))
        if self._least is not None:
            marks.append(Text("[loaded 0.83] a loaded sentence and its probability", style=_ASIDE))
        return Text.assemble(("Marked: ", _ASIDE), Text("; ").join(marks))

    def _sample(self, words: str, kind: str) -> Text:
        sign = "" if self.styled else _SIGNS[kind]
        return Text(f"{sign}{words}{sign}", style=_LOADED[kind])


def _heading(scored: ScoredArticle) -> Text:
    article = scored.article
    place = STANDARD_INPUT if article.path == "-" else article.path
    name = article.title or place
    # An article without a source was given its file's name.
    source = None if place.endswith(article.source) else article.source
    about = (source, article.published.isoformat() if article.published else None, place)
    known = " · ".join(harmless(part) for part in dict.fromkeys(about) if part and part != name)
    text = Text(harmless(name), style="bold")
    return text.append(f"\n{known}", style=f"not bold {_ASIDE}") if known else text


def _between(text: str) -> Text:
    """Draw what lies between two sentences: a gap, or what was not scored."""
    if not text.strip():
        return Text("\n\n" if "\n" in text else " " * bool(text))
    lines = "\n".join(harmless(line) for line in text.split("\n"))
    return Text(lines, style=_ASIDE)


def _style(piece: Piece) -> str:
    if piece.loaded:
        return _LOADED[piece.loaded]
    return _ROLES.get(piece.role or "", "")
