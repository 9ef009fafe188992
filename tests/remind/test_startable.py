"""What a timer is given can be started, from the home folder, whatever lies there and however gutcli was installed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gutcli.errors import GutcliError
from gutcli.remind import machine as machine_module
from gutcli.remind.machine import Machine, find_program
from gutcli.remind.reminder import set_reminder
from tests.run_gutcli import gutcli

PYTHON = (sys.executable, "-P", "-m", "gutcli")


def script(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_program_that_was_called_is_the_one_that_is_written(tmp_path, monkeypatch) -> None:
    called = script(tmp_path / "bin" / "gutcli", "#!/bin/sh\n")
    assert find_program(str(called)) == (str(called),)
    monkeypatch.chdir(tmp_path)
    assert find_program("bin/gutcli") == (str(called),)
    zipped = script(tmp_path / "gutcli.pyz", "#!/bin/sh\n")
    assert find_program(str(zipped)) == (str(zipped),)
    for module in ("-m", "/x/gutcli/__main__.py", str(tmp_path / "gone"), ""):
        assert find_program(module) == PYTHON
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert find_program("gutcli") == (sys.executable,)


@pytest.mark.parametrize("name", ["secrets", "datetime", "gutcli", "typer", "json"])
def test_a_file_in_the_home_folder_stands_in_for_nothing(tmp_path, name) -> None:
    (tmp_path / f"{name}.py").write_text("open('P', 'w').close()\nraise SystemExit(9)\n")
    here = Machine(tmp_path, program=PYTHON, environ={})
    here.try_program()
    assert not (tmp_path / "P").exists()
    # Without -P it would have been run: so this can fail.
    bad = Machine(tmp_path, program=(sys.executable, "-m", "gutcli"), environ={})
    if name in {"gutcli", "typer"}:
        with pytest.raises(GutcliError, match="could not start gutcli"):
            bad.try_program()
        assert (tmp_path / "P").exists()


def test_what_cannot_be_started_is_not_written(tmp_path) -> None:
    broken = script(tmp_path / "gutcli", "#!/bin/sh\necho 'No module named gutcli' >&2\nexit 1\n")
    runtime = tmp_path / "run"
    (runtime / "systemd").mkdir(parents=True)
    script(tmp_path / "bin" / "systemctl", "#!/bin/sh\nexit 0\n")
    environ = {"PATH": str(tmp_path / "bin"), "XDG_RUNTIME_DIR": str(runtime)}
    home = tmp_path / "another home"
    home.mkdir()
    here = Machine(home, "linux", environ, (str(broken),))
    with pytest.raises(GutcliError, match="No module named gutcli"):
        set_reminder(here, [(8, 30)], lambda _: True)
    assert not any(home.rglob("*"))
    good = script(tmp_path / "good" / "gutcli", f'#!/bin/sh\nexec {" ".join(PYTHON)} "$@"\n')
    view = set_reminder(Machine(home, "linux", environ, (str(good),)), [(8, 30)], lambda _: True)
    assert view.written
    assert f'ExecStart="{good}"' in (home / ".config/systemd/user/gutcli-remind.service").read_text()


def test_a_package_beside_its_python_goes_with_the_timer(tmp_path) -> None:
    """As pip --target installs it: found by PYTHONPATH alone."""
    target = tmp_path / "target"
    (target / "gutcli").mkdir(parents=True)
    (target / "gutcli" / "__init__.py").touch()
    (target / "gutcli" / "__main__.py").write_text("print('gutcli 0 from the target')")
    bare = (sys.executable, "-S", "-P", "-m", "gutcli")  # -S: a Python that has no gutcli of its own
    with pytest.raises(GutcliError, match="No module named"):
        Machine(tmp_path, program=bare, environ={}).try_program()
    here = Machine(tmp_path, program=bare, environ={"PYTHONPATH": os.pathsep.join([str(target), "other"])})
    here.try_program()
    assert dict(here.settings())["PYTHONPATH"].split(os.pathsep) == [str(target), str(Path.cwd() / "other")]


def test_without_a_home_folder_it_is_a_sentence(monkeypatch) -> None:
    def refuse() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(machine_module.Path, "home", refuse)
    error = gutcli("remind", "--at", "8:30", "--yes", "--json", expect=1).error
    assert (error["code"], error["message"]) == ("no_home", "There is no home folder, so no timer can be written.")


def test_the_installed_script_itself(tmp_path) -> None:
    program = Path(sys.executable).with_name("gutcli")
    if not program.exists():
        pytest.skip("gutcli is not installed beside this Python.")
    code = "from gutcli.remind.machine import find_program; import sys; print(find_program(sys.argv[0]))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(PYTHON)
    Machine(tmp_path, program=(str(program),), environ={}).try_program()
