import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli import serve
from framing.cli.main import app
from framing.cli.serve_job import ServeJob, settings_of
from framing.errors import UsageError
from framing.web.server import listen
from framing.web.settings import LOOPBACK

PROGRAM = "from framing.cli.main import run; run()"


def test_the_command_serves_until_it_is_interrupted() -> None:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--device", "cpu"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            with urllib.request.urlopen(f"{address}health", timeout=10) as answer:
                assert answer.status == 200
        finally:
            server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=30)
    assert (server.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(app, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert re.fullmatch(
        r"framing: cannot listen at 127\.0\.0\.1:\d+: .*; try another --port\n", result.stderr
    )


def test_a_folder_without_a_table_is_told_in_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_missing_extra_names_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    result = CliRunner().invoke(app, ["serve"])
    assert result.exit_code == 2
    assert 'pip install ".[serve]"' in result.stderr


def hosts(host: str, *more: str) -> tuple[str, ...]:
    """Give the names under which a server at an address may be asked for."""
    try:
        with listen(host, 0) as listening:
            return settings_of(ServeJob(host, hosts=more), listening.getsockname()[0]).hosts
    except UsageError as error:
        pytest.skip(f"this machine has no such address: {error}")


def test_at_a_loopback_address_only_this_machines_names_are_answered() -> None:
    assert hosts("127.0.0.1") == LOOPBACK
    assert hosts("127.0.0.1", "desk.test") == (*LOOPBACK, "desk.test")


@pytest.mark.parametrize("host", ["127.1", "LOCALHOST", "localhost.", "0:0:0:0:0:0:0:1", "::1"])
def test_a_loopback_address_may_be_spelled_in_any_way(host: str) -> None:
    assert hosts(host) == LOOPBACK


def test_a_further_loopback_address_is_a_name_of_its_own() -> None:
    assert hosts("127.0.0.2") == (*LOOPBACK, "127.0.0.2")


def test_at_another_address_whoever_reaches_it_may_ask() -> None:
    assert hosts("0.0.0.0") == ()
    assert "desk.test" in hosts("0.0.0.0", "desk.test")
    assert "0.0.0.0" not in hosts("0.0.0.0", "desk.test")
