"""Time gutcli as a person meets it: whole commands of an installed wheel, against floors in the same run.

Medians of at least 21 runs, taken in turn so that a busy machine slows both sides alike. Uses a terminal of its own
(a pseudo-terminal) where a command is to be drawn in colour. `--quick` takes fewer runs. With `--beside`, the list is
also timed against `gumshoe show`, a habit list on click and SQLite (the package gumshoe-cli).
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
COMMIT = """
import os, sqlite3, sys, time
database = sqlite3.connect(os.path.join(sys.argv[1], "commit.db"), isolation_level=None)
database.execute("PRAGMA synchronous=EXTRA")
database.execute("CREATE TABLE IF NOT EXISTS t (x)")
start = time.perf_counter()
database.execute("INSERT INTO t VALUES (1)")
print((time.perf_counter() - start) * 1000)
"""


@dataclass(frozen=True)
class Case:
    """One command with its floor and the ratio that it must keep.

    `before` is run each time without being timed; `commits` durable commits are allowed on top of the bound.
    """

    name: str
    argv: list[str]
    floor: str
    most: float
    terminal: bool = False
    home: str = "warm"
    before: tuple[str, ...] = ()
    commits: int = 0


def main() -> int:
    """Run the benchmark and print a table; exit 1 if a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="7 runs instead of 21")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--beside", action="store_true", help="time gumshoe-cli, too")
    arguments = parser.parse_args()
    runs = 7 if arguments.quick else 21
    python = install()
    gutcli = str(python.parent / "gutcli")
    homes = make_homes(python, gutcli)
    commit = measure_commit(python, runs)
    floors = {
        "pass": [str(python), "-c", "pass"],
        "typer": [str(python), "-c", "import typer"],
        "rich": [str(python), "-c", "import typer, rich.console"],
    }
    cases = make_cases(gutcli)
    if arguments.beside and (other := install_beside()):
        floors["gumshoe"] = [str(other), "show", "-p", "all"]
        cases.append(Case("today, on a terminal, beside gumshoe", [gutcli, "today"], "gumshoe", 1.0, terminal=True))
    broken = 0
    print(f"one durable commit on this disk: {commit:.1f} ms")
    print(f"{'command':<46} {'ms':>7} {'floor':>7} {'ratio':>6} {'bound':>6}")
    for case in cases:
        if arguments.only not in case.name:
            continue
        environ = make_environ(homes[case.home])
        base = floors.get(case.floor)
        base_environ, base_terminal = environ, case.floor == "gumshoe"
        if base is None:
            other_case = next(c for c in cases if c.name == case.floor)
            base, base_environ = other_case.argv, make_environ(homes[other_case.home])
            base_terminal = other_case.terminal
        ours, floor = measure_pair(
            partial(run, case.argv, environ, terminal=case.terminal),
            partial(run, base, base_environ, terminal=base_terminal),
            runs,
            partial(run, list(case.before), environ, terminal=False) if case.before else lambda: None,
        )
        ratio = (ours - case.commits * commit) / floor
        over = ratio > case.most
        broken += over
        print(
            f"{case.name:<46} {ours:7.1f} {floor:7.1f} {ratio:6.2f} {case.most:6.2f}{'  OVER' if over else ''}",
            flush=True,
        )
    return 1 if broken else 0


def make_cases(gutcli: str) -> list[Case]:
    """List what is measured, with the bounds that the project keeps. The home "warm" has a diary of 30 days."""
    today = [gutcli, "today"]
    as_json = [gutcli, "today", "--json"]
    return [
        Case("today, on a terminal", today, "pass", 5.0, terminal=True),
        Case("today, piped", today, "pass", 5.0),
        Case("status, for a prompt", [gutcli, "status"], "pass", 4.2),
        Case(
            "done 1, a change on the disk", [gutcli, "done", "1"], "pass", 5.5, before=(gutcli, "undo", "1"), commits=1
        ),
        Case("explain serotonin, on a terminal", [gutcli, "explain", "serotonin"], "rich", 1.15, terminal=True),
        Case("foods --probiotic, on a terminal", [gutcli, "foods", "--probiotic"], "rich", 1.15, terminal=True),
        Case("completion of a topic", [gutcli, "complete"], "typer", 1.1, home="completing"),
        Case("today --json, warm", as_json, "pass", 5.0, home="cold"),
        Case("today --json, first run (cache cold)", [*COLD, *as_json], "today --json, warm", 3.0, home="cold"),
        # What else is worth knowing.
        Case(  # the week's basket is made once, and kept
            "today --json, the week's basket to be made",
            as_json,
            "today --json, warm",
            3.0,
            before=("rm", "-f", str(WORK / "homes" / "warm" / "cache" / "basket.json")),
        ),
        Case("--version", [gutcli, "--version"], "pass", 2.0),
        Case("foods kefir, on a terminal", [gutcli, "foods", "kefir"], "rich", 1.3, terminal=True),
        # Each of the 10,000 may stand on the list, and is weighed.
        Case("today --json, catalog of 10,000 foods", as_json, "today --json, warm", 3.0, home="large"),
        Case("today --json, full profile", as_json, "today --json, warm", 1.1, home="profile"),
        # Four baskets, each made from the week before it.
        Case("plan --days 28 --json", [gutcli, "plan", "--days", "28", "--json"], "today --json, warm", 5.0),
        Case("today --json, an empty diary", as_json, "pass", 5.0, home="begun"),
        Case("today --json, diary of ten years", as_json, "today --json, an empty diary", 1.15, home="decade"),
        Case("history --days 120", [gutcli, "history", "--days", "120"], "typer", 2.0),
        Case(
            "history --days 120, ten years",
            [gutcli, "history", "--days", "120"],
            "history --days 120",
            1.3,
            home="decade",
        ),
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


def install_beside() -> Path | None:
    """Install the habit list that we are measured beside, with six habits in it; None where that cannot be had."""
    venv = WORK / "beside"
    program = venv / "bin" / "gumshoe"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "gumshoe-cli", "python-dateutil"]
        if subprocess.run(pip, check=False).returncode:
            print("gumshoe-cli cannot be installed; it is left out.")
            shutil.rmtree(venv)
            return None
        for name in ("oats", "leeks", "kefir", "walnuts", "walk", "breathe"):
            subprocess.run([str(program), "create", name, "daily"], check=True, stdout=subprocess.DEVNULL)
    return program


def make_homes(python: Path, gutcli: str) -> dict[str, Path]:
    """Make the homes: with 30 days, empty, with a large catalog, a full profile, ten years of diary; all warm."""
    homes = {
        name: WORK / "homes" / name for name in ("warm", "cold", "large", "profile", "decade", "begun", "completing")
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
    make_diary(python, homes["decade"] / "diary.db", 3650)
    make_diary(python, homes["warm"] / "diary.db", 30)
    begin = "import sys, pathlib; from gutcli.store import open_diary; "
    begin += "open_diary(pathlib.Path(sys.argv[1]), read_only=False).close()"
    subprocess.run([str(python), "-c", begin, str(homes["begun"] / "diary.db")], check=True)
    for home in homes.values():
        environ = {k: v for k, v in make_environ(home).items() if "COMP" not in k}
        run([gutcli, "today"], environ, terminal=False)
        run([gutcli, "explain", "serotonin"], environ, terminal=False)
    return homes


def make_diary(python: Path, path: Path, days: int) -> None:
    """Make a diary of so many days. Raises CalledProcessError if that fails, so that no empty one is measured."""
    generator = ROOT / "tests" / "generate_diary.py"
    subprocess.run([str(python), str(generator), str(path), "--days", str(days)], check=True, cwd=ROOT)


def measure_commit(python: Path, runs: int) -> float:
    """Give the median milliseconds of one durable commit of SQLite on the disk that the homes are on."""
    argv = [str(python), "-c", COMMIT, str(WORK / "homes")]
    return statistics.median(float(subprocess.check_output(argv)) for _ in range(runs))


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


def measure_pair(
    ours: Callable[[], None], floor: Callable[[], None], runs: int, before: Callable[[], None]
) -> tuple[float, float]:
    """Give the medians, in milliseconds, of two commands run in turn."""
    before()
    ours()
    floor()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        before()
        for command, found in ((ours, times[0]), (floor, times[1])):
            start = time.perf_counter()
            command()
            found.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


if __name__ == "__main__":
    raise SystemExit(main())
