"""What people say, the key they say it under, and a caution that must be found. Nothing here may be silently lost."""

CONDITIONS = """
maoi: MAOI | MAO inhibitor | an MAO inhibitor | mao inhibitors | monoamine oxidase inhibitor
ibs: IBS | ibs | irritable bowel | irritable bowel syndrome | IBS-D (diagnosed 2019) | bloating | SIBO | FODMAP
ibd-strictures: Crohn's | Crohns disease | Crohn’s disease | ulcerative colitis | IBD | stoma | ostomy
coeliac: coeliac | Coeliac disease | celiac | CELIAC DISEASE | celiacs | gluten | gluten intolerance | gluten-free
lactose-intolerance: lactose | lactose intolerance | lactose intolerant | lactose-free | dairy intolerance
histamine-intolerance: histamine intolerance | histamine | MCAS | mast cell disease | DAO deficiency
ckd: kidney disease | chronic kidney disease | CKD stage 3 | dialysis | on dialysis | high potassium | hyperkalemia
kidney-stones: kidney stones | kidney stone | calcium oxalate | oxalate
gout: gout | high uric acid | gout in my left toe
high-blood-pressure: high blood pressure | hypertension | low salt | heart failure
diabetes: diabetes | type 2 diabetes | Type 1 Diabetes | insulin | diabetic
gullet-swallowing: dysphagia | swallowing problems | esophageal stricture | eosinophilic esophagitis | gastric band
slow-stomach-bowel: gastroparesis | bowel obstruction | colonoscopy next week | diverticulitis | low-residue diet
pregnancy-listeria: pregnant | pregnancy | Pregnant (12 weeks) | I am pregnant | 20 weeks pregnant
pregnancy-mercury: breastfeeding | trying to conceive | trying to conceive since May
pregnancy-breath-heat: pregnant | pregnancy
immunocompromised: chemotherapy | chemo | having chemotherapy | neutropenia | transplant | stem cell transplant
cancer-immunotherapy: immunotherapy | checkpoint inhibitor
critical-illness: central line | pancreatitis | short bowel syndrome
levodopa: Parkinson's | Parkinsons | Parkinson’s
levothyroxine: underactive thyroid | hypothyroidism
seaweed-iodine: thyroid | overactive thyroid | Graves | Hashimoto
atrial-fibrillation: AF | afib | atrial fibrillation | AF since 2020 | irregular heartbeat
g6pd: G6PD | g6pd deficiency | favism
nut-allergy: nut allergy | peanut allergy | tree nut allergy | walnut allergy
fish-allergy: fish allergy
crustacean-allergy: shellfish allergy
milk-allergy: milk allergy | cow's milk allergy | cows milk allergy | dairy allergy
soya-allergy: soya allergy | soy allergy
egg-allergy: egg allergy
sulphites: sulphites | sulfite | sulfites | sulphite sensitivity
eating-disorder: eating disorder | anorexia | bulimia | history of binge eating | orthorexia
crisis: suicidal | self-harm | want to die | I want to die
moderate-severe-depression: depression | severe depression
panic-breath-holding: panic disorder | PTSD | asthma | COPD | heart disease
epilepsy-hyperventilation: epilepsy | seizures
meditation-distress: psychosis | schizophrenia | bipolar | trauma
yoga-eyes-back: glaucoma | osteoporosis | back injury | neck injury
exercise-medical: chest pain | angina | heart attack in 2018
pmr-injury: arthritis | surgery | cramp
alcohol-avoidance: alcohol-free | alcohol recovery | teetotal | liver disease
young-children: toddler | child
iron-tablets: anaemia | anemia | iron deficiency
"""

MEDICINES = """
maoi: Nardil | phenelzine | NARDIL 15 mg | Parnate | tranylcypromine | linezolid | selegiline 5mg
warfarin: warfarin | taking warfarin 3 mg | Warfarin (for AF) | Marevan | Coumadin | blood thinner | a blood thinner
warfarin-natto: warfarin | vitamin K antagonist | acenocoumarol
anticoagulant-omega3: apixaban | rivaroxaban | clopidogrel 75mg | aspirin | daily aspirin | heparin
serotonergic-medicine: SSRI | SSRIs | an SSRI | antidepressant | antidepressants | sertraline 50mg | tramadol
lithium: lithium | Priadel
levodopa: levodopa | Sinemet | madopar
levothyroxine: levothyroxine | thyroxine 100 mcg
grapefruit-medicines: statin | statins | simvastatin | atorvastatin 20mg at night | amiodarone
alcohol-avoidance: metronidazole | disulfiram
metformin-b12: metformin
ppi-b12: PPI | omeprazole | lansoprazole
dairy-antibiotics: doxycycline | ciprofloxacin | tetracycline
recent-antibiotics: antibiotics | antibiotic course
iron-tablets: iron tablets | ferrous sulfate | ferrous sulphate
bisphosphonates: alendronic acid | bisphosphonate | risedronate
potassium-medicines: ramipril | ACE inhibitor | spironolactone | losartan
caffeine-medicines: clozapine | olanzapine | theophylline
immunocompromised: methotrexate | azathioprine | tacrolimus | a biologic
st-johns-wort-medicines: the contraceptive pill | birth control | digoxin
"""

# Words that must find nothing: letters inside other words are no words.
NOTHING = (
    "teaspoon", "teapot", "aft", "raft", "shaft", "pregnenolone", "goutte", "ibsen", "lithiumless", "assri", "maoism",
    "chemokine", "cardiff", "warfare", "ppiq", "childlike", "xyzzy", "cafe", "ptsdx", "copdish",
)  # fmt: skip

ALLERGIES = """
gluten: gluten | wheat | barley | rye | gluten allergy | allergic to wheat
crustaceans: prawns | shrimp | crab | lobster | shellfish | crustaceans | anaphylaxis to prawns
molluscs: mussels | oysters | squid | shellfish | seafood | mollusks
eggs: egg | eggs | egg whites | allergic to eggs | severe egg allergy
fish: fish | seafood | cod | salmon | allergy to fish
peanuts: peanut | peanuts | groundnuts | nuts | peanut butter | no nuts
nuts: nuts | nut | walnut | walnuts | tree nuts | tree-nut allergy | almonds | cashew nuts | hazelnut | almond milk
soya: soya | soy | soybeans | tofu | soya milk
milk: milk | dairy | cow's milk | casein | whey | lactose | lactose intolerance | butter
celery: celery | celeriac
mustard: mustard | mustard seeds
sesame: sesame | sesame seeds | tahini
sulphites: sulphites | sulfites | sulphur dioxide
lupin: lupin | lupine | lupin flour
"""


def pairs(table):
    for line in table.strip().splitlines():
        meaning, _, phrases = line.partition(":")
        for phrase in phrases.split("|"):
            yield phrase.strip(), meaning
