"""The report in a real browser: it renders, says nothing on the console, asks for nothing, and prints on two pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.seeded import seed_diary
from tests.run_gutcli import gutcli

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here; on Debian: apt-get install chromium"),
]
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


Browse = Callable[..., subprocess.CompletedProcess[str]]
KEPT: dict[str, str] = {}


@pytest.fixture
def report(home: Path, tmp_path: Path) -> Path:
    if not KEPT:
        seed_diary(home, 140, effect=1.2)
        KEPT["page"] = gutcli("report", "-").out
    path = tmp_path / "report.html"
    path.write_text(KEPT["page"], "utf-8")
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser's own folder: to make it takes half of a first start."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture
def browse(profile: Path) -> Browse:
    def start(*argv: str) -> subprocess.CompletedProcess[str]:
        assert BROWSER is not None
        return subprocess.run(
            [BROWSER, *SWITCHES, f"--user-data-dir={profile}", *argv],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip

    return start


def test_it_renders_quietly_and_asks_for_nothing(browse: Browse, report: Path, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    seen = browse("--enable-logging=stderr", "--v=0", f"--log-net-log={log}", "--dump-dom", report.as_uri())
    assert "Week by week" in seen.stdout
    assert seen.stdout.count("<svg") > 5
    assert "CONSOLE" not in seen.stderr
    assert find_hosts(log) == set()
    # The same look finds a page that does ask.
    told = tmp_path / "told.html"
    told.write_text('<img src="http://gutcli.invalid/x.png">')
    browse(f"--log-net-log={log}", "--dump-dom", told.as_uri())
    assert find_hosts(log) == {"gutcli.invalid"}


def find_hosts(log: Path) -> set[str]:
    """Give the hosts that were asked for, but for those that Chromium asks for by itself."""
    hosts = set(re.findall(r'"url":"(?:https?|wss?|ftp)://([^/:"]+)', log.read_text("utf-8", "replace")))
    return {host for host in hosts if not host.endswith((".google.com", ".gvt1.com", ".googleapis.com"))}


def test_it_prints_on_two_a4_pages(browse: Browse, report: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    browse("--no-pdf-header-footer", f"--print-to-pdf={pdf}", report.as_uri())
    raw = pdf.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", raw)) <= 2
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", raw)
    assert box
    assert (round(float(box[1])), round(float(box[2]))) == (595, 842)


MEASURE = """
const wide = document.documentElement.scrollWidth <= window.innerWidth;
const faults = [];
for (const text of document.querySelectorAll('svg text')) {
  const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
  if (box.left < frame.left - 1 || box.right > frame.right + 1) faults.push(text.textContent);
}
document.body.innerHTML = '<pre id="said">' + JSON.stringify({wide, faults, width: window.innerWidth,
  paper: getComputedStyle(document.body).backgroundColor}) + '</pre>';
"""


def ask(browse: Browse, report: Path, tmp_path: Path, script: str, *switches: str) -> dict[str, object]:
    """Run a script in a copy of the page that lets it, and give what it said."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", report.read_text("utf-8"))
    copy = tmp_path / "copy.html"
    copy.write_text(page.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    seen = browse(*switches, "--virtual-time-budget=8000", "--dump-dom", copy.as_uri()).stdout
    found = re.search(r'<pre id="said">(.*?)</pre>', seen, re.DOTALL)
    assert found, seen[-500:]
    said: dict[str, object] = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return said


def test_it_fits_a_wide_window_in_light_and_a_narrow_one_in_the_dark(
    browse: Browse, report: Path, tmp_path: Path
) -> None:
    papers = []
    for width, scheme in ((1200, 1), (500, 0)):
        switches = (f"--window-size={width},900", f"--blink-settings=preferredColorScheme={scheme}")
        said = ask(browse, report, tmp_path, MEASURE, *switches)
        assert said["wide"] is True, width
        assert said["faults"] == [], "no label is cut off"
        papers.append(said["paper"])
    assert papers == ["rgb(255, 255, 255)", "rgb(20, 23, 26)"]


@pytest.mark.skipif(
    "GUTCLI_AXE" not in os.environ, reason="GUTCLI_AXE is not the path of axe.min.js (npm pack axe-core)"
)
@pytest.mark.parametrize("scheme", ["0", "1"])
def test_axe_finds_nothing(browse: Browse, home: Path, tmp_path: Path, scheme: str) -> None:
    seed_diary(home, 140, effect=1.2)
    (home / "profile.toml").write_text('conditions = ["pregnancy"]\nmedicines = ["warfarin"]\n')
    gutcli("report", str(tmp_path / "report.html"), "--with-profile")
    axe = Path(os.environ["GUTCLI_AXE"]).read_text("utf-8")
    script = axe + (
        "\naxe.run(document).then(found => { document.body.innerHTML = '<pre id=\"said\">' + JSON.stringify("
        "{violations: found.violations.map(v => v.id), passes: found.passes.length}) + '</pre>'; });"
    )
    said = ask(browse, tmp_path / "report.html", tmp_path, script, f"--blink-settings=preferredColorScheme={scheme}")
    assert said["violations"] == []
    assert int(str(said["passes"])) > 20
