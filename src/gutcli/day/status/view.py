"""What `status` says: the day in a few letters, for a shell prompt or a status bar."""

import os
import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gutcli.app import App
from gutcli.day.standing import PlantLine, Standing, TrialLine, read_standing
from gutcli.diary.streaks import Streak
from gutcli.errors import GutcliError

SHORT = "🌱 {done}/{total}"
USUAL = SHORT + " · {plants}/{goal}"
UNKNOWN = "–"
MISSING = "diary-missing"
"""The code of a diary that is not there although copies of it are."""
PATIENCE_S = 0.4
"""A prompt that waits longer than this for a diary that another process holds would seem to hang."""


class StatusView(NamedTuple):
    """The day in figures, null where they cannot be known: then `problem` is the code of the error that says why.

    `trial` says whether the day is on or off in a trial; null without one.
    """

    text: str
    day: date | None = None
    done: int | None = None
    total: int | None = None
    left: int | None = None
    needed: int | None = None
    skipped: int | None = None
    aim_met: bool | None = None
    streak: Streak = Streak(None, None, True)
    plants: PlantLine = PlantLine(None, None)
    problem: str | None = None
    trial: str | None = None


def view_status(day: date, now: Standing, trial_now: TrialLine | None, form: str | None) -> StatusView:
    """Return in few letters what `today` says; `form` is text with {done} and the like in it."""
    plants, goal = now.plants
    left = max(0, now.total - now.done)
    trial = None if trial_now is None or trial_now.on is None else "on" if trial_now.on else "off"
    figures = {
        "done": now.done, "total": now.total, "left": left, "skipped": now.skipped, "needed": now.needed,
        "plants": plants, "goal": goal, "streak": now.streak.current, "trial": trial,
    }  # fmt: skip
    usual = (SHORT if plants is None else USUAL) + (" · trial {trial}" if trial else "")
    return StatusView(
        fill_in(usual if form is None else form, figures), day,
        done=now.done, total=now.total, left=left, needed=now.needed, skipped=now.skipped,
        aim_met=now.aim_met, streak=now.streak, plants=now.plants, trial=trial,
    )  # fmt: skip


def view_unknown(problem: str, form: str | None) -> StatusView:
    """Return that nothing is known, in a form that harms no prompt."""
    return StatusView(f"🌱 {UNKNOWN}" if form is None else fill_in(form, {}), problem=problem)


NAMES = ("done", "total", "left", "needed", "skipped", "plants", "goal", "streak", "trial")


def fill_in(form: str, figures: Mapping[str, int | str | None]) -> str:
    """Put figures in the place of their {names}; other braces stay as they are: bars have signs of their own."""

    def figure(match: re.Match[str]) -> str:
        if match[1] not in NAMES:
            return match[0]
        number = figures.get(match[1])
        return UNKNOWN if number is None else str(number)

    return re.sub(r"\{([a-z]+)\}", figure, form)


def build_status(app: App, form: str | None = None, *, ascii_only: bool = False) -> StatusView:
    """Return how the person's day stands. Never raises: a prompt must come up even where the diary does not."""
    # A prompt is no place for warnings; `gutcli` and `gutcli doctor` give them.
    app.output.quiet = True
    app.reading_patience = PATIENCE_S
    try:
        if not os.path.isdir(app.folders.cache):
            # Nothing is set up: a prompt that is drawn is no reason to begin. What cannot be kept is done without.
            app.folders.cache = os.path.join(os.devnull, "cache")
        if app.find_lost_copy():  # a prompt would say "nothing done yet" of a full diary
            view = view_unknown(MISSING, form)
        else:
            view = view_status(app.today, *app.read(read_standing, app.today), form)
    except Exception as error:  # noqa: BLE001  # whatever it is, the prompt matters more
        view = view_unknown(error.code if isinstance(error, GutcliError) else "internal", form)
    if ascii_only:
        from gutcli.terminal.draw.theme import fit_encoding

        return view._replace(text=fit_encoding(view.text, "ascii"))
    return view
