"""What was written out, brought in, copied or erased."""

from __future__ import annotations

from shlex import quote

from gutcli.clock import format_day_short
from gutcli.keep.importers import APPS
from gutcli.keep.importers.record import Loss
from gutcli.keep.view import BackupView, ExportView, ForgetView, ImportView
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, sentence, suggest, text
from gutcli.text import count, join_words

_MOST_NAMES, _MOST_CONFLICTS, _MOST_FILES = 15, 3, 3
_UNITS = ("bytes", "KB", "MB", "GB")


def format_size(size: int) -> str:
    """Return a number of bytes as people write it: "24 KB"."""
    number, unit = float(size), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    if not unit:
        return count(size, "byte")
    return f"{number:.1f} {_UNITS[unit]}" if number < 10 else f"{number:.0f} {_UNITS[unit]}"


def draw_export(view: ExportView, width: int | None) -> Document:
    """Draw what was written to a file; the content itself is written as it is, not drawn."""
    what = f"Written: {count(view.entries, 'entry', 'entries')}, {format_size(view.size_bytes)}, to {view.path}"
    elsewhere = suggest("Bring it in elsewhere:", f"gutcli import {quote(view.path or '')}")
    if view.format == "home":
        return sentence(what), sentence(f"Everything is in it: {join_words(view.holds)}."), BLANK, elsewhere
    incomplete = "Only the format jsonl is complete, and can be brought back:"
    end = elsewhere if view.format == "jsonl" else suggest(incomplete, "gutcli export --format jsonl")
    return sentence(what), *_draw_lacks(view.lacks), BLANK, end


def _draw_lacks(lacks: tuple[str, ...]) -> list[Block]:
    words = f"Not in it: {join_words(lacks[:_MOST_FILES])}{', …' if len(lacks) > _MOST_FILES else ''}. Everything:"
    return [suggest(words, "gutcli export --all home.zip")] if lacks else []


def draw_import(view: ImportView, width: int | None) -> Document:
    """Draw what an import brought, or would bring."""
    if not (view.entries or view.losses or view.files):
        return (sentence(f"There are no entries in {view.source}; nothing was changed."),)
    blocks: list[Block] = []
    if view.app != "gutcli":
        blocks += [sentence(f"{APPS[view.app][1]}: {view.read.format()}."), *_draw_mapping(view)]
        blocks += [Line(text(format_loss(loss), "muted"), 2, 4) for loss in view.losses]
    blocks += [sentence(words) for words in (*_format_import(view), *_format_files(view))]
    if view.needs_unknown:
        words = "No profile came with it: allergies, medicines and conditions told elsewhere are not known here. "
        blocks.append(Line(((words, "caution"), ("gutcli profile setup", "command")), hang=2))
    if not view.new and not view.replaced:
        return tuple(blocks)
    if view.dry_run:
        end = suggest("Nothing was changed. Do it:", view.command)
    elif view.app != "gutcli":
        end = suggest("Take it all back:", "gutcli undo")
    elif view.backup:
        end = suggest("Take it all back:", f"gutcli restore {quote(view.backup)}")
    else:
        end = suggest("Look back:", "gutcli history")
    return (*blocks, BLANK, end)


def _format_files(view: ImportView) -> list[str]:
    would = "would be " if view.dry_run else ""
    said = {
        "written": f"{{}} {would}brought in, too.",
        "same": "{} is the same here.",
        "kept": "{} is another one here, which stays. To see the file's: unzip -p " + quote(view.source) + " {}",
    }
    return [said[file.result].replace("{}", file.name) for file in view.files]


def _format_import(view: ImportView) -> list[str]:
    known = f"; {count(view.known, 'entry', 'entries')} {'was' if view.known == 1 else 'were'} here already"
    known = known if view.known else ""
    said = []
    if not view.new and not view.replaced:
        said.append(f"Nothing new in {view.source}{known}.")
    else:
        verb, span = "Would bring in" if view.dry_run else "Brought in", ""
        if view.days:
            first, last = view.days[0], view.days[-1]
            span = f" of {count(len(view.days), 'day')}, {format_day_short(first)} {first.year}"
            span += f" to {format_day_short(last)} {last.year}" if len(view.days) > 1 else ""
        said.append(f"{verb}: {count(view.new, 'new entry', 'new entries')}{span}{known}.")
    if view.replaced:
        are = "is" if view.replaced == 1 else "are"
        what = (
            "taken in the version that says less" if view.app == "gutcli" else "put right that came in otherwise before"
        )
        said.append(f"{count(view.replaced, 'entry', 'entries')} {are} {what}.")
    if view.conflicts:
        shown = ", ".join(view.conflicts[:_MOST_CONFLICTS]) + (", …" if len(view.conflicts) > _MOST_CONFLICTS else "")
        number = count(len(view.conflicts), "entry", "entries")
        verb = "says" if len(view.conflicts) == 1 else "say"
        said.append(f"{number} of the file {verb} something else than here, where nothing was changed: {shown}.")
    return said


def _draw_mapping(view: ImportView) -> list[Block]:
    rows = [
        (text(line.name), text("as" if line.kind == "note" else "→", "muted"), text(line.shown),
         text(f"{line.times}×", "muted"))
        for line in view.mapping[:_MOST_NAMES]
    ]  # fmt: skip
    blocks: list[Block] = [Grid((Column(),) * 4, tuple(rows), indent=2)] if rows else []
    if len(view.mapping) > _MOST_NAMES:
        more = count(len(view.mapping) - _MOST_NAMES, "more name")
        blocks.append(Line(text(f"and {more}; --json lists all.", "muted"), 2))
    if example := next((line for line in view.mapping if line.kind == "note"), None):
        wish = quote(f"{example.name}={'4' if example.of == 'mood' else 'brisk-walk'}")
        blocks.append(Line((("Say what a name is: ", "muted"), (f"--map {wish}", "command")), 2, 4))
    return blocks


def format_loss(loss: Loss) -> str:
    """Return a loss in words: "3 rows not understood: no date (lines 4, 7, 9)"."""
    lines = f" ({'line' if loss.count == 1 else 'lines'} {', '.join(map(str, loss.lines))}" if loss.lines else ""
    lines += (", …)" if loss.count > len(loss.lines) else ")") if lines else ""
    return f"{count(loss.count, loss.what.removesuffix('s'), loss.what)} {loss.why}{lines}"


def draw_backup(view: BackupView, width: int | None) -> Document:
    """Draw where the copy is."""
    entries = count(view.entries, "entry", "entries")
    what = f"Copied and checked: {entries}, {format_size(view.size_bytes)}, to {view.path}"
    return sentence(what), *_draw_lacks(view.lacks), BLANK, suggest("All copies:", "gutcli doctor")


def draw_forget(view: ForgetView, width: int | None) -> Document:
    """Draw what is gone, and what gutcli cannot reach."""
    gone = view.gone
    figures = gone.entries or gone.notes
    if not (figures or gone.files or gone.finished_earlier):
        rest = "What was worked out from your profile is cleared." if view.what == "all" else "Nothing was changed."
        return (sentence(f"There is nothing of that kind to forget. {rest}"), *_draw_left(view))
    entries, days = count(gone.entries, "entry", "entries"), count(gone.days, "day")
    profile = "Your profile is gone too." if view.with_profile else "Your profile stays."
    notes = f"{count(gone.notes, 'note')}{f' of {view.day}' if view.day else ''}. What was ticked and scored stays."
    said = {
        "notes": notes,
        "note": notes,
        "before": f"{entries} of {days} before {view.before}.",
        "day": f"{entries} of {view.day}.",
        "food": f"{entries} of {days} about {view.food}. Lists that offered it stay.",
        "all": f"{f'the whole diary, {entries} of {days}' if gone.entries else 'the diary and its copies'}. {profile}",
    }[view.what]
    if view.what != "all" and not figures:
        said = "what an earlier forgetting left." if gone.finished_earlier else ""
    blocks: list[Block] = [sentence(f"Forgotten: {said}")] if said else []
    if gone.finished_earlier and figures:
        blocks.append(sentence("An earlier forgetting that was cut short is finished too."))
    if gone.files:
        words = f"Removed for good: {count(len(gone.files), 'file')}"
        blocks.append(sentence(f"{words}:" if view.what == "all" else f"{words} with copies of it."))
        if view.what == "all":
            blocks += [sentence(str(file), "muted", indent=2) for file in gone.files]
    if view.remade:
        blocks.append(sentence(f"A new backup has what is left: {view.remade}"))
    blocks += _draw_left(view)
    words = "Exports, copies in other places and other machines are out of gutcli's reach: remove those yourself."
    return (*blocks, BLANK, sentence(words, "muted"))


def _draw_left(view: ForgetView) -> list[Line]:
    """Draw what of ours could not be cleared: nothing is passed over without a word."""
    words = "could not be cleared: look at it, and remove it yourself."
    return [sentence(f"! {place} {words}", "caution") for place in view.left]
