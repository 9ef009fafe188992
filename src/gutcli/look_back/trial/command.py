"""`gutcli trial`: a fair test of one thing on oneself."""

from __future__ import annotations

from typing import Annotated

import typer

from gutcli.app import App
from gutcli.diary.trials import MOST_DAYS
from gutcli.errors import NameNotFoundError
from gutcli.offers import complete_ratings, complete_swaps, complete_trials
from gutcli.options import Day, add_command, make_group

EXAMPLES = (
    ("gutcli trial", "which block today is in, and how far it is"),
    ("gutcli trial start kefir --watch gut", "the plan of a test, then whether to start it"),
    ('gutcli trial start "coffee after 2pm" --off --watch sleep', "leaving something out"),
    ("gutcli trial result", "what it shows, once it is over"),
    ('gutcli trial stop --because "away"', "end it"),
)
_Which = Annotated[
    list[str],
    typer.Argument(metavar="[TRIAL]...", help="Its thing, or its number in the list.", autocompletion=complete_trials),
]


def show(app: App) -> None:
    """Show the trial that runs, else the last one."""
    _show(app, [])


def _show(app: App, which: list[str], *, result_alone: bool = False) -> None:
    """Show a trial; raise NameNotFoundError where it is of food and the person is shown none."""
    from gutcli.look_back.trial.view import TrialResultView, build_trial

    view = build_trial(app.diary, app.today, " ".join(which))
    if app.hides_food and view.thing_kind not in {"", "practice"}:
        raise NameNotFoundError("There is no trial that gutcli shows you.")
    app.show(TrialResultView(view) if result_alone else view)


GROUP = make_group(show)


@add_command(GROUP, "start", "Fix a trial, see what it could find, and begin it tomorrow.", EXAMPLES[1:3])
def start(
    app: App,
    thing: Annotated[
        list[str],
        typer.Argument(metavar="[THING]...", help="A food, a practice, or your words.", autocompletion=complete_swaps),
    ] = [],
    off: Annotated[bool, typer.Option("--off", help="Try leaving it out.")] = False,
    watch: Annotated[
        str, typer.Option(metavar="RATING", help="What to rate each day: gut, mood, sleep.", show_default=False,
                          autocompletion=complete_ratings),
    ] = "",
    blocks: Annotated[
        int | None,
        typer.Option(metavar="N", min=2, max=MOST_DAYS, help="How many blocks, in pairs.", show_default=False),
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=MOST_DAYS, help="Days of a block.", show_default=False)
    ] = None,
    stop_if: Annotated[
        str, typer.Option("--stop-if", metavar="RULE", help='Ends it by itself: "gut 1 x2".', show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:  # fmt: skip
    """Fix a trial, see what it could find, and begin it tomorrow."""
    from gutcli.look_back.trial.asking import ask_wish, confirm
    from gutcli.look_back.trial.start import TrialRequest, make_plan, write_start
    from gutcli.look_back.trial.view import build_trial, view_plan

    wish = TrialRequest(" ".join(thing), watch, off, blocks, days, stop_if)
    plan = make_plan(app.person, app.diary, app.today, wish if yes else ask_wish(app.output, wish))
    if not yes:
        confirm(app, view_plan(plan))
    app.change(write_start, plan)
    app.forget_diary()
    app.show(build_trial(app.diary, app.today))


@add_command(
    GROUP, "result", "Show what a trial shows, once it is over.",
    (("gutcli trial result", "the last one"), ("gutcli trial result kefir", "the last one of kefir")),
)  # fmt: skip
def result(app: App, which: _Which = []) -> None:
    """Show what a trial shows, once it is over."""
    _show(app, which, result_alone=True)


@add_command(
    GROUP, "show", "Show one trial in full.",
    (("gutcli trial show", "the one that runs, else the last"), ("gutcli trial show 1", "the first of the list")),
)  # fmt: skip
def show_one(app: App, which: _Which = []) -> None:
    """Show one trial in full."""
    _show(app, which)


@add_command(GROUP, "list", "Show all trials.", (("gutcli trial list", "all, the oldest first"),))
def list_(app: App) -> None:
    """Show all trials."""
    from gutcli.look_back.trial.view import TrialsView, build_trials

    view = build_trials(app.diary, app.today)
    if app.hides_food:
        view = TrialsView(tuple(trial for trial in view.trials if trial.thing_kind == "practice"))
    app.show(view)


@add_command(
    GROUP, "slip", "Note that a day was not kept as planned.",
    (("gutcli trial slip", "today"), ("gutcli trial slip --date yesterday", "another day")),
)  # fmt: skip
def slip(app: App, day: Day) -> None:
    """Note that a day was not kept as planned; it counts as planned all the same, and is told apart."""
    from gutcli.look_back.trial.start import write_slip
    from gutcli.look_back.trial.view import build_trial

    trial = app.change(write_slip, day)
    app.forget_diary()
    app.show(build_trial(app.diary, app.today, trial.id))


@add_command(
    GROUP, "stop", "End the trial that runs.",
    (('gutcli trial stop --because "away"', "with the reason"), ("gutcli trial stop", "without one")),
)  # fmt: skip
def stop(
    app: App,
    because: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, for yourself; - reads it from stdin.", show_default=False)
    ] = "",
) -> None:
    """End the trial that runs."""
    from gutcli.look_back.trial.start import write_stop
    from gutcli.look_back.trial.view import build_trial
    from gutcli.terminal.message.view import MessageView
    from gutcli.terminal.question import read_words

    trial = app.change(write_stop, read_words(because, app.output.ask))
    app.forget_diary()
    if app.hides_food and trial.kind != "practice":
        app.show(MessageView(("The trial is ended.",)))
    else:
        app.show(build_trial(app.diary, app.today, trial.id))
