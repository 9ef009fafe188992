"""Pacing: what comes when (pattern, steps), the clock that does not drift, and the live screen.

pattern.py and steps.py are pure; session.py keeps the pace with whatever stage and host it is given; screen.py and
words.py say what is seen, disc.py draws the shape; choose.py finds the practice, sitting.py holds one session. The
terminal's keys, signals and screen are terminal/live.
"""
