"""``framing.score``: a text, or whatever holds texts, into scores that are kept."""

from collections.abc import Iterable
from pathlib import Path

from framing.errors import UsageError
from framing.face.kept import Scores
from framing.face.scorers import kept_scorer
from framing.face.texts import score_texts
from framing.text import Article, Unscored


def score(
    texts: str | Article | Iterable[str] | Iterable[Article | Unscored],
    *,
    source: str = "text",
    model: Path | str | None = None,
    device: str = "auto",
) -> Scores:
    """Score a text, some texts or articles, and keep the scores.

    The checkpoint stays loaded for the next call. Texts are scored as they stand, whatever their language;
    articles as ``framing score`` does: other languages and second copies are among `Scores.unscored`.

    Args:
        texts: One text, several texts, one article, or articles such as `read_articles` gives.
        source: Publisher of texts; articles name their own.
        model: As for `load_scorer`.
        device: As for `load_scorer`.

    Returns:
        The scores of the sentences in reading order; a text's place among the texts is its article's id.

    Raises:
        UsageError: Texts and articles are mixed, or there is something else among them.
        CheckpointError, MissingExtraError: As for `load_scorer`.

    Examples:
        >>> import framing
        >>> (row,) = framing.score("The regime launched an unprovoked onslaught on the port.")
        >>> row.loaded > 0.5
        True
        >>> [row.article_id for row in framing.score(["The port closed.", "The port closed."])]
        ['0', '1']
    """
    given = [texts] if isinstance(texts, str | Article) else list(texts)
    scorer = kept_scorer(model, device)
    strings = [item for item in given if isinstance(item, str)]
    if len(strings) == len(given):
        return Scores(score_texts(strings, scorer, source=source), scorer)
    articles = [item for item in given if isinstance(item, Article | Unscored)]
    if len(articles) != len(given):
        raise UsageError("framing.score wants a text, texts or articles, not a mixture or something else")
    return Scores(scorer.score(articles), scorer)
