from __future__ import annotations

import pytest

from tests.looking_back.seed import FEW_DAYS, seed


@pytest.fixture
def few_days(home):
    seed(home, FEW_DAYS)
    return home
