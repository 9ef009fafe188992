"""The built-in catalog, compiled once for this folder's tests."""

from pathlib import Path

import pytest

from gutcli.catalog.library import Catalog


@pytest.fixture(scope="session")
def catalog(warm_cache: Path) -> Catalog:
    return Catalog(warm_cache / "none", warm_cache)
