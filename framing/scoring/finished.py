"""Whether an output holds all that a run would write, so that there is nothing to do."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from framing.reading.inputs import Input
from framing.reading.remote import RemoteFile
from framing.scores import RUN_FILE
from framing.scoring.marks import found_inputs
from framing.scoring.run_file import RunInfo, run_content


def inputs_digest(paths: Iterable[str]) -> str | None:
    """Name the files behind some paths by what is cheap to know of them.

    Args:
        paths: As `framing.reading.read_articles` takes them.

    Returns:
        A digest of their names and sizes, in order: not of times, so that the same files give the same
        results. ``None`` where standard input is among them.
    """
    total = blake2b(digest_size=8)
    for found in found_inputs(tuple(paths)):
        if found is None:
            return None
        if isinstance(found, Input):
            version = found.path.version if isinstance(found.path, RemoteFile) else found.size
            total.update(f"{found.name}\n{version}\n".encode("utf-8", "surrogatepass"))
        else:
            total.update(f"{found.path}\n{found.reason}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def finished_run(out: Path, info: RunInfo) -> dict[str, Any] | None:
    """Find out whether the same run has been carried out already.

    Args:
        out: The output directory.
        info: What the run would do, with the digest of its inputs.

    Returns:
        Content of the ``run.json`` that is there, where it was written for the same inputs with the same
        checkpoint, settings and versions, scored something, and is younger than each input.
    """
    try:
        written = (out / RUN_FILE).stat().st_mtime_ns
        content: dict[str, Any] = json.loads((out / RUN_FILE).read_text("utf-8"))
        scored = content["counts"]["articles"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    wanted = json.loads(json.dumps(run_content(info)))
    same = info.inputs_digest is not None and all(content.get(name) == wanted[name] for name in wanted)
    return content if scored and same and not _younger(info.inputs, written) else None


def _younger(paths: tuple[str, ...], than: int) -> bool:
    files = (found.path for found in found_inputs(paths) if isinstance(found, Input))
    return any(_written(path) > than for path in files if isinstance(path, Path))


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
