"""Time gutcli as a person meets it: whole commands of an installed wheel, against bare imports in the same run.

Medians of at least 15 runs, taken in turn so that a busy machine slows both sides alike. Uses a terminal of its own
(a pseudo-terminal) where a command is to be drawn in colour. `--quick` takes fewer runs.
"""

from __future__ import annotations

import argparse
import os
import pty
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"


COLD = ["sh", "-c", 'rm -rf "$GUTCLI_HOME/cache"; exec "$@"', "sh"]


@dataclass(frozen=True)
class Case:
    """One command with its floor and the ratio that it must keep."""

    name: str
    argv: list[str]
    floor: str
    most: float
    terminal: bool = False
    home: str = "warm"


def main() -> int:
    """Run the benchmark and print a table; exit 1 if a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="7 runs instead of 21")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    arguments = parser.parse_args()
    runs = 7 if arguments.quick else 21
    python = install()
    gutcli = str(python.parent / "gutcli")
    homes = make_homes(python, gutcli)
    floors = {
        "pass": [str(python), "-c", "pass"],
        "typer": [str(python), "-c", "import typer"],
        "rich": [str(python), "-c", "import typer, rich.console, rich.table"],
    }
    cases = [case for case in make_cases(gutcli) if arguments.only in case.name]
    broken = 0
    print(f"{'command':<46} {'ms':>7} {'floor':>7} {'ratio':>6} {'bound':>6}")
    for case in cases:
        environ = make_environ(homes[case.home])
        base = floors.get(case.floor)
        base_environ = environ
        base_terminal = False
        if base is None:
            other = next(c for c in make_cases(gutcli) if c.name == case.floor)
            base, base_environ, base_terminal = other.argv, make_environ(homes[other.home]), other.terminal
        ours, floor = measure_pair(
            partial(run, case.argv, environ, terminal=case.terminal),
            partial(run, base, base_environ, terminal=base_terminal),
            runs,
        )
        ratio = ours / floor
        over = ratio > case.most
        broken += over
        print(
            f"{case.name:<46} {ours:7.1f} {floor:7.1f} {ratio:6.2f} {case.most:6.2f}{'  OVER' if over else ''}",
            flush=True,
        )
    return 1 if broken else 0


def make_cases(gutcli: str) -> list[Case]:
    """List what is measured, with the bounds that the project keeps."""
    again = [gutcli, "today"]
    status = [gutcli, "status"]
    return [
        Case("--version", [gutcli, "--version"], "typer", 1.2),
        Case("completion of a topic", [gutcli, "complete"], "typer", 1.2, home="completing"),
        Case("status, for a prompt", status, "pass", 3.0),
        Case("today asked again, on a terminal", again, "pass", 3.5, terminal=True),
        Case("today --json", [gutcli, "today", "--json"], "typer", 1.35, home="fresh"),
        Case("today, piped", again, "typer", 1.35, home="fresh"),
        Case("today, on a terminal", again, "rich", 1.35, terminal=True, home="fresh"),
        Case("explain serotonin, on a terminal", [gutcli, "explain", "serotonin"], "rich", 1.6, terminal=True),
        Case("foods --probiotic, on a terminal", [gutcli, "foods", "--probiotic"], "rich", 1.6, terminal=True),
        Case("foods kefir, on a terminal", [gutcli, "foods", "kefir"], "rich", 1.6, terminal=True),
        Case(
            "today --json, first run (cache cold)", [*COLD, gutcli, "today", "--json"], "today --json", 4.0, home="cold"
        ),
        Case("today --json, catalog of 10,000 foods", [gutcli, "today", "--json"], "today --json", 1.5, home="large"),
        Case("today --json, full profile", [gutcli, "today", "--json"], "today --json", 1.1, home="profile"),
        Case("plan --days 28 --json", [gutcli, "plan", "--days", "28", "--json"], "today --json", 1.6),
        Case("today --json, an empty diary", [gutcli, "today", "--json"], "typer", 1.35, home="begun"),
        Case(
            "today --json, diary of ten years",
            [gutcli, "today", "--json"],
            "today --json, an empty diary",
            1.15,
            home="decade",
        ),
        Case(
            "history --days 120, ten years",
            [gutcli, "history", "--days", "120"],
            "history --days 120",
            1.3,
            home="decade",
        ),
        Case("history --days 120", [gutcli, "history", "--days", "120"], "typer", 9.0),
        Case("mood 4, a change on the disk", [gutcli, "mood", "4"], "today --json", 1.6, home="changing"),
    ]


def install() -> Path:
    """Build the wheel and install it into an environment of its own, compiled; an editable install may not be."""
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    dist = WORK / "dist"
    shutil.rmtree(dist, ignore_errors=True)

    def call(*argv: str) -> None:
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=True)

    call(sys.executable, "-m", "build", "--wheel", "--outdir", str(dist), str(ROOT))
    venv = WORK / "venv"
    if not venv.exists():
        call(sys.executable, "-m", "venv", str(venv))
    python = venv / "bin" / "python"
    wheel = next(dist.glob("*.whl"))
    call(str(python), "-m", "pip", "install", "--quiet", str(wheel))
    call(str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", str(wheel))
    subprocess.run([python, "-m", "compileall", "-q", str(venv / "lib")], check=False, env=environ)
    return python


def make_homes(python: Path, gutcli: str) -> dict[str, Path]:
    """Make the homes: empty, with a large catalog, with a full profile, with ten years of diary; all warm."""
    homes = {
        name: WORK / "homes" / name
        for name in ("warm", "fresh", "cold", "large", "profile", "decade", "begun", "completing", "changing")
    }
    shutil.rmtree(WORK / "homes", ignore_errors=True)
    for home in homes.values():
        home.mkdir(parents=True)
    (homes["large"] / "catalog").mkdir()
    (homes["large"] / "catalog" / "many.toml").write_text(make_many_foods(10_000))
    (homes["profile"] / "profile.toml").write_text(
        'diet = "pescatarian"\nallergies = ["nuts", "sesame"]\n'
        'conditions = ["IBS", "high blood pressure"]\n'
        'medicines = ["warfarin", "sertraline"]\ndislikes = ["kimchi", "beetroot"]\nfavourites = ["kefir"]\n'
    )
    make_long_diary(python, homes["decade"] / "diary.db")
    begin = "import sys, pathlib; from gutcli.store import open_diary; "
    begin += "open_diary(pathlib.Path(sys.argv[1]), read_only=False).close()"
    subprocess.run([str(python), "-c", begin, str(homes["begun"] / "diary.db")], check=True)
    for home in homes.values():
        environ = {k: v for k, v in make_environ(home).items() if "COMP" not in k}
        run([gutcli, "today"], environ, terminal=False)
        run([gutcli, "explain", "serotonin"], environ, terminal=False)
    return homes


def make_long_diary(python: Path, path: Path) -> None:
    """Make a diary of ten years. Raises CalledProcessError if that fails, so that no empty one is measured."""
    generator = ROOT / "tests" / "generate_diary.py"
    subprocess.run([str(python), str(generator), str(path)], check=True, cwd=ROOT)


def make_many_foods(number: int) -> str:
    """Write an overlay of so many foods."""
    entry = (
        '[[food]]\nid = "test-food-{n}"\nname = "Test food {n}"\ngroup = "vegetables"\nkinds = ["prebiotic"]\n'
        'plants = ["carrot"]\ncontains = []\ndiets = ["vegan", "vegetarian", "pescatarian"]\nlactose = "none"\n'
        'live_cultures = "no"\nserving = {{ text = "a bowl", grams = 100 }}\nhow_to_eat = "Cook it."\n'
        'topics = ["dietary-fibre"]\ncautions = []\nchecklist = true\n'
    )
    return "\n".join(entry.format(n=n) for n in range(number))


def make_environ(home: Path) -> dict[str, str]:
    """Give an environment with this home and a fixed clock."""
    keep = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    extra = {
        "GUTCLI_HOME": str(home),
        "GUTCLI_NOW": "2026-11-23T08:30:00+00:00",
        "TERM": "xterm-256color",
        "COLUMNS": "100",
    }
    if home.name == "completing":
        extra |= {"_GUTCLI_COMPLETE": "complete_bash", "COMP_WORDS": "gutcli explain ser", "COMP_CWORD": "2"}
    return keep | extra


def run(argv: list[str], environ: dict[str, str], *, terminal: bool) -> None:
    """Run a command once, its answer thrown away."""
    if not terminal:
        subprocess.run(
            argv, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
        return
    leader, follower = pty.openpty()
    process = subprocess.Popen(argv, env=environ, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL)
    os.close(follower)
    try:
        while os.read(leader, 65536):
            pass
    except OSError:
        pass
    os.close(leader)
    process.wait()


def measure_pair(ours: Callable[[], None], floor: Callable[[], None], runs: int) -> tuple[float, float]:
    """Give the medians, in milliseconds, of two commands run in turn."""
    ours()
    floor()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for command, found in ((ours, times[0]), (floor, times[1])):
            start = time.perf_counter()
            command()
            found.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    raise SystemExit(main())
