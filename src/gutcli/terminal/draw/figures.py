"""Figures as people read them: no more digits than they deserve, and unknown never looks like none."""

from __future__ import annotations

SIGNS = {"least": "≥ ", "most": "≤ ", "about": "~ "}

# The key of a figure -> what it is called on a page.
NAMES = {
    "kcal": "Energy",
    "protein_g": "Protein",
    "fibre_g": "Fibre",
    "sugars_g": "Sugars",
    "fat_g": "Fat",
    "ala_g": "ALA (omega-3)",
    "epa_g": "EPA (omega-3)",
    "dha_g": "DHA (omega-3)",
    "tryptophan_g": "Tryptophan",
    "vitamin_k_ug": "Vitamin K1",
    "vitamin_b12_ug": "Vitamin B12",
    "folate_ug": "Folate",
    "biotin_ug": "Biotin",
    "magnesium_mg": "Magnesium",
    "potassium_mg": "Potassium",
    "sodium_mg": "Sodium",
    "selenium_ug": "Selenium",
    "iron_mg": "Iron",
    "zinc_mg": "Zinc",
}
_WORDS = {"g": "g", "mg": "mg", "ug": "µg", "kcal": "kcal"}


def unit_of(nutrient: str) -> str:
    """Return the unit of a figure by its key."""
    return _WORDS[nutrient.rpartition("_")[2]]


# What a list may be sorted by -> its unit.
UNITS = {(name.rpartition("_")[0] or name).replace("_", "-"): unit_of(name) for name in NAMES}


def format_number(value: float) -> str:
    """Return a number with two digits that matter, or whole from 10 on."""
    if value >= 9.95:
        return f"{value:,.0f}"
    if value >= 0.995:
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.2g}" if value >= 0.01 else "<0.01"


def format_figure(value: float | None, unit: str, bound: str = "", *, least: float = 0) -> str:
    """Return a figure with its unit: "≥ 2.1 g"; "?" where it is unknown, "<0.1 g" where it is under `least`."""
    if value is None:
        return "?"
    if value == 0:
        return f"0 {unit}"
    if value < least:
        return f"<{least:g} {unit}"
    sign = SIGNS.get(bound, "") if value >= 0.01 else ""
    return f"{sign}{format_number(value)} {unit}"


def format_signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    return with_sign(value) if round(value, 1) else "0.0"


def with_sign(value: float, places: int = 1) -> str:
    """Return a number with its sign, also where it rounds to nothing."""
    # A negative zero would read as a direction.
    return f"{round(value, places) or 0.0:+.{places}f}".replace("-", "\N{MINUS SIGN}")
