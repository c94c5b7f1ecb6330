from datetime import date
from pathlib import Path

import pytest

from framing.reading import read_articles
from framing.segmenting import segment
from framing.text import Article
from tests.report.corpus import MadeArticle, MarkedSentence

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"

FERRY = (
    "The ferry Solveig struck a sandbank off Tarnby on Monday with 212 passengers aboard.",
    "Two tugs pulled the Solveig free after five hours, the harbour master Ulla Brandt said.",
    "A crack of nine metres was found in the hull, and the Tarnby line is closed until June.",
    "Passengers were taken ashore in lifeboats and spent the night in the gymnasium of Tarnby.",
    "The accident board will ask why the buoy at the sandbank had been dark since March.",
)
FERRY_TOLD_APART = (
    "More than 200 people sat on a sandbank near Tarnby for hours on Monday.",
    "Their ship, the Solveig, was dragged off by two tugs, according to harbour master Ulla Brandt.",
    "Divers saw a long crack in the hull; no ferry will sail from Tarnby before June.",
    "Some passengers slept in a gymnasium after lifeboats had brought them in.",
    "A buoy that marks the sandbank has not shone since March.",
)
SCHOOL = (
    "The council of Ostrava Hill voted on Monday to close the primary school at Linden Square.",
    "Head teacher Pavel Dusek said that 140 pupils would have to take a bus from September.",
    "The roof of the school would cost 3.4 million to mend, an engineer told the council.",
    "Parents carried a coffin with the name of the school through Linden Square.",
    "A vote on the sale of the building is due in October.",
)


def made(source: str, number: int, lines: tuple[str, ...], day: int | None = 4) -> MadeArticle:
    """Make an article of plain sentences, published on a day of March 2024 or undated."""
    return MadeArticle(
        source,
        f"{source}-{number}",
        tuple(MarkedSentence(line) for line in lines),
        lines[0].split(" on ")[0],
        None if day is None else date(2024, 3, day),
        f"https://{source}.example/{number}",
    )


def _from(article: Article) -> MadeArticle:
    sentences = tuple(MarkedSentence(sentence.text) for sentence in segment(article.text))
    return MadeArticle(article.source, article.id, sentences, article.title, article.published, article.url)


@pytest.fixture(scope="session")
def examples() -> list[MadeArticle]:
    """The example articles: three sources, three days."""
    return [_from(article) for article in read_articles([str(EXAMPLES)]) if isinstance(article, Article)]
