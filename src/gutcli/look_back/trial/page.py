"""A trial, as a person sees it: where it stands today, what was fixed, and what it shows."""

from __future__ import annotations

from gutcli.clock import format_day, format_day_short
from gutcli.look_back.trial import wording
from gutcli.look_back.trial.view import TrialResultView, TrialsView, TrialView
from gutcli.terminal.draw.document import BLANK, Block, Column, Document, Grid, Line, heading, sentence, suggest, text
from gutcli.terminal.draw.figures import format_signed
from gutcli.text import count

STATES = {
    "planned": "not begun",
    "waiting": "begins soon",
    "running": "running",
    "finished": "finished",
    "stopped": "ended early",
    "rule": "ended by its rule",
    "aside": "set aside",
}


_CHECK_INS = {"mood": "gutcli mood 4", "energy": "gutcli mood 4 3", "sleep": "gutcli mood --sleep 7h"}
_START = ("gutcli trial start gentle-yoga --watch mood", "command")


def draw_trial(view: TrialView, width: int | None) -> Document:
    """Draw one trial; or how to start one."""
    if view.state == "none":
        nothing = "No trial yet. In some weeks, one tells more of you than a year of looking at your diary."
        title = Line(text("A fair test on yourself", "title"))
        return (title, BLANK, Line(text(nothing), 2), Line((("Start one: ", "muted"), _START), 2))
    blocks = _draw_standing(view)
    if view.state == "planned":
        blocks += _draw_promise(view)
    if view.state == "finished":
        blocks += _draw_result(view)
    blocks += [BLANK, heading("Fixed before it began" if view.id else "The plan"), *_draw_form(view, width)]
    if view.blocks and view.state == "running":
        marks = " ".join("ON" if block.on else "off" for block in view.blocks)
        blocks += [BLANK, Line((("Blocks so far: ", "muted"), (marks, "")), 2, 2)]
    return (*blocks, *_draw_next(view))


def draw_trial_result(view: TrialResultView, width: int | None) -> Document:
    """Draw what a trial shows; of one that has not run to its end, that nothing is said yet."""
    trial = view.trial
    if trial.state in {"none", "finished"}:
        return draw_trial(trial, width)
    return (*_draw_standing(trial, early=True), *_draw_next(trial))


def draw_trials(view: TrialsView, width: int | None) -> Document:
    """Draw all trials, a line or two each."""
    blocks: list[Block] = [Line(text("Your trials", "title")), BLANK]
    if not view.trials:
        return (*blocks, Line((("No trial yet. Start one: ", ""), _START), 2))
    for number, trial in enumerate(view.trials, 1):
        words = ((f"{number}  ", "muted"), (format_title(trial), "name"), (f"  {_format_span(trial)}", "muted"))
        blocks.append(Line(words, 2, 3, right=text(STATES[trial.state], "muted")))
        if trial.result:
            blocks.append(Line(text(trial.result.answer), 5, 2))
    return (*blocks, BLANK, suggest("One in full:", "gutcli trial show 1", indent=2))


def _format_span(view: TrialView) -> str:
    return f"{format_day_short(view.first)} to {format_day_short(view.last)}" if view.first and view.last else ""


def format_title(view: TrialView) -> str:
    """Return what is tried and watched, as a title."""
    what = f"Without {view.what}" if view.off else view.what
    return f"{what}, watching {view.watch_name}"


def _draw_standing(view: TrialView, *, early: bool = False) -> list[Block]:
    head = Line(text(format_title(view), "title"), right=text(STATES[view.state], "muted"))
    return [head, BLANK, *(sentence(words, indent=2) for words in _say_state(view, early=early))]


def _say_state(view: TrialView, *, early: bool) -> list[str]:
    now, progress = view.today, view.progress
    if view.state == "planned" and view.first:
        return [f"It would begin tomorrow, {format_day(view.first)}."]
    if view.state == "waiting" and view.first:
        return [f"It begins on {format_day(view.first)}. Which block comes first is drawn, and shown on the day."]
    if view.state == "running" and now and progress:
        days = f"day {now.day} of {now.of}" if now.of > 1 else f"block {now.block} of {view.block_count}"
        kept = f" {progress.kept} kept," if progress.over else ""
        return [
            f"Today is {'an ON' if now.on else 'an OFF'} day, {days}: {_say_today(view, on=now.on)}",
            f"{progress.over} of {count(progress.of, 'day')} are over:{kept} {progress.rated} rated.",
            *([wording.EARLY] if early else []),
            *(f"A trial of {name} was started elsewhere meanwhile. This one began first, so it runs."
              for name in view.set_aside),
        ]  # fmt: skip
    if view.state == "finished":
        return []
    day = f" on {format_day(view.ended)}" if view.ended else ""
    if view.state == "stopped":
        because = f": {view.because}" if view.because else ""
        return [f"You ended it{day}{because}.", wording.ENDED_EARLY]
    if view.state == "rule":
        return [f"Your own rule ended it{day}: {view.stop_rule}. That is what it was for.", wording.ENDED_EARLY]
    return ["Another trial was started before it, on another machine. One runs at a time, so this one does not."]


def _say_today(view: TrialView, *, on: bool) -> str:
    if view.off:
        return "leave it out." if on else "have it as you usually do."
    if on:
        return "have it." if view.thing_kind == "food" else "do it."
    return "leave it out, in all its forms." if view.thing_kind == "food" else "leave it out."


def _draw_promise(view: TrialView) -> list[Block]:
    promise = view.promise
    if promise is None:
        return []
    size = f"{promise.difference:.1f}"
    source = (
        f"by your own ups and downs in {count(promise.check_ins, 'check-in')}" if promise.check_ins
        else "supposing ordinary ups and downs, as you have fewer than 14 check-ins of it"
    )  # fmt: skip
    smaller = f"{promise.smaller:.1f}"
    longer = (
        f"{smaller} would take {promise.smaller_blocks} blocks ({count(promise.smaller_days or 0, 'day')})."
        if promise.smaller_blocks else f"{smaller} would take more than twelve weeks."
    )  # fmt: skip
    rated = "rate it as often as lately" if promise.check_ins else "rate it"
    words = (
        f"If you keep every day and {rated}, it would find a difference of about {size} {view.unit} in 8 of 10 such"
        f" trials, {source}. A smaller one it would mostly miss: {longer}"
    )
    return [sentence(words, indent=2)]


def list_fixed(view: TrialView) -> list[tuple[str, str]]:
    """Return what was fixed before a trial, by name."""
    days = count(view.block_days, "day")
    blocks = f"{view.block_count} blocks of {days}, in pairs: one of each two is on, and which is drawn"
    rows = [("Blocks", blocks)]
    if view.washout_days:
        first = "the first day" if view.washout_days == 1 else f"the first {count(view.washout_days, 'day')}"
        rows.append(("Compared", f"all but {first} of each block"))
    if view.last:
        rows.append(("Days", f"{_format_span(view)} {view.last.year}"))
    check_in = _CHECK_INS.get(view.watch, f"gutcli mood {view.watch_name} 2")
    rows.append(("Watched", f"{view.watch_name}, once a day: {check_in}"))
    rows.append(("Judged", "by the 95 % interval of the difference: shown if it leaves out zero"))
    rows.append(("Ends early", view.stop_rule or "only if you end it"))
    if view.why:
        general = " (general judgement)" if view.basis == "general" else f" ({', '.join(view.references)})"
        rows.append(("Why so long", view.why + general))
    elif view.promised is not None and view.id:
        rows.append(("Could find", f"about {view.promised:.1f} {view.unit}, in 8 of 10 such trials"))
    return rows


def _draw_form(view: TrialView, width: int | None) -> list[Block]:
    rows = list_fixed(view)
    if width is not None and width < 60:
        return [Line(((f"{name}: ", "muted"), (words, "")), 2, 2) for name, words in rows]
    return [Grid((Column(), Column(wrap=20)), tuple((text(n, "muted"), text(w)) for n, w in rows), indent=2)]


def _draw_result(view: TrialView) -> list[Block]:
    result = view.result
    if result is None:
        return [Line(text(wording.TOO_FEW), 2), Line(text(view.more, "muted"), 2, 2)]
    blocks: list[Block] = [sentence(result.answer, "name", indent=2)]
    kept, progress = view.as_kept, view.progress
    if kept and progress and progress.kept < progress.of:
        size, low, high = map(format_signed, (kept.difference, kept.low, kept.high))
        days = f"On the {progress.kept} of {progress.of} days kept as planned alone"
        blocks.append(sentence(f"{days}: {size} ({low} to {high}). The line above is the fair one.", indent=2))
    means = (
        f"Averages: {result.mean_on:.1f} on {count(result.days_on, 'day')} that were on, "
        f"{result.mean_off:.1f} on {result.days_off} that were off."
    )
    after = [sentence(words, indent=2) for words in (result.sure, wording.LIMITS, view.more)]
    return [*blocks, sentence(means, "muted", indent=2), BLANK, *after]


def _draw_next(view: TrialView) -> list[Block]:
    if view.state == "running":
        end = ((" · end it: ", "muted"), ("gutcli trial stop", "command"))
        return [BLANK, Line((("A day not kept? ", "muted"), ("gutcli trial slip", "command"), *end), 2, 2)]
    if view.state == "waiting":
        return [BLANK, suggest("Changed your mind?", "gutcli undo", indent=2)]
    if view.state != "planned":
        return []
    notes = [sentence(f"! {note.advice}", "caution", indent=2) for note in view.cautions if note.personal]
    where = "It has no place on your list: today's line says when it is its turn."
    return [*notes, *([] if view.on_list else [sentence(where, "muted", indent=2)])]
