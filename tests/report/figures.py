"""Reads the figures that a page shows, each with what it is about, and looks for them in ``report.json``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\.\d+")


@dataclass(frozen=True)
class Figure:
    """What a cell shows, beside the part of the report that it is about."""

    where: str
    text: str
    about: Any


def page_figures(page: str, report: dict[str, Any]) -> Iterator[Figure]:
    """Give the text of every cell of figures: tables, tiles, charts."""
    tree = html.fromstring(page)
    for row in tree.xpath("//main//table/tbody/tr"):
        (table,) = row.xpath("ancestor::div[@aria-label][1]/@aria-label") or ["?"]
        cells = row.xpath("td[not(contains(concat(' ', @class, ' '), ' text '))]")
        about = _row(str(table), row, report) if cells else None
        for cell in cells:
            yield Figure(str(table), " ".join(cell.itertext()), about)
    for cell in tree.xpath("//header//dl[@class='tiles']//dd"):
        unscored = {"unscored": sum(report["run"]["errors"].values()), "sources": len(report["sources"])}
        yield Figure("tiles", " ".join(cell.itertext()), {**_own(report), **unscored})
    for section in tree.xpath("//section[starts-with(@id, 'source-')]"):
        source = _source(report, _name(section.xpath(".//h2")[0]))
        for cell in section.xpath(".//dl[@class='tiles']//dd"):
            yield Figure("tiles of a source", " ".join(cell.itertext()), _measures(source))
        for row in section.xpath(".//div[contains(@class, 'frames')]/div[@class='row']"):
            about = next(one for one in source["frames"] if one["title"] == _name(row[0]))
            for figure in row.xpath("div[@class='figure']"):
                yield Figure("frames", " ".join(figure.itertext()), [about["share"], source["sentences"]])
            for mean in row.xpath("div[@class='mean wide']"):
                yield Figure("means of frames", " ".join(mean.itertext()), about["mean_prob"])


def missing(figure: Figure) -> list[str]:
    """Give the numbers of a figure that are not in the part of the report that it is about."""
    leaves = list(_leaves(figure.about))
    shown = {form for leaf in leaves for form in _forms(leaf)}
    text = figure.text
    for bound, holds in (("< .001", lambda p: p < 0.001), ("> .999", lambda p: p > 0.999)):
        if bound in text and any(holds(leaf) for leaf in leaves):
            text = text.replace(bound, "")
    return [number for number in _NUMBER.findall(text) if number not in shown]


def _forms(number: float) -> Iterator[str]:
    """Give every way in which a page may write a number: per cent, points, a probability, a count."""
    size = abs(number)
    # The file rounds to four digits, which may carry a half over to the other side.
    yield from (f"{100 * size + rest:.1f}" for rest in (-0.005, 0.0, 0.005))
    yield f"{size:.2f}"
    yield f"{size:.3f}".removeprefix("0")
    yield f"{size:.1f}"
    yield f"{int(size):,}"


def _leaves(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def _row(table: str, row: Any, report: dict[str, Any]) -> Any:
    """Find the part of the report that a row of a table is about."""
    head, *cells = (_name(cell) for cell in row.xpath("th|td"))
    if "differences" in table:
        same = "on the same events" in table
        return _difference(report["same_events" if same else "differences"], report, head, *cells[:2])
    if table.startswith("Table by"):
        return _cell(report, head, cells[0])
    if table == "Loaded words":
        (section,) = row.xpath("ancestor::section[1]")
        words = _source(report, _name(section.xpath(".//h2")[0]))["words"]
        return next(_own(word) for word in words if word["word"] == head)
    if table == "Table of the model's errors":
        return next(one for one in report["labels"] if one["label"] == _label(report, head))
    source = _source(report, head)
    return _corrected(source, cells[0]) if table == "Table of corrected shares" else _measures(source)


def _cell(report: dict[str, Any], group: str, source: str) -> Any:
    """Find the cell of a source within a period or a group, without the group's number."""
    return next(
        {name: value for name, value in cell.items() if name != "group"}
        for parted in (report["periods"], report["groups"])
        for cell in (parted or {"cells": []})["cells"]
        if (parted["groups"][cell["group"]], cell["source"]) == (group, source)
    )


def _corrected(source: dict[str, Any], title: str) -> Any:
    if title.startswith("Loaded"):
        return [source["own_share"], source["own_corrected"], source["sentences"]]
    frame = next(one for one in source["frames"] if one["title"] == title)
    return [frame["share"], frame["corrected"], source["sentences"]]


def _difference(rows: list[Any], report: dict[str, Any], measure: str, first: str, second: str) -> Any:
    prefixes = {"Frame: ": "frame.", "Casts a ": "role."}
    prefix = next((word for word in prefixes if measure.startswith(word)), "")
    names = {
        one["name"]
        for one in report["measures"]
        if one["compared"]
        and one["title"] == measure.removeprefix(prefix)
        and one["name"].startswith(prefixes.get(prefix, ""))
    }
    return next(
        one for one in rows if (one["first"], one["second"]) == (first, second) and one["measure"] in names
    )


def _label(report: dict[str, Any], title: str) -> str:
    titles = {one["title"]: one["name"] for source in report["sources"] for one in source["frames"]}
    titles |= {one["title"]: one["name"] for source in report["sources"] for one in source["roles"]}
    titles |= {"Loaded words": "word_loaded", "Loaded sentences": "loaded"}
    return str(titles[title])


def _source(report: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in report["sources"] if one["source"] == name)
    return found


def _measures(source: dict[str, Any]) -> Any:
    """Give the figures of a source, without those of its frames, words and examples."""
    shares = {name: one for name, one in source.items() if isinstance(one, dict)}
    return {**_own(source), **shares, "roles": source["roles"]}


def _own(part: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in part.items() if isinstance(one, int | float)}


def _name(element: Any) -> str:
    """Give the text of a cell without what it says again in small for narrow screens."""
    parts = element.xpath(".//text()[not(ancestor::small[contains(@class, 'narrow')])]")
    return " ".join("".join(parts).split())
