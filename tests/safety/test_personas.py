"""A month of plans for each of the twenty people, as a page that a person can read and judge.

After a change of catalog or plan: GUTCLI_UPDATE=1 pytest tests/safety/test_personas.py, then read the difference.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from gutcli.catalog.kinds import SLOTS
from gutcli.clock import format_day_short
from gutcli.day.plan.view import build_plan
from gutcli.profile.file import load_profile
from gutcli.profile.settings import Profile
from tests.safety.living import Living
from tests.safety.oracle import Rules

FOLDER = Path(__file__).parent.parent / "personas"
PERSONAS = sorted(FOLDER.glob("*.toml"))
START = date(2026, 11, 23)
DAYS = 28


def write_month(catalog, path, app, view):
    """Write a persona's month: who they are, what is left out, then one line a day and how often things come."""
    lines = [path.read_text(encoding="utf-8").splitlines()[0], ""]
    lines.append(f"cautions   {', '.join(app.person.needs.active) or 'none of their own'}")
    lines.append(f"not known  {', '.join(r.unknown for r in app.person.needs.unknown) or 'nothing'}")
    for slot in SLOTS:
        pool = [f for f in catalog.foods.values() if f.checklist and slot in f.slots]
        pool += [p for p in catalog.practices.values() if p.checklist and p.slot == slot]
        judged = [app.person.judge_food(e) if slot in SLOTS[:3] else app.person.judge_practice(e) for e in pool]
        codes = Counter(v.excluded[0].code for v in judged if v.excluded)
        why = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        lines.append(
            f"{slot:<10} {sum(v.fits for v in judged)} of {len(pool)} fit{f' (left out: {why})' if why else ''}"
        )
    lines.append(f"empty      {', '.join(e.slot for e in view.days[0].empty_slots) or 'no slot'}")
    lines += [f"care       {line.advice}" for line in view.care]
    lines.append("")
    for planned in view.days:
        if planned.day.weekday() == 0 and planned.day != START:
            lines.append("")
        slots = [[_say(item) for item in planned.items if item.slot == slot] for slot in SLOTS]
        lines.append(f"{format_day_short(planned.day)}  {' | '.join(' · '.join(names) or '-' for names in slots)}")
    times = Counter(item.id for planned in view.days for item in planned.items)
    often = [f"{ident} {count}" for ident, count in times.most_common() if count > 4]
    notes = Counter(c.id for planned in view.days for item in planned.items for c in item.cautions if c.personal)
    plants = view.plants if view.plants is not None else "no count of"
    own = ", ".join(f"{ident} {count}" for ident, count in notes.most_common())
    lines += [
        "",
        f"{len(times)} different things, {plants} plants, {len(view.shopping)} foods to buy",
        f"more than four times: {', '.join(often) or 'nothing'}",
        f"with a caution of theirs: {own or 'nothing'}",
    ]
    return "\n".join(lines) + "\n"


def _say(item):
    amount = f"{item.minutes} min" if item.minutes else item.amount
    own = [caution.id for caution in item.cautions if caution.personal]
    mark = f" !{','.join(own)}" if own else ""
    return f"{item.name}, {amount}{mark}"


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_the_month_is_the_one_that_was_reviewed_and_safe_by_the_oracle(catalog, path):
    profile = load_profile(path)
    app = Living(catalog, profile, START)
    view = app.read(build_plan, START, days=DAYS, shopping=True)
    month = write_month(catalog, path, app, view)
    kept = FOLDER / "months" / f"{path.stem}.txt"
    if os.environ.get("GUTCLI_UPDATE") == "1":
        kept.write_text(month, encoding="utf-8")
    assert month == kept.read_text(encoding="utf-8"), "if this is meant: GUTCLI_UPDATE=1, then read the difference"

    lists = ("allergies", "conditions", "medicines", "dislikes", "practices_avoid")
    rules = Rules(
        {"diet": profile.diet, "strict": profile.strict} | {key: list(getattr(profile, key)) for key in lists}
    )
    for item in (item for planned in view.days for item in planned.items):
        assert not rules.is_out(item.id), item.id
        assert rules.notes(item.id) <= {caution.id for caution in item.cautions}, item.id


def test_there_is_a_month_for_each_and_no_other():
    assert {path.stem for path in PERSONAS} == {path.stem for path in (FOLDER / "months").glob("*.txt")}
    assert any(load_profile(path) == Profile() for path in PERSONAS)
