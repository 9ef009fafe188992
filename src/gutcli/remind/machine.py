"""The machine that keeps the time, as one object that tests replace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gutcli.errors import GutcliError
from gutcli.folders import find_xdg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE_S = 20


@dataclass(frozen=True)
class Machine:
    """Where timers are kept, and how programs are called."""

    home: Path
    platform: str = sys.platform
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    program: tuple[str, ...] = (sys.executable, "-m", "gutcli")

    @property
    def config(self) -> Path:
        """Return the folder of the person's configuration."""
        return find_xdg({**self.environ, "HOME": str(self.home)}, "XDG_CONFIG_HOME", ".config")

    def has(self, name: str) -> bool:
        """Whether a program can be called."""
        return shutil.which(name, path=self.environ.get("PATH")) is not None

    def has_systemd(self) -> bool:
        """Whether systemd runs, and the person's own part of it with it."""
        runtime = self.environ.get("XDG_RUNTIME_DIR", "")
        return self.has("systemctl") and bool(runtime) and Path(runtime, "systemd").is_dir()

    def call(self, command: Sequence[str], given: str | None = None) -> tuple[int, str]:
        """Call a program with text on its stdin; give its exit code and what it said. Raises GutcliError.

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
