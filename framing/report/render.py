"""Draws the page: one HTML file that asks nothing of anybody."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from framing.report import drawing
from framing.report.articles import ShownArticle
from framing.report.choosing import most_read
from framing.report.correction import FEWEST_LABELLED
from framing.report.highlight import around, cut
from framing.report.measures import label_title
from framing.report.remarks import contradictions, interval_only
from framing.report.roles import shown_roles
from framing.report.summary import Report
from framing.report.templating import TEMPLATES, markup_environment
from framing.report.timelines import draw_timelines
from framing.report.untitled import UntitledArticle
from framing.scores import SentenceScore

# Differences shown on the page; all of them stand in report.json.
_DIFFERENCES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class UnscoredInput:
    """An input that was not scored, as the page lists it.

    Attributes:
        path: The file.
        reason: Stable code.
        detail: One sentence for a person.
    """

    path: str
    reason: str
    detail: str


def render_page(report: Report, unscored: tuple[UnscoredInput, ...]) -> str:
    """Draw the page.

    Args:
        report: A compiled report.
        unscored: Inputs that were not scored, as many as shall be listed.

    Returns:
        A whole HTML document.
    """
    environment = page_environment(report.run.threshold, untitled=report.untitled)
    timelines = draw_timelines(report.periods)
    style, script = own_file("page.css"), own_file("page.js")
    return environment.get_template("page.html").render(
        report=report,
        unscored=unscored,
        by_name=report.by_name,
        contradictions=contradictions(report),
        interval_only=interval_only(report),
        fewest_labelled=FEWEST_LABELLED,
        # What the checkpoint does not know, the page does not speak of.
        frames=report.frames,
        roles=[role.title.lower() for role in report.roles],
        worded=report.run.knows("word_loaded"),
        undecided=report.run.undecided,
        loaded_axis=drawing.axis_for([one for s in report.sources for one in (s.own_share, s.quoted_share)]),
        frame_axis=drawing.axis_for([frame.share for s in report.sources for frame in s.frames]),
        anchors={source.source: f"source-{number}" for number, source in enumerate(report.sources, 1)},
        article_anchors={shown.article_id: f"article-{n}" for n, shown in enumerate(report.shown, 1)},
        differences=report.differences[:_DIFFERENCES_SHOWN],
        same_events=report.same_events[:_DIFFERENCES_SHOWN],
        timelines=timelines.lines,
        timelines_of=timelines.of,
        time_axis=timelines.axis,
        thresholds=dict(report.run.thresholds),
        label_titles=_label_titles(report),
        titles={measure.name: measure.title for measure in report.measures},
        style=Markup(style),
        script=Markup(script),
        policy=offline_policy(style, script),
    )


def page_environment(
    threshold: Callable[[str], float], *folders: Path, untitled: Sequence[UntitledArticle] = ()
) -> Environment:
    """Make the environment that draws marked sentences: escaping, filters, the report's templates.

    Args:
        threshold: Gives the probability from which a label counts.
        *folders: Further folders of templates, searched first.
        untitled: Names for articles without a headline; others are named by their id.

    Returns:
        The environment. What templates print is escaped, and marks that would turn its reading order shown.
    """
    environment = markup_environment(*folders, untitled=untitled)
    environment.filters.update(
        web_address=_web_address,
        most_read=most_read,
        pieces=cut,
        around=around,
        voice=lambda sentence: _voice(sentence, threshold("loaded")),
        tags=lambda sentence: _tags(sentence, threshold),
        note=lambda sentence: _sentence_note(sentence, threshold),
        paragraphs=_paragraphs,
    )
    return environment


def own_file(name: str) -> str:
    """Read one of the report's own files, for instance ``page.css``."""
    return (TEMPLATES / name).read_text("utf-8")


def offline_policy(style: str, script: str) -> str:
    """Write a content security policy that allows exactly one style and one script, and no request.

    Args:
        style: Text of the style.
        script: Text of the script.

    Returns:
        The policy, which names both by their digests.
    """
    allowed = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{allowed[0]}'; script-src 'sha256-{allowed[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _web_address(url: str | None) -> str | None:
    """Give an address only where it is one: ``javascript:`` and the like are no addresses."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _voice(sentence: SentenceScore, threshold: float) -> str:
    """Tell in whose words a sentence is loaded: ``own``, ``quoted`` or ``none``."""
    if sentence.is_own_loaded(threshold):
        return "own"
    return "quoted" if sentence.is_loaded(threshold) else "none"


def _tags(sentence: SentenceScore, threshold: Callable[[str], float]) -> str:
    """List what a sentence is marked with, for the page's filters: label, and voice where it has one."""
    voice = _voice(sentence, threshold("loaded"))
    tags = [] if voice == "none" else [f"loaded:{voice}"]
    tags += [f"{span.label}:{'quoted' if span.quoted else 'own'}" for span in shown_roles(sentence.spans)]
    tags += [name for name, prob in sentence.frames.items() if prob >= threshold(name)]
    return " ".join(dict.fromkeys(tags))


def _label_titles(report: Report) -> list[tuple[str, str]]:
    """Name the labels that an article can be searched for: loaded wording, roles, then frames."""
    frames = {frame.name for frame in report.frames}
    names = [name for name, _ in report.run.thresholds]
    ordered = sorted(names, key=lambda name: (name in frames, name != "loaded"))
    return [(name, label_title(name)) for name in ordered if name != "word_loaded"]


def _sentence_note(sentence: SentenceScore, threshold: Callable[[str], float]) -> str:
    parts = [f"Loaded in its own words: {sentence.own_loaded:.2f}; with quotes: {sentence.loaded:.2f}"]
    evoked = [(prob, name) for name, prob in sentence.frames.items() if prob >= threshold(name)]
    if evoked:
        frames = ", ".join(f"{label_title(name)} {prob:.2f}" for prob, name in sorted(evoked, reverse=True))
        parts.append(f"Frames: {frames}")
    return ". ".join(parts)


def _paragraphs(article: ShownArticle) -> list[list[SentenceScore]]:
    """Group sentences where the text between them was wider than a space: paragraphs are apart by a line."""
    groups: list[list[SentenceScore]] = []
    end = None
    for sentence in article.sentences:
        if end is None or sentence.start - end > 1:
            groups.append([])
        groups[-1].append(sentence)
        end = sentence.end
    return groups
