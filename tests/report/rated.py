"""A report of a checkpoint that tells its error rates for loaded sentences and one frame."""

import json
from pathlib import Path

from framing.report.compiling import compile_report
from framing.report.summary import Report
from framing.report.table import open_table
from tests.report.conftest import OPTIONS
from tests.report.corpus import run_json, three_sources, write_table


def compile_rated(folder: Path, *, negatives: int, positives: int = 300) -> Report:
    """Write a table of three sources and compile it; so many labelled sentences measured the errors."""
    articles = three_sources()
    out = write_table(folder, articles)
    run = run_json(articles)
    counts = {"precision": 0.9, "recall": 0.8, "positives": positives, "negatives": negatives}
    run["checkpoint"]["quality"] = {"loaded": counts, "economic": counts}
    (out / "run.json").write_text(json.dumps(run))
    with open_table(out, OPTIONS) as table:
        return compile_report(table, OPTIONS)
