import json
import re
from pathlib import Path

from typer.main import get_command

from framing.cli.main import app
from framing.model.checkpoint import SHIPPED

LINES = re.sub(
    r"\\\n\s*", "", Path(__file__).parent.parent.joinpath("Dockerfile").read_text("utf-8")
).splitlines()


def last(word: str) -> str:
    return [line.removeprefix(f"{word} ") for line in LINES if line.startswith(f"{word} ")][-1]


def test_the_image_does_not_run_as_root() -> None:
    assert int(last("USER")) > 0


def test_the_image_starts_a_command_that_there_is() -> None:
    program, command, *arguments = [*json.loads(last("ENTRYPOINT")), *json.loads(last("CMD"))]
    assert program == "framing"
    found = get_command(app).commands[command]  # type: ignore[attr-defined]
    assert found.make_context(command, list(arguments)).params["host"] == "0.0.0.0"


def test_the_image_holds_what_it_copies_and_the_model() -> None:
    copied = [line.split()[1:-1] for line in LINES if line.startswith("COPY") and "--from" not in line]
    root = Path(__file__).parent.parent
    names = [name for names in copied for name in names]
    assert {f"models/{name}" for name in SHIPPED} <= set(names)
    assert all((root / name).exists() for name in names)
    assert {f"!{name}" for name in names} <= set((root / ".dockerignore").read_text("utf-8").split())
