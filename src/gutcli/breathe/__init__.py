"""Pacing: what comes when (pattern, steps), the clock that does not drift, and the live screen.

pattern.py, steps.py and clock.py are pure; session.py keeps the pace with whatever stage and host it is given;
screen.py and words.py say what is seen; canvas.py and disc.py draw it; terminal.py holds the terminal's modes, keys
and signals; wiring.py joins them to the rest of the program.
"""
