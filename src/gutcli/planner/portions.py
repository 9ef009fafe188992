"""Half of a household amount, in words."""

_HALVES = {"a": "half a", "an": "half an"}
_SPOONS = {"a third of a cup": "3 tablespoons", "a quarter of a cup": "2 tablespoons"}
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4}


def halve(amount: str) -> str:
    """Return half of a household amount: "a glass" gives "half a glass"; what cannot be halved in words stays."""
    for measure, half in _SPOONS.items():
        if amount.startswith(measure):
            return half + amount.removeprefix(measure)
    first, _, rest = amount.partition(" ")
    if amount.startswith("a few "):
        return "a " + rest.removeprefix("few ").removesuffix("s") + " or two"
    if first == "half" and rest.startswith(("a ", "an ")):
        return f"a quarter of {rest}"
    if first in _HALVES and rest:
        return f"{_HALVES[first]} {rest}"
    number = int(first) if first.isdecimal() and len(first) < 4 else _SMALL.get(first, 0)
    if not rest or not number:
        return amount
    if number == 1:
        return f"half a {rest}"
    if number % 2:
        return f"{number // 2} or {number // 2 + 1} {rest}"
    if number > 2:
        return f"{number // 2} {rest}"
    *before, noun = rest.partition(",")[0].split(" ") if " of " not in rest else [rest.split(" ")[0]]
    singular = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
    return " ".join(["1", *before, singular]) + rest[len(" ".join([*before, noun])) :]
