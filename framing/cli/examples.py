"""Examples that ``--help`` shows below the options. A test holds each against the command it is of."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "score": (
        "framing score article.txt",
        "framing score my-articles/ -o scores",
        "framing score news.csv --text-column body --source 'The Lantern' -o scores",
    ),
    "report": ("framing report scores",),
    "compare": ("framing compare scores", "framing compare scores --days 5"),
    "serve": ("framing serve --open", "framing serve scores --port 8080"),
    "check": (
        "framing check drafts/ --max-loaded 0.3",
        "framing check drafts/ --format sarif > findings.sarif",
    ),
    "labels": ("framing labels", "framing labels models/mine --json"),
    "models": ("framing models", "framing models models/mine"),
    "doctor": ("framing doctor",),
    "train": (
        "framing train --data mine.csv --name mine",
        "framing train --data mine.csv --label-column bias --by source",
        "framing train configs/default.toml -o models/rebuilt",
    ),
    "evaluate": (
        "framing evaluate default labelled.jsonl --behaviour",
        "framing evaluate models/mine held-out.csv --baselines-from mine.csv",
        "framing evaluate models/mine --against default held-out.csv",
    ),
}
"""Name of a command to what a person may type."""


def epilog(command: str) -> str:
    """Give a command's examples as its help shows them.

    Args:
        command: Name of the command.

    Returns:
        One paragraph per line, since Typer joins the lines of a paragraph.
    """
    return "\n\n".join(["Examples:", *EXAMPLES[command]])
