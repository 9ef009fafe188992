"""The machine that keeps the time, as one object that tests replace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gutcli.errors import GutcliError
from gutcli.folders import find_xdg, parse_path
from gutcli.text import safe

PATIENCE_S = 20
KEPT = ("GUTCLI_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "PYTHONPATH")
"""What says where the person's files are, and gutcli itself, goes with the timer."""


def find_home() -> Path:
    """Return the person's home folder. Raise GutcliError where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        raise GutcliError(
            "There is no home folder, so no timer can be written.",
            "Set HOME to your home folder.",
            code="no_home",
        ) from None


def find_program(called: str) -> tuple[str, ...]:
    """Return the words that call gutcli again, from anywhere: the very program that was called, if it is one.

    That may be a script, or a file of shiv, pex or PyInstaller. Python itself is told to look for modules nowhere but
    where they are installed (-P): a timer runs in the home folder, where any secrets.py would be taken for Python's.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    path = os.path.abspath(called)
    if os.path.isfile(path) and os.access(path, os.X_OK) and not path.endswith(".py"):
        return (path,)
    return (sys.executable, "-P", "-m", "gutcli")


@dataclass(frozen=True)
class Machine:
    """Where timers are kept, and how programs are called."""

    home: Path
    platform: str = sys.platform
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    program: tuple[str, ...] = field(default_factory=lambda: find_program(sys.argv[0]))

    @property
    def config(self) -> Path:
        """Return the folder of the person's configuration."""
        return Path(find_xdg({**self.environ, "HOME": str(self.home)}, "XDG_CONFIG_HOME", ".config"))

    def has(self, name: str) -> bool:
        """Return whether a program can be called."""
        return shutil.which(name, path=self.environ.get("PATH")) is not None

    def has_systemd(self) -> bool:
        """Return whether systemd runs, and the person's own part of it with it."""
        runtime = self.environ.get("XDG_RUNTIME_DIR", "")
        return self.has("systemctl") and bool(runtime) and Path(runtime, "systemd").is_dir()

    def settings(self) -> list[tuple[str, str]]:
        """Return what of the environment goes with a timer, with whole paths."""
        found = ((name, self.environ.get(name, "")) for name in KEPT)
        return [
            (name, os.pathsep.join(str(parse_path(part)) for part in value.split(os.pathsep) if part))
            for name, value in found
            if value
        ]

    def try_program(self) -> None:
        """Call gutcli once as a timer does, from the home folder with an environment of its own. Raise GutcliError."""
        environ = {"HOME": str(self.home), "PATH": os.defpath, **dict(self.settings())}
        for name in ("SYSTEMROOT", "LANG"):  # without the first Windows starts no Python
            if value := self.environ.get(name):
                environ[name] = value
        words = [*self.program, "remind", "--help"]
        try:
            done = subprocess.run(  # noqa: S603  # our own words, no shell
                words, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=PATIENCE_S, cwd=self.home,
                env=environ,
            )  # fmt: skip
            reason = (done.stderr or done.stdout).decode("utf-8", "replace").strip().rpartition("\n")[2]
            if not done.returncode and b"gutcli" in done.stdout:
                return
        except (OSError, subprocess.TimeoutExpired) as error:
            reason = str(error)
        raise GutcliError(
            f"A timer could not start gutcli: {safe(' '.join(words))} says {safe(reason) or 'nothing'}",
            "Nothing was written. Install gutcli (with pipx, or into a virtual environment), and call it from there.",
            code="not_startable",
        )

    def call(self, command: Sequence[str], given: str | None = None) -> tuple[int, str]:
        """Call a program with text on its stdin; give its exit code and what it said. Raise GutcliError.

        What is no UTF-8 comes back as the same bytes when it is given again: a crontab may be in Latin-1.
        """
        try:
            done = subprocess.run(  # noqa: S603  # our own words, no shell
                list(command), input=(given or "").encode("utf-8", "surrogateescape"), capture_output=True,
                check=False, timeout=PATIENCE_S, env=dict(self.environ),
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GutcliError(f"{command[0]} cannot be called: {error}.", "Nothing more was changed.") from error
        said = done.stdout if done.returncode == 0 else done.stderr or done.stdout
        return done.returncode, said.decode("utf-8", "surrogateescape")
