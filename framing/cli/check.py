"""``framing check``: loaded wording in drafts, by file, line and column."""

from enum import StrEnum
from typing import Annotated

import typer


class CheckFormat(StrEnum):
    """Who reads the findings."""

    text = "text"
    github = "github"
    sarif = "sarif"


# Typer reads the options from the parameters, so there is one for each.
def command(  # noqa: PLR0913
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files or folders of .txt, .md, .html; - for standard input."),
    ],
    *,
    max_loaded: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Highest probability of being loaded that a sentence may have. "
            "[default: from where the checkpoint calls it loaded]",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        CheckFormat, typer.Option("--format", help="text, github (annotations) or sarif.")
    ] = CheckFormat.text,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Also look at what stands inside quotation marks.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(metavar="DIR", help="Another checkpoint than the one that is shipped.")
    ] = None,
    device: Annotated[str, typer.Option(help="Where the network runs: auto, cpu or cuda.")] = "auto",
) -> int:
    """Find loaded wording in drafts, for editors and CI. Quotations are passed over.

    Exit status: 0 nothing found, 1 findings, 2 wrong call or a file that cannot be read.
    """
    # Here and not above, so that --help answers at once.
    from framing.cli.check_job import CheckJob, check  # noqa: PLC0415
    from framing.cli.findings import written  # noqa: PLC0415

    checked = check(CheckJob(tuple(paths), max_loaded, quotes, model, device))
    typer.echo(written(checked, output_format.value), nl=False)
    typer.echo("\n".join([*checked.notes, checked.summary]), err=True)
    return 2 if checked.unread else 1 if checked.findings else 0
