"""The score table compiled by source, with the uncertainty stated. Runs without a model."""

from framing.report.options import ReportOptions
from framing.report.summary import Report, SourceSummary
from framing.report.write import ReportFiles, write_report

__all__ = ["Report", "ReportFiles", "ReportOptions", "SourceSummary", "write_report"]
