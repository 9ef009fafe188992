"""Ten combinations that many people live with: none of them may leave a place of the list empty for want of food."""

from __future__ import annotations

from gutcli.profile.settings import Profile

COMMON = {
    "vegan, sesame allergy": Profile(diet="vegan", allergies=("sesame",)),
    "methotrexate": Profile(conditions=("rheumatoid arthritis",), medicines=("methotrexate",)),
    "IBS, coeliac": Profile(conditions=("IBS", "coeliac")),
    "vegetarian, all nuts": Profile(diet="vegetarian", allergies=("nuts",)),
    "type 2 diabetes, blood pressure": Profile(
        conditions=("type 2 diabetes", "high blood pressure"), medicines=("metformin", "ramipril", "atorvastatin")
    ),
    "pregnant": Profile(conditions=("pregnant",)),
    "warfarin, atrial fibrillation": Profile(conditions=("atrial fibrillation",), medicines=("warfarin",)),
    "milk and egg allergy": Profile(allergies=("milk", "eggs")),
    "antidepressant, lactose, hay fever": Profile(
        conditions=("lactose intolerance", "hay fever"), medicines=("sertraline",)
    ),
    "thyroid, bones, acid blocker": Profile(
        conditions=("underactive thyroid", "osteoporosis"), medicines=("levothyroxine", "alendronic acid", "omeprazole")
    ),
}
