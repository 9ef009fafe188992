"""Medicines and their classes: data/medicines.toml keeps its own rules, and its classes are complete.

The lists of members here are written down apart from the file, by international name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from gutcli.catalog.data_files import find_data
from gutcli.text import fold
from tests.data import read_data

FILE = (Path(find_data()) / "medicines.toml").read_text(encoding="utf-8")
LISTED = {**read_data("medicines"), **read_data("classes")}
CLASSES = {entry["id"]: entry for entry in LISTED["class"]}
MEDICINES = {entry["id"]: entry for entry in LISTED["medicine"]}
CLASS_KEYS = {"id", "name", "words", "unsure", "broader", "lasts_days", "source", "basis"}
MEDICINE_KEYS = CLASS_KEYS - {"words", "unsure", "broader"} | {
    "other_names",
    "brands",
    "classes",
    "forms",
    "local_classes",
}
FORMS = {
    "tablet", "injection", "infusion", "patch", "cream", "inhaler", "nasal-spray", "eye-drop", "ear-drop",
    "suppository", "mouthwash", "implant", "vaginal-ring",
}  # fmt: skip
LOCAL_FORMS = {"cream", "inhaler", "nasal-spray", "eye-drop", "ear-drop"}
# Brands of two or three active substances that stand under each of them.
COMBINATIONS = {
    "rifater", "rifinah", "rifamate", "rimactazid", "combivir", "sinemet", "stalevo", "duodopa", "duopa", "lodosyn",
    "madopar", "modopar", "prolopa", "restex",
}  # fmt: skip


def say(medicine):
    """Give every word for a medicine, folded."""
    return [fold(word) for word in (medicine["name"], *medicine.get("other_names", ()), *medicine.get("brands", ()))]


def widen(ident):
    """Give a class and all that it is part of."""
    found, open_ends = set(), [ident]
    while open_ends:
        if (now := open_ends.pop()) not in found:
            found.add(now)
            open_ends += CLASSES[now].get("broader", ())
    return found


def classes_of(medicine):
    return set().union(*(widen(ident) for ident in medicine["classes"]))


MEANINGS = defaultdict(set)
for _medicine in LISTED["medicine"]:
    for _word in say(_medicine):
        MEANINGS[_word].add(_medicine["id"])
CLASS_WORDS = {
    fold(word): entry["id"] for entry in LISTED["class"] for word in (*entry["words"], *entry.get("unsure", ()))
}


def reach(word):
    """Give the classes that a word of a profile leads to."""
    found = set().union(*(classes_of(MEDICINES[ident]) for ident in MEANINGS.get(fold(word), ())))
    return found | (widen(CLASS_WORDS[fold(word)]) if fold(word) in CLASS_WORDS else set())


@pytest.mark.parametrize(("table", "keys"), [("class", CLASS_KEYS), ("medicine", MEDICINE_KEYS)])
def test_each_entry_stands_once_and_says_what_it_rests_on(table, keys):
    idents = [entry["id"] for entry in LISTED[table]]
    assert idents == list(dict.fromkeys(idents))
    for entry in LISTED[table]:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]), entry["id"]
        assert entry.keys() <= keys, entry["id"]
        assert ("source" in entry) != ("basis" in entry), entry["id"]
        assert entry.get("source", entry.get("basis")).strip(), entry["id"]
        assert entry.get("lasts_days", 1) > 0, entry["id"]


def test_the_list_is_long_and_in_order():
    names = [fold(entry["name"]) for entry in LISTED["medicine"]]
    assert len(names) >= 600
    assert names == sorted(names)
    assert list(CLASSES) == sorted(CLASSES)


def test_classes_lead_somewhere():
    for entry in LISTED["class"]:
        assert set(entry.get("broader", ())) <= CLASSES.keys(), entry["id"]
        assert not any(entry["id"] in widen(other) for other in entry.get("broader", ())), entry["id"]
    for entry in LISTED["medicine"]:
        assert set(entry["classes"]) <= CLASSES.keys(), entry["id"]


def test_only_readings_have_no_members():
    held = set().union(*(classes_of(entry) for entry in LISTED["medicine"]))
    empty = {ident for ident in CLASSES if ident not in held}
    assert empty == {ident for ident, entry in CLASSES.items() if entry["name"].endswith("kind not said")}
    assert all(CLASSES[ident]["broader"] and CLASSES[ident]["words"] for ident in empty)


def test_a_class_is_not_named_beside_one_that_it_follows_from():
    for entry in LISTED["medicine"]:
        for ident in entry["classes"]:
            rest = set(entry["classes"]) - {ident}
            assert not any(ident in widen(other) for other in rest), (entry["id"], ident)


def test_a_word_means_one_medicine_or_class():
    for word, idents in MEANINGS.items():
        brand = any(word in map(fold, MEDICINES[i].get("brands", ())) for i in idents)
        name = any(word == fold(MEDICINES[i]["name"]) for i in idents)
        # What else several share is the name of a regimen, which is said of each part of it.
        assert len(idents) == 1 or not (brand or name) or word in COMBINATIONS, (word, idents)
        assert not CLASS_WORDS.get(word), word
    assert {word for word in COMBINATIONS if len(MEANINGS[word]) < 2} == set()
    words = [fold(word) for entry in LISTED["class"] for word in entry["words"]]
    assert len(words) == len(set(words))


def test_no_medicine_is_called_like_a_food():
    foods = [food for food in read_data("foods")["food"] if food["group"] != "supplements"]
    eaten = {fold(word) for food in foods for word in (food["name"], *food["aliases"])}
    eaten |= {fold(word) for plant in read_data("plants")["plant"] for word in (plant["name"], plant["latin"])}
    eaten |= {part for word in eaten for part in word.split()}
    assert not (MEANINGS.keys() | CLASS_WORDS.keys()) & eaten


def test_forms_are_known():
    for entry in LISTED["medicine"]:
        forms = set(entry.get("forms", ()))
        assert forms <= FORMS, entry["id"]
        local = set(entry.get("local_classes", ()))
        assert local <= classes_of(entry), entry["id"]
        assert not local or forms & LOCAL_FORMS, entry["id"]


def test_no_dose_stands_in_the_list():
    assert not re.findall(r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|micrograms?|g|ml|units?|iu|mmol)\b", FILE, re.IGNORECASE)


def test_references_that_are_named_exist():
    known = {reference["id"] for reference in read_data("references")["reference"]}
    for entry in (*LISTED["class"], *LISTED["medicine"]):
        named = re.findall(r"\b[a-z]+(?:-[a-z]+)*-(?:19|20)\d\d\b", entry.get("source", ""))
        assert set(named) <= known, entry["id"]


# class -> every member that is sold in the countries of the file
COMPLETE = {
    "maoi": "phenelzine tranylcypromine isocarboxazid moclobemide selegiline rasagiline safinamide linezolid",
    "maoi-b": "selegiline rasagiline safinamide",
    "tyramine": "phenelzine tranylcypromine isocarboxazid moclobemide selegiline rasagiline safinamide linezolid "
    "procarbazine isoniazid ozanimod",
    "ssri": "sertraline fluoxetine citalopram escitalopram paroxetine fluvoxamine",
    "snri": "venlafaxine desvenlafaxine duloxetine milnacipran levomilnacipran",
    "tricyclic": "amitriptyline clomipramine imipramine nortriptyline dosulepin lofepramine doxepin trimipramine "
    "desipramine protriptyline amoxapine maprotiline",
    "triptan": "sumatriptan rizatriptan zolmitriptan naratriptan eletriptan almotriptan frovatriptan",
    "serotonergic": "tramadol tapentadol fentanyl pethidine methadone dextromethorphan buspirone lithium mirtazapine "
    "trazodone vortioxetine nefazodone methylthioninium tryptophan",
    "anticoagulant-vka": "warfarin acenocoumarol phenprocoumon phenindione fluindione",
    "doac": "apixaban rivaroxaban edoxaban dabigatran",
    "heparin": "heparin enoxaparin dalteparin tinzaparin bemiparin nadroparin certoparin fondaparinux danaparoid",
    "antiplatelet": "aspirin clopidogrel prasugrel ticagrelor ticlopidine dipyridamole cilostazol vorapaxar triflusal",
    "statin": "simvastatin atorvastatin lovastatin rosuvastatin pravastatin fluvastatin pitavastatin",
    "statin-grapefruit": "simvastatin atorvastatin lovastatin",
    "calcium-channel-blocker": "amlodipine felodipine nifedipine nicardipine nimodipine nisoldipine nitrendipine "
    "lacidipine lercanidipine isradipine manidipine barnidipine verapamil diltiazem",
    "calcineurin-mtor": "ciclosporin tacrolimus sirolimus everolimus temsirolimus voclosporin",
    "immunosuppressant-systemic": "azathioprine mercaptopurine mycophenolate methotrexate leflunomide teriflunomide "
    "cyclophosphamide fingolimod siponimod ponesimod ozanimod etrasimod cladribine prednisolone prednisone "
    "methylprednisolone dexamethasone betamethasone hydrocortisone cortisone deflazacort ciclosporin tacrolimus",
    "biologic": "adalimumab infliximab etanercept golimumab certolizumab vedolizumab ustekinumab risankizumab "
    "guselkumab tildrakizumab mirikizumab secukinumab ixekizumab brodalumab bimekizumab tocilizumab sarilumab anakinra "
    "canakinumab abatacept belatacept belimumab anifrolumab rituximab ocrelizumab ofatumumab natalizumab alemtuzumab "
    "eculizumab",
    "jak-inhibitor": "tofacitinib upadacitinib baricitinib filgotinib abrocitinib ritlecitinib ruxolitinib",
    "chemotherapy": "capecitabine fluorouracil oxaliplatin irinotecan cisplatin carboplatin gemcitabine paclitaxel "
    "docetaxel epirubicin doxorubicin vincristine vinblastine vinorelbine etoposide temozolomide bendamustine "
    "chlorambucil melphalan busulfan ifosfamide pemetrexed cytarabine fludarabine azacitidine hydroxycarbamide "
    "procarbazine tioguanine bleomycin mitomycin dacarbazine lomustine",
    "checkpoint-inhibitor": "pembrolizumab nivolumab ipilimumab atezolizumab durvalumab avelumab cemiplimab "
    "dostarlimab tremelimumab relatlimab",
    "acid-suppressing": "omeprazole esomeprazole lansoprazole dexlansoprazole pantoprazole rabeprazole vonoprazan "
    "famotidine nizatidine cimetidine ranitidine",
    "tetracycline": "doxycycline tetracycline oxytetracycline minocycline lymecycline demeclocycline sarecycline "
    "omadacycline",
    "fluoroquinolone": "ciprofloxacin levofloxacin ofloxacin moxifloxacin norfloxacin delafloxacin",
    "antibiotic": "amoxicillin ampicillin phenoxymethylpenicillin flucloxacillin cefalexin cefaclor cefuroxime "
    "cefixime clarithromycin erythromycin azithromycin clindamycin doxycycline ciprofloxacin nitrofurantoin "
    "trimethoprim co-trimoxazole metronidazole tinidazole vancomycin fidaxomicin rifampicin rifaximin linezolid "
    "fosfomycin pivmecillinam gentamicin",
    "alcohol-reaction": "disulfiram metronidazole tinidazole ornidazole secnidazole acitretin",
    "acei": "ramipril lisinopril enalapril perindopril captopril trandolapril fosinopril quinapril benazepril "
    "imidapril cilazapril moexipril zofenopril",
    "arb": "losartan candesartan valsartan irbesartan olmesartan telmisartan azilsartan eprosartan",
    "potassium-sparing": "spironolactone eplerenone amiloride triamterene canrenone",
    "potassium-raising": "aliskiren finerenone trimethoprim co-trimoxazole ciclosporin tacrolimus drospirenone-pill "
    "potassium-chloride potassium-citrate sparsentan ramipril losartan spironolactone",
    "diuretic": "furosemide bumetanide torasemide bendroflumethiazide hydrochlorothiazide chlortalidone indapamide "
    "metolazone xipamide spironolactone",
    "bisphosphonate": "alendronic-acid risedronic-acid ibandronic-acid etidronic-acid clodronic-acid",
    "thyroid-hormone": "levothyroxine liothyronine desiccated-thyroid",
    "antithyroid": "carbimazole thiamazole propylthiouracil",
    "levodopa": "levodopa carbidopa benserazide",
    "insulin": "insulin-glargine insulin-degludec insulin-detemir insulin-icodec insulin-aspart insulin-lispro "
    "insulin-glulisine insulin-human biphasic-insulin-aspart biphasic-insulin-lispro biphasic-insulin-human",
    "sulfonylurea": "gliclazide glimepiride glipizide glibenclamide tolbutamide gliquidone repaglinide nateglinide",
    "sglt2-inhibitor": "dapagliflozin empagliflozin canagliflozin ertugliflozin sotagliflozin bexagliflozin",
    "diabetes-medicine": "sitagliptin vildagliptin linagliptin saxagliptin alogliptin pioglitazone acarbose",
    "slows-stomach": "semaglutide liraglutide dulaglutide exenatide lixisenatide tirzepatide pramlintide",
    "antiepileptic": "carbamazepine oxcarbazepine eslicarbazepine lamotrigine levetiracetam brivaracetam valproate "
    "phenytoin topiramate lacosamide zonisamide clobazam perampanel ethosuximide primidone phenobarbital cenobamate "
    "rufinamide tiagabine vigabatrin stiripentol",
    "gout-medicine": "allopurinol febuxostat pegloticase benzbromarone probenecid",
    "ibd-medicine": "mesalazine balsalazide olsalazine",
    "caffeine-interaction": "clozapine olanzapine theophylline aminophylline",
    "vitamin-a-like": "isotretinoin acitretin alitretinoin bexarotene tretinoin-capsules",
    "photosensitising": "isotretinoin acitretin doxycycline ciprofloxacin amiodarone methoxsalen chlorpromazine "
    "voriconazole vemurafenib",
    "grapefruit": "sertraline upadacitinib finerenone simvastatin amlodipine amiodarone dronedarone ivabradine "
    "ranolazine eplerenone tolvaptan sildenafil tadalafil vardenafil avanafil buspirone quetiapine lurasidone pimozide "
    "triazolam carbamazepine colchicine ticagrelor clopidogrel cilostazol warfarin budesonide fexofenadine ergotamine "
    "nilotinib imatinib lapatinib pazopanib sunitinib dasatinib axitinib bosutinib cabozantinib ceritinib crizotinib "
    "ibrutinib venetoclax palbociclib ribociclib abemaciclib olaparib itraconazole ivacaftor lomitapide ciclosporin "
    "tacrolimus sirolimus everolimus",
    "st-johns-wort": "digoxin warfarin apixaban ciclosporin tacrolimus carbamazepine simvastatin imatinib irinotecan "
    "ivabradine dolutegravir etonogestrel-implant theophylline",
    "iron": "ferrous-sulfate ferrous-fumarate ferrous-gluconate ferric-maltol sodium-feredetate iron-polymaltose",
    "fibre-spaced": "warfarin digoxin lithium carbamazepine amitriptyline metformin levothyroxine",
}


@pytest.mark.parametrize("ident", COMPLETE)
def test_a_class_is_complete(ident):
    members = {entry["id"] for entry in LISTED["medicine"] if ident in classes_of(entry)}
    assert set(COMPLETE[ident].split()) - members == set()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Lustral", "grapefruit"), ("Rinvoq", "grapefruit"), ("Kerendia", "grapefruit"), ("Prograf", "grapefruit"),
        ("Sporanox", "grapefruit"), ("budesonide", "grapefruit"), ("statins", "grapefruit"),
        ("anti-rejection medicine", "grapefruit"), ("kinase inhibitor", "grapefruit"), ("Roaccutane", "vitamin-a-like"),
        ("Neotigason", "vitamin-a-like"), ("Zeposia", "tyramine"), ("Amira", "maoi"), ("Deprenyl", "maoi-b"),
        ("Previscan", "anticoagulant-vka"), ("blood thinners", "anticoagulant-vka"), ("Quilonum", "serotonergic"),
        ("Lithicarb", "fibre-spaced"), ("Ozempic", "slows-stomach"), ("Wegovy", "slows-stomach"),
        ("Mounjaro", "slows-stomach"), ("GLP-1", "slows-stomach"), ("Jardiance", "sglt2-inhibitor"),
        ("NovoMix 30", "insulin"), ("Humalog Mix25", "insulin"), ("Xultophy", "slows-stomach"),
        ("FOLFOX", "chemotherapy"), ("R-CHOP", "chemotherapy"), ("capecitabine", "chemotherapy"),
        ("MTX", "immunosuppressant-systemic"), ("MMF", "immunosuppressant-systemic"),
        ("Skyrizi", "immunosuppressant-systemic"), ("steroids", "immunosuppressant-systemic"),
        ("naltrexone", "alcohol-dependence"), ("iron", "iron"), ("Slow-K", "potassium-raising"),
        ("Yasmin", "potassium-raising"), ("water tablets", "diuretic"), ("the pill", "contraceptive-hormonal"),
        ("BEACOPP", "tyramine"), ("Exforge", "arb"), ("Rifater", "tyramine"), ("Rifater", "antibiotic"),
        ("Ziac", "diuretic"), ("Exforge HCT", "diuretic"), ("Edarbyclor", "diuretic"), ("Eucreas", "diabetes-medicine"),
    ],
)  # fmt: skip
def test_what_people_say_reaches_its_class(word, expected):
    assert expected in reach(word)


@pytest.mark.parametrize(
    "word",
    [
        "Pulmicort", "steroid inhaler", "steroid cream", "Nasonex", "Clenil", "Betnovate", "Protopic", "Restasis",
        "Mirena", "Ferinject", "zoledronic acid", "Depo-Provera", "Creon", "Dupixent", "Ajovy",
    ],
)  # fmt: skip
def test_what_is_used_locally_or_otherwise_brings_no_class(word):
    assert MEANINGS[fold(word)]
    assert reach(word) == set()


@pytest.mark.parametrize(
    ("word", "apart"),
    [
        ("rosuvastatin", "grapefruit"), ("prednisolone", "grapefruit"), ("enoxaparin", "anticoagulant-vka"),
        ("apixaban", "anticoagulant-vka"), ("sulfasalazine", "immunosuppressant-systemic"),
        ("hydroxychloroquine", "immunosuppressant-systemic"), ("metformin", "insulin"), ("semaglutide", "insulin"),
        ("retin-a", "vitamin-a-like"), ("tamoxifen", "chemotherapy"), ("bupropion", "serotonergic"),
    ],
)  # fmt: skip
def test_what_a_word_does_not_reach(word, apart):
    assert MEANINGS[fold(word)]
    assert apart not in reach(word)


def test_mao_inhibitors_act_for_two_weeks_after():
    for entry in LISTED["medicine"]:
        kinds = {"maoi", "tyramine"} & classes_of(entry)
        days = entry.get("lasts_days", max((CLASSES[ident].get("lasts_days", 0) for ident in kinds), default=0))
        assert not kinds or days >= 14, entry["id"]
