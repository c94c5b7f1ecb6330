"""The report as ``report.json``: documented in ``docs/report-json.md``, every number of the page."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from framing.report.summary import REPORT_SCHEMA_VERSION, Report
from framing.scores import SentenceScore

# Six digits after the point: finer than any figure here is known.
_DIGITS = 6


def to_dict(report: Report) -> dict[str, Any]:
    """Give a report as plain values.

    Args:
        report: A compiled report.

    Returns:
        Values that JSON can hold; ``None`` where something is undefined or too little was read.
    """
    plain = {**asdict(report), "correction": report.correction}
    plain["run"] = {**plain["run"], **{name: dict(plain["run"][name]) for name in _PAIRED}}
    plain["options"]["columns"] = report.options.columns and str(report.options.columns)
    for article, shown in zip(plain["shown"], report.shown, strict=True):
        # The texts stand in the score table; here it is enough to say which articles the page shows.
        article["sentences"] = len(shown.sentences)
    cleaned: dict[str, Any] = _clean({"report_schema_version": REPORT_SCHEMA_VERSION, **plain})
    return cleaned


_PAIRED = ("thresholds", "settings", "versions", "errors")
_NOT_SHOWN = ("start", "end", "checkpoint")


def _clean(value: Any) -> Any:
    match value:
        case dict() if set(value) == _SENTENCE_FIELDS:
            return {name: _clean(inner) for name, inner in value.items() if name not in _NOT_SHOWN}
        case dict():
            return {name: _clean(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_clean(inner) for inner in value]
        case float():
            return round(value, _DIGITS)
        case date():
            return value.isoformat()
        case _:
            return value


_SENTENCE_FIELDS = set(SentenceScore.__dataclass_fields__)


def to_json(report: Report) -> str:
    """Give a report as the text of ``report.json``.

    Args:
        report: A compiled report.

    Returns:
        JSON, indented by one space, ending with a newline.
    """
    return json.dumps(to_dict(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
