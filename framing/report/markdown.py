"""The report as ``report.md``: its main figures and examples, for a text editor or an issue tracker."""

import re

from markupsafe import Markup

from framing.report import wording
from framing.report.bootstrap import Estimate
from framing.report.breakdown import Cell
from framing.report.correction import Corrected
from framing.report.highlight import cut
from framing.report.measures import name_of
from framing.report.summary import Report, SourceSummary
from framing.report.templating import plain_environment
from framing.report.visible import visible
from framing.scores import SentenceScore

# What would be read as markup, or as a formula.
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~!$])")
# At the beginning of a line these make a list, a rule or a heading of it.
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
# Bare addresses become links in GitHub's Markdown.
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp):|\bwww\.|@")


def to_markdown(report: Report) -> str:
    """Give a report as Markdown.

    Args:
        report: A compiled report.

    Returns:
        GitHub-flavoured Markdown. Text from articles is escaped.
    """
    environment = plain_environment(escaped, untitled=report.untitled)
    environment.filters.update(marked=marked, share=_share)
    text = environment.get_template("report.md").render(
        report=report,
        by_name=report.by_name,
        corrected=_corrected(report),
        titles={measure.name: measure.title for measure in report.measures},
        worded=report.run.knows("word_loaded"),
        undecided=[name_of(label) for label in report.run.undecided],
    )
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""Keep text from being read as markup.

    Args:
        text: Text that somebody else wrote.

    Returns:
        The text in one line, escaped.

    >>> escaped("a *b* <i>"), escaped("- www.example.org")
    ('a \\*b\\* &lt;i&gt;', '\\- www&#46;example.org')
    """
    plain = " ".join(visible(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", plain))
    return _ADDRESS.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", line)


def marked(sentence: SentenceScore) -> Markup:
    """Write a sentence with its loaded wording in bold, or in italics where it is quoted.

    Args:
        sentence: A row of the score table.

    Returns:
        Markdown, already escaped.
    """
    parts: list[tuple[str, str | None]] = []
    for piece in cut(sentence):
        if parts and parts[-1][1] == piece.loaded:
            parts[-1] = (parts[-1][0] + piece.text, piece.loaded)
        else:
            parts.append((piece.text, piece.loaded))
    marks = {"own": "**", "quoted": "_", None: ""}
    return Markup("".join(_between(text, marks[voice]) for text, voice in parts).strip())


def _between(text: str, mark: str) -> str:
    """Put marks around the text within its blanks: a mark beside a blank is no mark."""
    inner = escaped(text)
    if not inner:
        return text and " "
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return f"{before}{mark}{inner}{mark}{after}"


def _corrected(report: Report) -> Corrected | None:
    """Give a corrected share of loaded sentences, if they can be trusted and there is any."""
    found = (source.own_corrected for source in report.sources if source.own_corrected)
    return next(found, None) if report.correction == "given" else None


def _share(source: SourceSummary | Cell, estimate: Estimate | None) -> str:
    if estimate is None:
        return "not decided"
    if not source.enough:
        return f"{int(estimate.numerator)} (too few)"
    return f"{wording.percent(estimate.value)} ({wording.spread(estimate)})"
