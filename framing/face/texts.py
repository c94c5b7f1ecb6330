"""Texts without anything known about them: each gets its scores, whatever its language, repeats too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing.scores import SentenceScore
from framing.scoring import ScoredArticle, Scorer
from framing.text import Article, Unscored


def score_texts(
    texts: Sequence[str], scorer: Scorer, *, source: str = "text"
) -> tuple[ScoredArticle | Unscored, ...]:
    """Score texts as they stand.

    A text that comes again is scored once and given again, so that texts and results are one for one.

    Args:
        texts: The texts.
        scorer: Scores them.
        source: Publisher of all of them.

    Returns:
        One result per text, under its place among the texts as a name; `Unscored` where a text holds no
        sentence.
    """
    first = {text: place for place, text in reversed(list(enumerate(texts)))}
    results = zip(sorted(first.values()), scorer.score(_articles(texts, first, source)), strict=True)
    found = dict(results)
    return tuple(_named(found[first[text]], str(place)) for place, text in enumerate(texts))


def _articles(texts: Sequence[str], first: dict[str, int], source: str) -> Iterator[Article]:
    for place, text in enumerate(texts):
        if first[text] == place:
            yield Article(id=str(place), source=source, text=text, path=str(place))


def _named(result: ScoredArticle | Unscored, name: str) -> ScoredArticle | Unscored:
    if isinstance(result, Unscored):
        return replace(result, path=name)
    rows: tuple[SentenceScore, ...] = tuple(replace(row, article_id=name) for row in result.sentences)
    return ScoredArticle(replace(result.article, id=name, path=name), rows)
