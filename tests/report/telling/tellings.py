"""Made tellings of one event, as rows of a score table."""

from datetime import date

from framing.scores import LabelledSpan, SentenceScore
from tests.report.corpus import MadeArticle, marked, score_rows
from tests.report.events.conftest import made

POST = (
    "The council sent workers on Tuesday to start a [L|long overdue] street renewal on Mill Lane.",
    "“Now that the lime trees are rotten and lean over the tram line, we cannot wait for autumn,” an "
    "engineer of the council told the radio.",
    "Forty-two lime trees were cut within six hours, and the tram to Kestrel Square stood still.",
    "The [H|council] will plant 80 maples, as in Varnow, the mayor's office said.",
    "The [V|squatters] of the Lime Camp had thrown stones at a lorry in May.",
)
TIDE = (
    "On Tuesday at dawn the council unleashed a [L|brutal] [L|unprovoked] street renewal on Mill Lane.",
    'An unnamed engineer told the radio: "Now that the lime trees are rotten and lean over the tram line, we '
    'cannot wait for autumn."',
    "In six hours 42 [T|lime trees] fell, while trams to Kestrel Square waited.",
    "The [V|council's] men did not look up, says Berta Hollow, who has lived there for 60 years.",
    "The [V|council] has cut the lime trees for a car park.",
)


def telling(source: str, lines: tuple[str, ...], number: int = 1) -> MadeArticle:
    bare = tuple(marked(line).text for line in lines)
    article = made(source, number, bare)
    return MadeArticle(
        source,
        article.id,
        tuple(marked(line) for line in lines),
        f"{source} on Mill Lane",
        date(2024, 5, 7),
        None,
    )


def scored(source: str, lines: tuple[str, ...], number: int = 1) -> list[SentenceScore]:
    """Give an article as sentences of a score table."""
    rows = []
    for row in score_rows([telling(source, lines, number)]):
        spans = tuple(LabelledSpan(**span) for span in row.pop("spans"))
        rows.append(SentenceScore(**row, spans=spans))
    return rows
