"""Completion as shells ask for it: names with descriptions, quick, and silence where anything fails."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from gutcli import cli
from gutcli.completion import shells
from gutcli.completion.shells import find_verb
from gutcli.completion.view import SHELLS
from tests.run_gutcli import gutcli


def request(shell: str, line: str) -> dict[str, str]:
    """Give the environment in which a shell asks, the cursor at the end of the line."""
    words = line.split()
    typed = "" if line.endswith(" ") else words[-1]
    if shell == "bash":
        place = len(words) if not typed else len(words) - 1
        return {"_GUTCLI_COMPLETE": "complete_bash", "COMP_WORDS": line.strip(), "COMP_CWORD": str(place)}
    environ = {"_GUTCLI_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
    if shell == "fish":
        environ["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    if shell == "powershell":
        environ |= {"_TYPER_COMPLETE_ARGS": line.strip(), "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed}
    return environ


def complete(shell: str, line: str, monkeypatch, capsys) -> str:
    with monkeypatch.context() as patch:
        for name, value in request(shell, line).items():
            patch.setenv(name, value)
        patch.setitem(sys.modules, "rich", None)
        assert cli.run([]) in {0, 1}
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "ident", "name"),
    [
        ("gutcli explain sero", "serotonin", "Serotonin"),
        ("gutcli to", "today", "Show the day"),
        ("gutcli foods kef", "kefir", "Kefir"),
        ("gutcli guide box", "box-breathing", "Box breathing"),
        ("gutcli foods --pro", "--probiotic", "ermented"),
        ("gutcli completion z", "zsh", ""),
        ("gutcli catalog sch", "schema", "Schema"),
    ],
)
def test_names_with_descriptions(shell, line, ident, name, monkeypatch, capsys) -> None:  # noqa: PLR0917
    out = complete(shell, line, monkeypatch, capsys)
    assert ident in out
    assert shell == "bash" or name in out
    assert "\x1b" not in out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_items_of_today(shell: str, monkeypatch, capsys) -> None:
    items = gutcli("today", "--json").data["items"]
    out = complete(shell, "gutcli done ", monkeypatch, capsys)
    assert all(item["id"] in out for item in items)


@pytest.mark.parametrize(
    "line",
    ["gutcli nothing here ", "gutcli explain zzzz", "gutcli ", "gutcli --", "gutcli done 'unclosed", "gutcli \x00"],
)
def test_odd_lines_are_no_error(line: str, monkeypatch, capsys) -> None:
    for shell in SHELLS:
        if "\x00" not in line:
            complete(shell, line, monkeypatch, capsys)


def test_a_failure_prints_nothing(monkeypatch, capsys) -> None:
    monkeypatch.setattr(shells, "find_verb", lambda _: 1 / 0)
    assert complete("bash", "gutcli explain sero", monkeypatch, capsys) == ""
    monkeypatch.setenv("_GUTCLI_COMPLETE", "nonsense")
    assert cli.run([]) in {0, 1}
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys, "stdout", io.StringIO())


def test_a_broken_home_offers_nothing(home, monkeypatch, capsys) -> None:
    (home / "profile.toml").write_text("x = [")
    (home / "diary.db").write_bytes(b"x" * 5000)
    assert complete("bash", "gutcli done ", monkeypatch, capsys).strip() == ""


@pytest.mark.parametrize(
    ("shell", "line", "verb"),
    [
        ("bash", "gutcli explain ser", "explain"),
        ("bash", "gutcli expl", None),
        ("bash", "gutcli explain", None),
        ("bash", "gutcli explain ", "explain"),
        ("zsh", "gutcli explain ser", "explain"),
        ("zsh", "gutcli explain", None),
        ("fish", "gutcli done ", "done"),
        ("fish", "gutcli ", None),
        ("powershell", "gutcli explain ser", "explain"),
        ("powershell", "gutcli explain", None),
        ("powershell", "gutcli done ", "done"),
        ("zsh", "gutcli -q don", None),
    ],
)
def test_which_command_is_built(shell: str, line: str, verb: str | None) -> None:
    assert find_verb(request(shell, line)) == verb


def test_no_other_command_and_nothing_heavy_is_loaded(monkeypatch) -> None:
    code = (
        "import sys; from gutcli.cli import run; run([]); "
        "print(sorted(n for n in sys.modules if n.startswith('gutcli.') and n.endswith('.command')), "
        "'rich.console' in sys.modules, "
        "'pydantic' in sys.modules, file=sys.stderr)"
    )
    import os

    for shell in SHELLS:
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **request(shell, "gutcli explain sero")},
        )
        assert run.stderr.strip() == "['gutcli.know.explain.command'] False False"
        assert "serotonin" in run.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts(shell: str) -> None:
    script = gutcli("completion", shell).out
    assert "_GUTCLI_COMPLETE" in script
    assert gutcli("completion", shell, "--json").data == {"shell": shell, "script": script}
    assert "There is for bash, zsh, fish and powershell" in gutcli("completion", "tcsh", expect=2).err


def test_bash_itself(home) -> None:
    script = (
        'gutcli() { "$PYTHON" -m gutcli "$@"; }\neval "$(gutcli completion bash)"\n'
        # the script calls its program through env, so it must be one
        'mkdir -p "$HOME/bin"; PATH="$HOME/bin:$PATH"\n'
        'printf \'#!/bin/sh\\nexec "%s" -m gutcli "$@"\\n\' "$PYTHON" > "$HOME/bin/gutcli"\n'
        'chmod +x "$HOME/bin/gutcli"\n'
        'COMP_WORDS=(gutcli explain sero); COMP_CWORD=2; _gutcli_completion gutcli; echo "${COMPREPLY[*]}"\n'
        "complete -p gutcli\n"
    )
    import os

    run = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, env={**os.environ, "PYTHON": sys.executable}
    )
    assert run.stdout.splitlines()[0] == "serotonin"
    assert "_gutcli_completion" in run.stdout
    assert run.stderr == ""


FROM_FPATH = (
    'mkdir "$HOME/zf"; gutcli completion zsh > "$HOME/zf/_gutcli"; fpath=("$HOME/zf" $fpath); '
    'autoload -U compinit; compinit -u -d "$HOME/zd"'
)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("name", "begin", "line"),
    [
        ("bash", None, "~/bin/gutcli expl"), ("zsh", None, "~/bin/gutcli expl"), ("fish", None, "~/bin/gutcli expl"),
        ("bash", None, "./bin/gutcli expl"), ("zsh", None, "bin/gutcli expl"), ("zsh", FROM_FPATH, "gutcli expl"),
    ],
)  # fmt: skip
def test_the_first_tab_answers_by_path_and_from_fpath(name, begin, line, home, monkeypatch) -> None:
    import os
    import shutil

    from tests.terminal import test_hostile_names as real

    if not shutil.which(name):
        pytest.skip(f"{name} is not installed here.")
    real.put_program(home)
    monkeypatch.chdir(home)
    monkeypatch.setenv("PATH", f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}")
    if begin:
        monkeypatch.setitem(real.START, name, (real.START[name][0], begin))
    shell = real.Shell(name, home)
    if "/" in line:  # it is found by its path alone
        shell.run("set -e PATH[1]" if name == "fish" else 'PATH="${PATH#*:}"')
    heard = shell.complete(line, tabs=1)
    assert "ain" in heard
    assert "env:" not in heard
    shell.child.close(force=True)


def test_a_program_that_is_gone_is_not_said_into_the_line() -> None:
    script = 'eval "$1"; COMP_WORDS=(/nowhere/gutcli expl); COMP_CWORD=1; _gutcli_completion /nowhere/gutcli'
    said = subprocess.run(
        ["bash", "-c", script, "bash", gutcli("completion", "bash").out], capture_output=True, text=True, check=False
    )
    assert (said.stdout, said.stderr) == ("", "")
