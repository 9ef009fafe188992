"""How everything is, and what to do."""

from __future__ import annotations

from gutcli.clock import format_day_short
from gutcli.keep.doctor.view import DoctorView, PlaceLine
from gutcli.keep.page import format_size
from gutcli.terminal.draw.document import BLANK, Block, Cell, Column, Document, Grid, Line, heading, sentence, text
from gutcli.text import count

MOST_FINDINGS = 4
MORE = {"catalog": "gutcli catalog check", "profile": "gutcli profile"}
"""Where the rest of an area's findings can be seen."""


def draw_doctor(view: DoctorView, width: int | None) -> Document:
    """Draw what needs a hand first, then where everything is."""
    blocks: list[Block] = [Line(text("Doctor", "title"), right=text(_verdict(view), "muted")), BLANK]
    if view.mended:
        blocks += [Line(text(view.mended), 2), BLANK]
    blocks += _draw_findings(view)
    if view.findings:
        blocks.append(BLANK)
    blocks += [heading("Where everything is"), *_draw_places(view, width), BLANK]
    blocks += [heading("What there is"), *_draw_contents(view), BLANK]
    versions = " · ".join(f"{name} {number}" if name != "system" else number for name, number in view.versions.items())
    return (*blocks, sentence(versions, "muted", indent=2))


def _draw_findings(view: DoctorView) -> list[Block]:
    """Draw findings area by area, the first few of each; what several share is said once."""
    blocks: list[Block] = []
    for area in dict.fromkeys(finding.area for finding in view.findings):
        mine = [finding for finding in view.findings if finding.area == area]
        shown = mine if len(mine) <= MOST_FINDINGS + 1 else mine[:MOST_FINDINGS]
        for place, finding in enumerate(shown):
            style = "error" if finding.severity == "problem" else "caution"
            blocks.append(Line((("! ", style), (f"{area}: ", style), (finding.what, "")), 2, 2))
            following = shown[place + 1].hint if place + 1 < len(shown) else None
            if finding.hint and finding.hint != following:
                blocks.append(Line(text(finding.hint, "muted"), 4, 2))
        if more := len(mine) - len(shown):
            command = MORE.get(area, "gutcli doctor --json")
            blocks.append(Line(((f"and {more} more: ", "muted"), (command, "command")), 4))
    return blocks


def _verdict(view: DoctorView) -> str:
    problems = sum(finding.severity == "problem" for finding in view.findings)
    advice = len(view.findings) - problems
    if not view.findings:
        return "all is well"
    parts = [count(problems, "problem")] if problems else []
    parts += [f"{advice} to improve"] if advice else []
    return ", ".join(parts)


def _draw_places(view: DoctorView, width: int | None) -> list[Block]:
    rows: list[tuple[Cell, ...]] = [
        (text(place.what, "muted"), text(place.path), text(_format_place(place), "muted")) for place in view.places
    ]
    if width is None or width - 40 >= max(len(place.path) for place in view.places):
        return [Grid((Column(), Column(), Column(right=True)), tuple(rows), indent=4)]
    blocks: list[Block] = []
    for what, path, size in rows:
        blocks += [Line((*what, ("  ", ""), *size), 2), Line(path, 4, 2)]
    return blocks


def _format_place(place: PlaceLine) -> str:
    return f"{format_size(place.size_bytes)}, mode {place.mode}" if place.mode else "not there yet"


def _draw_contents(view: DoctorView) -> list[Block]:
    diary = view.diary
    words = "none yet"
    if diary.entries is not None:
        words = f"{count(diary.entries, 'entry', 'entries')} of {count(diary.days or 0, 'day')}"
        if diary.first and diary.last:
            words += f", {format_day_short(diary.first)} {diary.first.year}"
            words += f" to {format_day_short(diary.last)} {diary.last.year}"
        words += f", schema {diary.schema}"
        words += f", from {count(diary.devices, 'machine')}" if diary.devices and diary.devices > 1 else ""
    elif diary.exists:
        words = "it cannot be read"
    if diary.cut_short:
        words += "; a change was cut short, which the next command mends"
    bad = sum(bool(copy.problem) for copy in view.backups)
    whole = "all whole" if not bad else f"{bad} not whole"
    copies = f"{count(len(view.backups), 'copy', 'copies')}, {whole}" if view.backups else "none yet"
    known = ", ".join(f"{number} {kind}" for kind, number in view.catalog_entries.items())
    own = f"; {count(len(view.overlay_files), 'file')} of yours" if view.overlay_files else ""
    keys = ", ".join(view.profile_keys) or "nothing set"
    rows = (("diary", words), ("backups", copies), ("profile", keys), ("catalog", f"{known}{own}"))
    return [
        Grid((Column(), Column(wrap=16)), tuple((text(what, "muted"), text(said)) for what, said in rows), indent=4)
    ]  # fmt: skip
