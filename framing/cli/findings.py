"""What ``framing check`` found, and how it is written for people, for GitHub and as SARIF."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from framing.cli.terminal import harmless
from framing.labels import LOADED
from framing.version import __version__

FindingFormat = Literal["text", "github", "sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, as editors count: from 1, columns in code points, the end past the last one.

    Attributes:
        line: Line of the first code point.
        column: Its column.
        end_line: Line of the end.
        end_column: Its column.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Loaded wording.

    Attributes:
        path: The file as given by the user.
        place: Where the wording stands.
        wording: The wording, or the sentence where no word of it stands out.
        prob: Probability that its sentence is loaded, in [0, 1].
    """

    path: str
    place: Place
    wording: str
    prob: float

    @property
    def message(self) -> str:
        """Say in one line what was found."""
        return f"loaded wording “{' '.join(self.wording.split())}”, sentence {self.prob:.2f}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came out of a check.

    Attributes:
        findings: By file, then in reading order.
        files: Files that were looked at.
        unread: Files that could not be read.
        limit: Probability that no sentence may exceed, in [0, 1].
        notes: One line for each file that was not looked at, and why.
    """

    findings: tuple[Finding, ...]
    files: int
    unread: int
    limit: float
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """Say in one line what came out."""
        number = len(self.findings)
        with_some = len({finding.path for finding in self.findings})
        found = "1 finding" if number == 1 else f"{number} findings"
        files = "1 file" if self.files == 1 else f"{self.files} files"
        where = f" in {with_some} of {files}" if number else f" in {files}"
        return f"{found}{where}; no sentence may exceed {self.limit:.2f}"


def written(checked: Checked, output_format: FindingFormat) -> str:
    """Write the findings.

    Args:
        checked: The findings.
        output_format: Who reads them.

    Returns:
        The text for standard output.
    """
    if output_format == "sarif":
        return json.dumps(_sarif(checked), ensure_ascii=False, indent=2) + "\n"
    line = _for_github if output_format == "github" else _for_people
    return "".join(f"{line(finding)}\n" for finding in checked.findings)


def _for_people(finding: Finding) -> str:
    return harmless(f"{finding.path}:{finding.place.line}:{finding.place.column}: {finding.message}")


def _for_github(finding: Finding) -> str:
    place = finding.place
    end = f",endColumn={place.end_column}" if place.line == place.end_line else ""
    where = f"line={place.line},endLine={place.end_line},col={place.column}{end}"
    return f"::warning file={_property(finding.path)},{where},title=Loaded wording::{_data(finding.message)}"


def _data(text: str) -> str:
    # A log is shown on terminals; ends of lines have a spelling of their own.
    return harmless(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(checked: Checked) -> dict[str, Any]:
    rule = {
        "id": "loaded",
        "name": "LoadedWording",
        "shortDescription": {"text": LOADED.title},
        "fullDescription": {"text": LOADED.definition},
        "help": {"text": f"Not: {LOADED.counter_example} A loaded word is not a lie: read before you judge."},
        "defaultConfiguration": {"level": "warning"},
    }
    driver = {"name": "framing", "semanticVersion": __version__, "rules": [rule]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(checked)),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(checked: Checked) -> Iterator[dict[str, Any]]:
    for finding in checked.findings:
        place = finding.place
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        location = {"artifactLocation": {"uri": quote(finding.path)}, "region": region}
        yield {
            "ruleId": "loaded",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": location}],
        }
