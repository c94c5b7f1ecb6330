"""Carries out ``framing evaluate``: apart from the command itself, so that ``--help`` need not load it."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.column_options import Columns
from framing.cli.evaluate_lines import against_lines, figure_lines, standing_lines
from framing.cli.figures import behaviour_lines
from framing.errors import OutputError, TrainingDataError, UsageError
from framing.labelled.columns import OwnColumns
from framing.labelled.opening import absent
from framing.model.checkpoint import DEFAULT

if TYPE_CHECKING:
    from framing.evaluation.against import Against
    from framing.evaluation.evaluate import Evaluation, How


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """What to measure.

    Attributes:
        checkpoint: Directory of the checkpoint, or ``default`` for the shipped one.
        data: Files of labelled sentences.
        columns: Pairs of meaning and column of a table of one's own.
        against: Another checkpoint to compare it with, named in the same way; ``None`` to measure one.
        behaviour: Whether to run the behaviour cases.
        neutral: File whose neutral sentences the behaviour cases are made of; ``None`` for written ones.
        out: Where to save the figures; ``None`` for a file named after checkpoint and data, here.
        overwrite: Whether figures that are there are replaced.
        device: Engine to run on.
        unseen: Whether to leave out what the checkpoint has seen rather than to refuse it.
        baselines: Whether to set simple means beside it.
        baselines_from: File that simple means learn from; ``None`` for the other folds of the data.
    """

    checkpoint: str
    data: tuple[Path, ...] = ()
    columns: Columns = ()
    against: str | None = None
    behaviour: bool = False
    neutral: Path | None = None
    out: Path | None = None
    overwrite: bool = False
    device: str = "cpu"
    unseen: bool = False
    baselines: bool = True
    baselines_from: Path | None = None

    @property
    def own_columns(self) -> OwnColumns | None:
        """The columns that were named; ``None`` where none was."""
        return OwnColumns(**dict(self.columns)) if self.columns else None


def evaluate(job: EvaluateJob) -> Iterator[str]:
    """Measure a checkpoint and save the figures.

    Args:
        job: What to measure.

    Yields:
        The figures as lines for a terminal, and where they were saved.

    Raises:
        UsageError: There is nothing to measure on, or options do not go together.
        OutputError: The figures cannot be saved there, or some are there already.
        FramingError: As `framing.evaluation.evaluate`, `framing.evaluation.against` and
            `framing.evaluation.behaving`.
    """
    _check(job)
    out = _destination(job)
    # Here and not above: a wrong path is told before anything is loaded.
    from framing.evaluation.evaluate import How  # noqa: PLC0415

    how = How(job.device, job.unseen, job.baselines, job.own_columns, job.baselines_from)
    if job.against is not None:
        yield from _against(job, job.against, how, out)
    else:
        yield from _alone(job, how, out)


def _alone(job: EvaluateJob, how: "How", out: Path) -> Iterator[str]:
    from framing.evaluation.behaving import check_behaviour, evaluate_behaviour  # noqa: PLC0415
    from framing.evaluation.evaluate import Evaluation, evaluate_files  # noqa: PLC0415

    checkpoint, found = _folder(job.checkpoint), Evaluation()
    if job.behaviour:
        check_behaviour(checkpoint, job.neutral, how.columns)
    if job.data:
        found = evaluate_files(checkpoint, job.data, how)
        yield from figure_lines(found.measures)
        yield from standing_lines(found.standings, hint=how.baselines_from is None)
        yield from (f"note: {note}" for note in found.notes)
        # Before the cases are run: whatever ends them, the figures are there.
        yield from _saved(found, Evaluation(), out)
    if job.behaviour:
        behaviour = evaluate_behaviour(
            checkpoint, device=job.device, neutral=job.neutral, columns=how.columns
        )
        yield from behaviour_lines(behaviour.measures, behaviour.behaviour)
        _write(_content(found, behaviour), out)
        yield f"saved: {out}"


def _against(job: EvaluateJob, other: str, how: "How", out: Path) -> Iterator[str]:
    from framing.evaluation.against import compare_checkpoints  # noqa: PLC0415

    found = compare_checkpoints(_folder(job.checkpoint), _folder(other), job.data, how)
    yield from against_lines(found, (job.checkpoint, other))
    _write(_compared(found, (job.checkpoint, other)), out)
    yield f"saved: {out}"


def _check(job: EvaluateJob) -> None:
    """Ask before the minutes of measuring what would be asked after."""
    if not job.data and not (job.behaviour and job.against is None):
        raise UsageError("nothing to measure on: give files of labelled sentences, or --behaviour")
    if job.neutral is not None and not job.behaviour:
        raise UsageError("--neutral is about the behaviour cases: add --behaviour")
    if job.against is not None and (job.behaviour or job.baselines_from is not None):
        raise UsageError(
            "--against sets two checkpoints side by side, without --behaviour and without baselines"
        )
    if job.baselines_from is not None and not (job.baselines and job.data):
        raise UsageError("--baselines-from is about baselines on labelled sentences: give such a file")
    for file in (*job.data, *(file for file in (job.neutral, job.baselines_from) if file is not None)):
        if not file.is_file():
            raise TrainingDataError(absent(str(file)))


def _folder(name: str) -> Path | None:
    return None if name == DEFAULT else Path(name)


def _destination(job: EvaluateJob) -> Path:
    """Find the file for the figures; as with ``framing train``, one that is free where none was named."""
    if job.out is None:
        plain = _plain_name(job)
        names = itertools.chain([plain], (f"{plain}-{number}" for number in itertools.count(2)))
        files = (Path(f"{name}.json") for name in names)
        return next(file for file in files if job.overwrite or not _there(file))
    if not job.out.parent.is_dir():
        raise OutputError(f"{job.out} cannot be written: there is no directory {job.out.parent}")
    if _picture(job.out) == job.out:
        raise OutputError(f"{job.out} is to hold figures as JSON; .svg is for the picture beside them")
    if job.out.is_dir():
        raise OutputError(f"{job.out} cannot be written: it is a directory")
    if not job.overwrite and (there := _there(job.out)):
        raise OutputError(f"{there[0]} exists already; choose another file with -o, or add --overwrite")
    return job.out


def _plain_name(job: EvaluateJob) -> str:
    who = [job.checkpoint, *([] if job.against is None else ["against", job.against])]
    names = [Path(name).resolve().name for name in who]
    about = [file.name.partition(".")[0] for file in job.data] or ["behaviour"]
    return "-".join(["evaluation", *names, *about])


def _there(out: Path) -> list[Path]:
    return [file for file in (out, _picture(out)) if file.exists()]


def _picture(out: Path) -> Path:
    return out.with_suffix(".svg")


def _saved(found: "Evaluation", behaviour: "Evaluation", out: Path) -> Iterator[str]:
    from framing.evaluation.reliability import reliability_svg  # noqa: PLC0415

    _write(_content(found, behaviour), out)
    yield f"saved: {out}"
    if found.reliability:
        _write_text(_picture(out), reliability_svg(found.reliability))
        yield f"saved: {_picture(out)} (reliability: probabilities against shares)"


def _content(found: "Evaluation", behaviour: "Evaluation") -> Mapping[str, object]:
    return {
        "schema_version": 1,
        "measures": [figure.to_dict() for figure in (*found.measures, *behaviour.measures)],
        "beside_baselines": [one.to_dict() for one in found.standings],
        "behaviour": [result.to_dict() for result in behaviour.behaviour],
        "notes": list(found.notes),
    }


def _compared(found: "Against", names: tuple[str, str]) -> Mapping[str, object]:
    systems = zip(names, found.digests, found.only, strict=True)
    return {
        "schema_version": 1,
        "checkpoints": [
            {"checkpoint": digest, "name": name, "not_compared": list(only)} for name, digest, only in systems
        ],
        "measures": [figure.to_dict() for part in found.files for figure in part.measures],
        "differences": [one.to_dict() for part in found.files for one in part.differences],
        "notes": [note for part in found.files for note in part.notes],
    }


def _write(content: Mapping[str, object], out: Path) -> None:
    _write_text(out, json.dumps(content, indent=1) + "\n")


def _write_text(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise OutputError(f"{file} cannot be written: {error.strerror}") from error
