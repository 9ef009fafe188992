"""Every test has its own home and its own clock; nothing of the person's is read or written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "gutcli",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("gutcli")

NOW = "2026-11-23T08:30:00+00:00"
"""A Monday."""


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the built-in catalog is compiled once for the whole run."""
    from gutcli.catalog.library import Catalog

    folder = tmp_path_factory.mktemp("cache")
    _ = Catalog(folder / "none", folder).foods
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm_cache: Path) -> Iterator[Path]:
    """A new empty home, a fixed clock, UTC, and no wishes of the developer's terminal."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    cache = folder / "cache"
    cache.mkdir(mode=0o700)
    for file in warm_cache.iterdir():
        os.link(file, cache / file.name)
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
    time.tzset()
    yield folder
    time.tzset()
