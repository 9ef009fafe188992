"""The catalog's words: what kinds of entries there are and which values their keys may have."""

from __future__ import annotations

# kind of entry (as in `catalog schema KIND`) -> the name of its tables in TOML ([[food]]).
TABLES = {
    "references": "reference",
    "conditions": "condition",
    "classes": "class",
    "medicines": "medicine",
    "cautions": "caution",
    "plants": "plant",
    "topics": "topic",
    "practices": "practice",
    "foods": "food",
    "tips": "tip",
    "dishes": "dish",
    "ambiguous": "word",
    "kitchen": "kitchen",
}
EVERYDAY = "everyday"
"""The file of the foods that are no daily suggestion, and the document in which all such foods are kept."""
# File in data/ -> the kind of entry in it, in the order in which they build on each other.
FILES = {file: kind for kind in TABLES for file in ((kind, EVERYDAY) if kind == "foods" else (kind,))}
EATEN = ("foods", "dishes", "ambiguous")
"""Kinds that share one space of names: what is typed as eaten means one thing."""

# Words that rules read (data/NAME.toml): no entries, so they have no kind.
VOCABULARIES = (
    "sorts", "questions", "allergens", "reading", "crisis", "trials", "without_food", "eating", "red_flags", "numbers",
)  # fmt: skip
# Lists among them to which a person's own files may add words: table -> the file that has it.
WORD_LISTS = {
    "allergen": "allergens",
    "family": "allergens",
    "crisis": "crisis",
    "red_flag": "red_flags",
    "refuse": "trials",
    "role": "reading",
    "around": "eating",
    "meal": "eating",
    "measure": "eating",
}
KEPT_VOCABULARIES = ("eating", "red_flags", "numbers", "trials")
"""Those that are kept with the compiled catalog, a person's own words among them."""

SLOTS = ("prebiotic", "probiotic", "omega-3", "move", "calm")
FOOD_SLOTS = SLOTS[:3]
TIP_SLOTS = (*SLOTS, "rest", "general")

# The 14 allergens that EU 1169/2011, Annex II, makes labels name.
ALLERGENS = (
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soya", "milk", "nuts",
    "celery", "mustard", "sesame", "sulphites", "lupin", "molluscs",
)  # fmt: skip

NUTRIENTS = (
    "kcal", "protein_g", "fibre_g", "sugars_g", "fat_g", "ala_g", "epa_g", "dha_g", "tryptophan_g",
    "vitamin_k_ug", "vitamin_b12_ug", "folate_ug", "biotin_ug",
    "magnesium_mg", "potassium_mg", "sodium_mg", "selenium_ug", "iron_mg", "zinc_mg",
)  # fmt: skip

FOOD_GROUPS = (
    "grains", "vegetables", "fruit", "legumes", "nuts-and-seeds", "dairy", "ferments", "fish-and-seafood", "seaweeds",
    "mushrooms", "fats-and-oils", "drinks", "herbs-and-spices", "sweets", "eggs-and-meat", "supplements",
)  # fmt: skip

# Topic groups, in the order in which `explain` lists them.
TOPIC_GROUPS = {
    "gut-and-brain": "Gut and brain",
    "messengers": "Messengers",
    "fibre-and-acids": "What microbes make of fibre",
    "brain": "Brain",
    "stress-and-immunity": "Stress and immunity",
    "food": "Food",
    "omega-3": "Omega-3 fats",
    "vitamins": "Vitamins",
    "movement-and-calm": "Movement, calm and sleep",
    "mind": "Mind",
}

STATEMENTS = ("finding", "definition", "guideline")
DIRECTIONS = ("more", "less", "no difference", "mixed", "not applicable")
VERDICTS = ("supported", "overstated", "wrong")
PRACTICE_GRADES = ("strong", "moderate", "early", "mechanistic", "contested")
GRADES = (*PRACTICE_GRADES, "wrong")
# Kinds of studies, and their names on a page.
STUDY_KINDS = {
    "consensus": "consensus statement",
    "guideline": "guidance",
    "meta-analysis": "meta-analysis",
    "rct": "randomised trial",
    "trial": "trial without random groups",
    "cohort": "observational study",
    "case-control": "case-control study",
    "cross-sectional": "study at one time",
    "case-series": "case reports",
    "animal": "animal study",
    "mechanistic": "laboratory study",
    "review": "review",
}
PRACTICE_KINDS = ("calm", "move", "rest")
MEALS = ("breakfast", "lunch", "dinner", "snack", "side")
AISLE_NAMES = {
    "produce": "Vegetables and fruit", "bakery": "Bread", "fridge": "Chilled", "fish-meat": "Fish and meat",
    "dry": "Dry goods", "tins": "Tins and jars", "spices": "Herbs and spices", "drinks": "Drinks",
    "freezer": "Frozen", "other": "Elsewhere",
}  # fmt: skip
"""In the order in which one walks through a shop: what is frozen comes last."""
MOST_GRAMS = 2000
"""In a serving."""
OMEGA_3 = ("ala_g", "epa_g", "dha_g")
TEXTURES = ("liquid", "puree", "minced", "soft", "easy-to-chew", "regular")
"""From IDDSI level 3 to 7 and what is not changed; each holds for whoever may have a firmer one."""
RESIDUES = ("low", "normal")
SEVERITY_WORDS = {"avoid": "avoid", "ask-first": "ask first", "limit": "take care"}
SEVERITIES = tuple(SEVERITY_WORDS)
DIETS = ("vegan", "vegetarian", "pescatarian")
LACTOSE = ("none", "low", "some")
LIVE = ("yes", "no", "varies")


def format_slot(slot: str) -> str:
    """Return the word that is shown for a slot or a kind of food; data, options and JSON keep its own name.

    Few fermented foods are tested as probiotics: that word would promise too much.
    """
    return "ferment" if slot == "probiotic" else slot
