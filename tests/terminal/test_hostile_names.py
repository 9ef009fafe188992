"""TAB in real bash, zsh and fish, with over two hundred names that a shell would run if they reached it as they stand.

They come from every source: the diary, a catalog file of one's own, the profile, the names of files.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pexpect
import pytest
import tomli_w

from gutcli import offers
from gutcli.diary.entry import Item, Offer
from gutcli.store import open_diary
from gutcli.store.merging import merge_into
from tests.catalog.overlays import food, write
from tests.conftest import NOW as MORNING
from tests.diary.given import NOW, Paper
from tests.run_gutcli import gutcli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")

MARK = "P"
"""The file that a command in a name would make."""
_RUN = f"touch {MARK}"
PAYLOADS = (
    f"$({_RUN})", f"`{_RUN}`", f"$(touch${{IFS}}{MARK})", f"${{X:=$({_RUN})}}", f"$(({MARK}=$({_RUN})))", f"<({_RUN})",
    f"({_RUN})", f"{{a,$({_RUN})}}", f"|{_RUN}", f"&&{_RUN}", f";{_RUN};", f">{MARK}", f"\n{_RUN}\n",
    f"%{{$({_RUN})%}}",
    f"!!$({_RUN})", f"*$({_RUN})", f"))';{_RUN};'((", f'))";{_RUN};"((', f"=({_RUN})", f"${{(e):-$({_RUN})}}",
)  # fmt: skip
WRAPS = (
    "{}", "\\{}", "\\\\{}", "\\\\\\{}", '"{}"', "'{}'", "';{};'", '";{};"', "x:{}", "x:::{}",
    "\x1b]0;{}\x07", "\u202e{}",
)  # fmt: skip
NAMES = tuple(wrap.format(payload) for payload in PAYLOADS for wrap in WRAPS)
SHOWN = 30
CLEAR = "\x15"
"""Ctrl-U takes away what is typed. Ctrl-C would be a signal, which is quicker than what was typed before it."""


def test_there_are_enough_of_them():
    assert len(set(NAMES)) > 200


def test_no_offer_holds_a_sign_of_a_shell():
    offered = offers._filter_harmless([(f"bean-{n}", name) for n, name in enumerate(NAMES)])
    assert len(offered) == len(NAMES)
    for _, about in offered:
        assert not set(about) & set("\\$\"'`;|&<>{}*?!~#=[]^\n\x1b\x07\u202e"), about
    assert offers._filter_harmless((name, "") for name in [*NAMES, "", "-x", "a b", "a\n", "ä", "x" * 9 + "$"]) == []
    assert offers._filter_harmless([("oats", "Oats (rolled), 50% more: good–ish")])[0][1].startswith(
        "Oats (rolled), 50% "
    )


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory, warm_cache: Path) -> Path:
    """A home with the names in diary, overlay and profile, its catalog compiled; shells only read it."""
    home = tmp_path_factory.mktemp("hostile")
    items = [Item("move", f"bean-{n}", f"Bean {name}") for n, name in enumerate(NAMES)]
    items += [Item("move", name, name) for name in NAMES]
    paper = Paper()
    paper.run("done 1", offer=Offer(tuple(items)))
    diary = open_diary(home / "diary.db", read_only=False)
    merge_into(diary, paper.entries, NOW)
    diary.close()
    foods = [food(id=f"hull-{n}", name=f"H{n} {name}"[:40], aliases=[]) for n, name in enumerate(NAMES)]
    # What a terminal would obey is refused at the entrance; the rest is let in.
    plain = [name for name in NAMES if name.isprintable()]
    write(home / "catalog", "mine.toml", food=[entry for entry in foods if entry["name"].isprintable()])
    (home / "profile.toml").write_text(tomli_w.dumps({"dislikes": plain[:100], "favourites": plain[-100:]}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUTCLI_HOME", str(home))
        patch.setenv("GUTCLI_NOW", MORNING)
        gutcli("foods", "hull-1")  # compile, so that TAB finds it
        assert "hull-1" in {ident for ident, _ in offers.complete_foods("hull")}
        assert "bean-1" in {ident for ident, _ in offers.complete_items("")}
    return home


@pytest.fixture
def hostile(home: Path, hostile_home: Path, monkeypatch) -> Path:
    """A folder to stand in, with the names as names of files."""
    here = home / "here"
    here.mkdir()
    for n, name in enumerate(NAMES):
        (here / f"f{n}{name}".replace("/", "").replace("\0", "")).touch()
    put_program(home)
    monkeypatch.chdir(here)
    monkeypatch.setenv("GUTCLI_HOME", str(hostile_home))
    monkeypatch.setenv("PATH", f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return here


def put_program(home: Path) -> None:
    """Write a `gutcli` for the shells to find."""
    (home / "bin").mkdir()
    program = home / "bin" / "gutcli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gutcli "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


START = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        'eval "$(gutcli completion bash)"; bind "set completion-query-items 0"; bind "set page-completions off"',
    ),
    "zsh": (
        ["-f", "-i"],
        'autoload -U compinit; compinit -u -d "$HOME/zd"; LISTMAX=9999; eval "$(gutcli completion zsh)"',
    ),
    "fish": (["--no-config", "-i"], "gutcli completion fish | source"),
}  # fmt: skip
LINES = (
    "gutcli done ", "gutcli swap 1 ", "gutcli foods hull-", "gutcli profile set favourites hull-", "gutcli import f1",
    "gutcli done 'f", 'gutcli ate "$',
)  # fmt: skip


class Shell:
    """A shell in a terminal of its own; `said` is all that it wrote."""

    def __init__(self, name: str, home: Path) -> None:
        words, begin = START[name]
        env = {**os.environ, "HOME": str(home), "TERM": "dumb" if name == "fish" else "xterm", "LC_ALL": "C.UTF-8",
               "PS1": "", "fish_greeting": ""}  # fmt: skip
        path = shutil.which(name)
        assert path
        self.child = pexpect.spawn(path, words, env=env, dimensions=(SHOWN, 100), timeout=30)
        self.child.delaybeforesend = None
        self.signs = 0
        self.run(begin)

    def run(self, line: str) -> str:
        """Let the shell run a line; give what it wrote until that had been done."""
        return self.hear(f"{line}\r")

    def hear(self, keys: str) -> str:
        """Press keys, have a sign echoed once all that they do has been done, and give what was written."""
        self.signs += 1
        self.child.send(f"{keys}echo si''gn{self.signs}.\r")
        self.child.expect_exact(f"sign{self.signs}.")
        return self.child.before.decode("utf-8", "replace")

    def complete(self, line: str, tabs: int = 2) -> str:
        """Type a line, ask for what may come after it, and throw the line away."""
        return self.hear(line + "\t" * tabs + CLEAR)


@pytest.fixture(params=sorted(START))
def shell(request, home: Path, hostile: Path):
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed here.")
    opened = Shell(request.param, home)
    opened.name = request.param
    yield opened
    opened.child.close(force=True)


def made_here(folder: Path) -> set[str]:
    return {name for place in (folder, folder.parent) for name in os.listdir(place) if name == MARK}


def test_nothing_runs_after_tab_and_the_test_would_see_it(shell, hostile, hostile_home):
    heard = {}
    for line in LINES:
        heard[line] = shell.complete(line)
        assert not made_here(hostile), line
        assert not made_here(hostile_home / "cache"), line
    assert "bean-" in heard["gutcli done "]
    assert "hull-" in heard["gutcli foods hull-"]

    # What a program offered as it stands would run. Version 0.1.0 gave zsh the name "Bean \\$(touch P)" like this:
    # its $ escaped, its backslash not.
    (hostile / "bad").write_text(f"""_arguments '*: :(("bean":"Bean \\\\$({_RUN})"))'\n""")
    bad = {
        "bash": f'complete -W "\\$({_RUN})" gutcli',
        "zsh": "_bad() { eval $(cat bad) }; compdef _bad gutcli",
        "fish": f'complete --command gutcli --arguments "({_RUN})"',
    }[shell.name]
    shell.run(bad)
    shell.complete("gutcli x ")
    assert made_here(hostile)
