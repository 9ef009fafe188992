"""What is measured is what the table says."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "tools" / "bench.py"


@pytest.mark.skipif(not FILE.exists() or sys.platform == "win32", reason="needs the checkout, and a pseudo-terminal")
def test_without_its_diaries_nothing_is_measured(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("bench", FILE)
    bench = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "bench", bench)
    spec.loader.exec_module(bench)
    monkeypatch.setattr(bench, "WORK", tmp_path)
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError):
        bench.make_homes(broken, "gutcli")
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        bench.make_diary(Path(sys.executable), tmp_path / "diary.db", 30)
