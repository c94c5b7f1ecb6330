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


def test_at_a_loopback_address_only_this_machines_names_are_answered() -> None:
    assert settings_of(ServeJob()).hosts == LOOPBACK
    assert settings_of(ServeJob(hosts=("desk.test",))).hosts == (*LOOPBACK, "desk.test")


def test_at_another_address_whoever_reaches_it_may_ask() -> None:
    assert settings_of(ServeJob(host="0.0.0.0")).hosts == ()
    assert "desk.test" in settings_of(ServeJob(host="0.0.0.0", hosts=("desk.test",))).hosts
