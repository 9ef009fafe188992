"""Every test has its own home and its own clock; nothing of the person's is read or written."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "gutcli",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("gutcli")

# Every program that a test starts would otherwise compile each module anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def find_memory() -> str | None:
    """Give a folder that is kept in memory and may hold programs, if there is one with plenty of room."""
    place = "/dev/shm"
    if not (hasattr(os, "statvfs") and os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK)):
        return None
    facts = os.statvfs(place)
    has_room = facts.f_bavail * facts.f_frsize > 2 * 1024**3
    return None if facts.f_flag & getattr(os, "ST_NOEXEC", 0) or not has_room else place


# The homes lie in memory: gutcli waits until each change is on the disk, which the tests would do 5,000 times.
if memory := find_memory():
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory)

if sys.platform == "win32":
    # They open pseudo-terminals, send signals and fill disks as POSIX has them.
    collect_ignore = ["terminal", "pace", "faults"]
set_zone = getattr(time, "tzset", lambda: None)
"""Let a change of TZ hold; Windows has no such thing."""
LONGEST = ("test_wheel", "test_hostile_names", "trial/test_command", "test_random_people", "pace/test_terminal")
NOW = "2026-11-23T08:30:00+00:00"
"""A Monday."""


def stamps(files: Iterable[str]) -> tuple[tuple[str, int, int], ...]:
    """What tells files apart from what they were."""
    facts = ((file, os.stat(file) if os.path.exists(file) else None) for file in files)
    return tuple((name, found.st_mtime_ns, found.st_size) if found else (name, 0, 0) for name, found in facts)


@pytest.fixture(scope="session", autouse=True)
def one_base() -> Iterator[None]:
    """Compile the built-in files once for the whole run: an overlay of a test is laid over what is never altered."""
    from gutcli import text
    from gutcli.catalog import cache, library, types
    from gutcli.catalog import compile as compiling
    from gutcli.catalog import documents as making
    from tests.catalog import overlays

    # What was compiled while tests were collected is the built-in catalog, too.
    bases: dict[object, compiling.Base] = {stamps(library.built_in_files()): overlays.base()}
    documents: dict[object, dict[str, dict[str, Any]]] = {}
    really_compile, really_make = compiling.compile_base, making.make_documents

    def compile_once(built_in: Iterable[str]) -> compiling.Base:
        files = list(built_in)
        if (key := stamps(files)) not in bases:
            bases[key] = really_compile(files)
        return bases[key]

    def make_once(built_in: list[str], overlays: list[str]) -> dict[str, dict[str, Any]]:
        if overlays:
            return really_make(built_in, overlays)
        if (key := stamps([*built_in, *library.vocabulary_files()])) not in documents:
            documents[key] = really_make(built_in, [])
        return documents[key]

    class Loads:
        """`json` for the cache: the same large document is parsed once. What is read from it is never altered."""

        loads = staticmethod(lru_cache(maxsize=64)(json.loads))
        dumps = staticmethod(json.dumps)

    values: dict[tuple[object, int], tuple[Any, Any]] = {}

    def build_once(build: Callable[..., Any]) -> Callable[..., Any]:
        """Make an entry of the same record once; the record is kept beside it, so that its address is no other's."""

        def build_value(*given: Any) -> Any:
            key = (given[:-1] or build, id(given[-1]))
            if key not in values:
                if len(values) > 20_000:
                    values.clear()
                values[key] = (given[-1], build(*given))
            return values[key][1]

        return build_value

    fold_once = lru_cache(maxsize=200_000)(text.fold)
    with pytest.MonkeyPatch.context() as patch:
        for module in [module for name, module in sys.modules.items() if name.startswith(("gutcli.", "tests."))]:
            if getattr(module, "fold", None) is fold_once.__wrapped__:
                patch.setattr(module, "fold", fold_once)
        patch.setattr(cache, "json", Loads)
        patch.setattr(types, "build_value", build_once(types.build_value))
        patch.setattr(types, "build_food_value", build_once(types.build_food_value))
        patch.setattr(compiling, "compile_base", compile_once)
        patch.setattr(making, "make_documents", make_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_parser() -> Iterator[None]:
    """Let Typer make the parser of a command once: it takes a third of a short answer, and is the same every time."""
    import typer

    from gutcli import options

    really_build = options.build
    parsers: dict[str, Callable[..., Any]] = {}

    def build_once(verb: str | None, *, completing: bool = False) -> Callable[..., Any]:
        if verb is None or completing:
            return really_build(verb, completing=completing)
        if verb not in parsers:
            parsers[verb] = typer.main.get_command(really_build(verb))
        return parsers[verb]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "build", build_once)
        yield


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory, one_base: None) -> Path:
    """A cache folder with the catalog compiled, and the round laid for one who told nothing, once for the whole run."""
    from tests.run_gutcli import gutcli

    first = tmp_path_factory.mktemp("the-first-home")
    with living_at(first):
        gutcli("today", "--json")
        gutcli("find", "kefir")
    return first / "cache"


def make_home(folder: Path, warm_cache: Path) -> Path:
    """Make an empty home with the catalog compiled; one that is there already stays as it is."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        _share_cache(warm_cache, folder / "cache")
    return folder


def copy_home(made: Path, home: Path) -> Path:
    """Put in a home's place a copy of one that was made once for many tests."""
    shutil.rmtree(home)
    shutil.copytree(made, home, ignore=shutil.ignore_patterns("cache"))
    _share_cache(made / "cache", home / "cache")
    return home


def _share_cache(made: Path, cache: Path) -> None:
    """Let a cache have the files of another: gutcli puts new ones in their place, and never writes into one."""
    cache.mkdir(mode=0o700)
    for file in made.iterdir():
        if file.is_file():
            os.link(file, cache / file.name)


@contextmanager
def living_at(home: Path, now: str = NOW) -> Iterator[pytest.MonkeyPatch]:
    """Let gutcli have this home for a while: to make one for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUTCLI_HOME", str(home))
        patch.setenv("GUTCLI_NOW", now)
        yield patch


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm_cache: Path) -> Iterator[Path]:
    """A new empty home, a fixed clock, UTC, and no wishes of the developer's terminal."""
    folder = make_home(tmp_path / "home", warm_cache)
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "PAGER",
        "GUTCLI_DEBUG",
        "EDITOR",
        "VISUAL",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GUTCLI_HOME", str(folder))
    monkeypatch.setenv("GUTCLI_NOW", NOW)
    monkeypatch.setenv("TZ", "UTC")
    set_zone()
    yield folder
    set_zone()


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what stays: each catalog that is read would set off a search of it all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, and with what mostly waits for a shell: last, they would keep one worker waiting."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in LONGEST))
