"""Measure `gutcli trial` on simulated trials of which the truth is known, and print the table of docs/trials.md.

    python tools/simulate_trial.py             1,000 trials for each row
    python tools/simulate_trial.py --quick     a twentieth of it

Each trial has an id of its own from the seed, the row and its number; its blocks are drawn from that, as in life.
Ratings are whole numbers from 1 to 5: 3 + AR(1) (SD 0.8) + what the row adds + the effect, rounded.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from gutcli.diary.trials import Trial, draw
from gutcli.look_back.trial.compare import judge_trial
from gutcli.look_back.trial.promise import Form, find_scatter, promise_difference
from gutcli.text import count

SEED = 20240229
SD = 0.8
START = date(2026, 1, 5)
PEOPLE = 12
BEFORE = (60, 0)
DESIGNS = ((6, 4, 1), (24, 1, 0), (12, 2, 0))


@dataclass(frozen=True)
class World:
    """What a rating does beside the trial."""

    name: str
    phi: float = 0.4
    trend: float = 0.0  # points from the first day of the trial to its last, up or down
    weekend: float = 0.0  # points on Saturdays and Sundays
    missing: float = 0.0
    not_kept: float = 0.0


WORLDS = (
    World("no memory", phi=0.0),
    World("memory 0.4"),
    World("memory 0.8", phi=0.8),
    World("trend of 1 point", trend=1.0),
    World("weekends 0.6 higher", weekend=0.6),
    World("20 % not rated", missing=0.2),
    World("20 % not kept", not_kept=0.2),
)


def make_trial(name: str, design: tuple[int, int, int], chance: random.Random) -> Trial:
    """Return a trial of this form that starts on any weekday."""
    blocks, days, washout = design
    first = START + timedelta(days=chance.randrange(7))
    return Trial(
        name, first, "kefir", "Kefir", "food", "probiotic", False, "gut", blocks, days, washout, first, (), None, None
    )


def live(trial: Trial, world: World, effect: float, chance: random.Random, before: int) -> dict[date, float]:
    """Return the ratings of a trial's days, and of so many before it."""
    length = trial.blocks * trial.days
    drawn = draw(trial.id, trial.blocks)
    slope = world.trend * chance.choice((-1, 1)) / length
    state = chance.gauss(0, 1)
    scores: dict[date, float] = {}
    for number in range(-before, length):
        day = trial.first + timedelta(days=number)
        had = 0.5
        if number >= 0:
            had = drawn[number // trial.days] != (chance.random() < world.not_kept)
        value = 3 + SD * state + slope * max(0, number) + effect * (had - 0.5) + world.weekend * (day.weekday() >= 5)
        state = world.phi * state + math.sqrt(1 - world.phi**2) * chance.gauss(0, 1)
        if chance.random() >= world.missing:
            scores[day] = float(min(5, max(1, round(value))))
    return scores


def promise(design: tuple[int, int, int], world: World, before: int, seed: int) -> float:
    """Return what is promised before it begins: the mean of a few such people."""
    chance, found = random.Random(f"{seed}/before/{design}/{world.name}"), []  # noqa: S311
    for number in range(PEOPLE if before else 1):
        trial = make_trial(f"before/{number}", design, chance)
        scores = {day: score for day, score in live(trial, world, 0.0, chance, before).items() if day < trial.first}
        found.append(promise_difference(trial.first, Form(*design), find_scatter(trial.first, scores, 4)))
    return sum(found) / len(found)


def run(
    design: tuple[int, int, int], world: World, effect: float, *, before: int, number: int, seed: int
) -> list[float]:
    """Return the shares, in percent, of trials that show a difference, cover the truth, have p at most 5 %.

    What is kept on some days alone does less: the truth is then the difference between what was planned.
    """
    truth = effect * (1 - 2 * world.not_kept)
    shown = covered = refused = missing = 0
    for each in range(number):
        name = f"{seed}/{design}/{before}/{world.name}/{effect:.3f}/{each}"
        chance = random.Random(name)  # noqa: S311
        trial = make_trial(name, design, chance)
        outcome = judge_trial(trial, live(trial, world, effect, chance, before))
        if outcome is None:
            missing += 1
            continue
        shown += outcome.is_shown
        covered += outcome.low <= truth <= outcome.high
        refused += outcome.p is not None and outcome.p <= 0.05
    judged = max(1, number - missing)
    return [100 * shown / judged, 100 * covered / judged, 100 * refused / judged]


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description="Measure trials on oneself on simulated ones.")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the trials")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    number, found = (50, 50) if chosen.quick else (1000, 300)
    began = time.perf_counter()
    print(f"{number} trials a row without an effect, {found} with the promised one; seed {chosen.seed}.\n")
    for before in BEFORE:
        known = f"{before} days of ratings before the trial" if before else "no rating before the trial"
        print(f"**With {known}:**\n")
        print("| blocks | a rating with | shown, no effect | covers 0 | p <= 5 % | promised | found | covers it |")
        print("|---|---|---|---|---|---|---|---|")
        for design in DESIGNS:
            for world in WORLDS:
                null = run(design, world, 0.0, before=before, number=number, seed=chosen.seed)
                promised = promise(design, world, before, chosen.seed)
                real = run(design, world, promised, before=before, number=found, seed=chosen.seed)
                cells = [f"{value:.1f} %" for value in null]
                form = f"{design[0]} of {count(design[1], 'day')}"
                last = f"{promised:.2f} | {real[0]:.1f} % | {real[1]:.1f} %"
                print(f"| {form} | {world.name} | {' | '.join(cells)} | {last} |", flush=True)
        print()
    print(f"{time.perf_counter() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
