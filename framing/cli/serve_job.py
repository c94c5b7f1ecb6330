"""Carries out ``framing serve``: apart from the command itself, so that ``--help`` need not load it."""

import ipaddress
import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from framing import load_scorer
from framing.web import WebSettings
from framing.web.app import make_app
from framing.web.server import listen, serve
from framing.web.settings import LOOPBACK
from framing.web.stored import Stored


@dataclass(frozen=True, slots=True)
class ServeJob:
    """What ``framing serve`` was asked to do.

    Attributes:
        host: Address to listen at.
        port: Port; 0 for any that is free.
        hosts: Further names under which the server may be asked for.
        model: Checkpoint directory; ``None`` for the one that ships with the package.
        device: ``auto``, ``cpu`` or ``cuda``.
        out: A finished folder to show beside.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    model: str | None = None
    device: str = "auto"
    out: Path | None = None


def serve_pages(job: ServeJob, started: Callable[[str], None]) -> int:
    """Serve until interrupted.

    Args:
        job: What to do.
        started: Called with the address once the server answers.

    Returns:
        The exit status, 0.

    Raises:
        UsageError: The address cannot be listened at.
        ScoreTableError: The folder holds no score table.
        CheckpointError: The checkpoint cannot be used.
    """
    logging.basicConfig(format="framing: %(levelname)s %(name)s: %(message)s")
    with (
        nullcontext() if job.out is None else Stored(job.out) as stored,
        listen(job.host, job.port) as listening,
    ):
        settings = settings_of(job, listening.getsockname()[0])
        app = make_app(load_scorer(job.model, device=job.device), settings, stored)
        serve(app, listening, started)
    return 0


def settings_of(job: ServeJob, address: str) -> WebSettings:
    """Decide under which names the server may be asked for.

    At a loopback address only this machine's own names: a page elsewhere could let a name of its own point
    here and read the answers. At another address whoever can reach it may ask, unless names are given.

    Args:
        job: What was asked for.
        address: Where it listens, as numbers: there are many names for one address.

    Returns:
        The settings.
    """
    local = ipaddress.ip_address(address).is_loopback
    if not local and not job.hosts:
        return WebSettings(hosts=())
    own = (*LOOPBACK, address) if local else LOOPBACK
    return WebSettings(hosts=tuple(dict.fromkeys((*own, *job.hosts))))
