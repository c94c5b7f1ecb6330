"""Articles marked up in a notebook: a piece of HTML whose style touches nothing around it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from framing.report.articles import ShownArticle
from framing.report.render import page_environment
from framing.scoring import ScoredArticle

MOST_SENTENCES = 300
"""More would make a notebook slow to open; the rest is counted."""

_TEMPLATES = Path(__file__).parent / "templates"


def marked_up(articles: Sequence[ScoredArticle], threshold: Callable[[str], float]) -> str:
    """Draw articles.

    Args:
        articles: The articles.
        threshold: Gives the probability from which a label counts.

    Returns:
        A fragment of HTML. What articles hold is escaped.
    """
    shown: list[ShownArticle] = []
    room = MOST_SENTENCES
    for scored in articles:
        if room <= 0:
            break
        shown.append(_shown(scored, room))
        room -= len(scored.sentences)
    left = sum(len(scored.sentences) for scored in articles) - sum(len(one.sentences) for one in shown)
    template = page_environment(threshold, _TEMPLATES).get_template("notebook.html")
    return template.render(articles=shown, left=left)


def _shown(scored: ScoredArticle, most: int) -> ShownArticle:
    article = scored.article
    return ShownArticle(
        article_id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        url=article.url,
        foreign=len(article.foreign),
        sentences=scored.sentences[:most],
    )
