"""What people's words find, and that what is not understood is said."""

import pytest

from gutcli.profile.cautions.view import own_cards
from gutcli.profile.needs import derive_needs
from gutcli.profile.settings import Profile
from gutcli.profile.suggestions import find_meant, known_phrases, nearest_words
from gutcli.profile.verdicts import judge_food
from tests.profile.readings import ALLERGIES, CONDITIONS, MEDICINES, NOTHING, pairs


def needs_of(catalog, **words):
    return derive_needs(Profile(**{key: tuple(value) for key, value in words.items()}), catalog, 2026)


def test_the_table_is_long_enough():
    assert len([*pairs(CONDITIONS), *pairs(MEDICINES), *pairs(ALLERGIES), *NOTHING]) >= 250


@pytest.mark.parametrize(("key", "table"), [("conditions", CONDITIONS), ("medicines", MEDICINES)])
def test_words_find_their_caution(catalog, key, table):
    entries = list(pairs(table))
    active = needs_of(catalog, **{key: [phrase for phrase, _ in entries]}).active
    assert [(phrase, caution) for phrase, caution in entries if phrase not in active.get(caution, ())] == []


@pytest.mark.parametrize("phrase", NOTHING)
def test_letters_inside_a_word_find_nothing(catalog, phrase):
    needs = needs_of(catalog, conditions=[phrase])
    assert not needs.active
    assert not needs.allergens
    assert [reading.unknown for reading in needs.readings] == [phrase]


def test_allergy_words(catalog):
    entries = list(pairs(ALLERGIES))
    allergens = needs_of(catalog, allergies=[phrase for phrase, _ in entries]).allergens
    assert [(phrase, a) for phrase, a in entries if phrase not in allergens.get(a, ())] == []


def test_what_a_caution_leaves_out_does_not_hang_on_what_else_is_said_with_it(catalog):
    alone = needs_of(catalog, conditions=["poppy seed allergy"]).allergens
    both = needs_of(catalog, conditions=["poppy seed allergy and coeliac disease"]).allergens
    assert "sesame" in alone
    assert {*both} == {*alone, "gluten"}


@pytest.mark.parametrize(
    ("key", "word", "allergens"),
    [
        ("allergies", "tree nuts", {"nuts"}),
        ("allergies", "walnuts", {"nuts"}),
        ("allergies", "peanuts", {"peanuts"}),
        ("allergies", "nuts", {"nuts", "peanuts"}),
        ("allergies", "almond milk", {"nuts"}),
        ("allergies", "soya milk", {"soya"}),
        ("allergies", "celery", {"celery"}),
        ("allergies", "coconut", set()),
        ("conditions", "allergic to prawns", {"crustaceans"}),
        ("conditions", "mustard", {"mustard"}),
        ("conditions", "egg-free", {"eggs"}),
        ("conditions", "milk intolerance", set()),
        ("conditions", "coeliac", {"gluten"}),
        ("medicines", "fish oil", set()),
    ],
)
def test_allergens_that_follow(catalog, key, word, allergens):
    assert set(needs_of(catalog, **{key: [word]}).allergens) == allergens


@pytest.mark.parametrize(
    ("key", "word", "part"),
    [
        ("conditions", "xyzzy", "xyzzy"),
        ("medicines", "warfarin and frobnicol", "frobnicol"),
        ("conditions", "severe coeliac disease since 2011", ""),
        ("allergies", "花生", "花生"),
        ("allergies", "nuts and 花生", "花生"),
        ("allergies", "nuts and frobnicol", "frobnicol"),
        ("dislikes", "plumbus", "plumbus"),
        ("dislikes", "kimchi and plumbus", "plumbus"),
        ("practices_avoid", "plumbus", "plumbus"),
        ("favourites", "plumbus", "plumbus"),
        ("conditions", "low", "low"),
        ("allergies", "none", None),
        ("conditions", "No known allergies", None),
    ],
)
def test_what_is_not_understood_is_kept_and_said(catalog, key, word, part):
    needs = needs_of(catalog, **{key: [word]})
    if part is None:
        assert needs.readings == ()
    else:
        assert [r.word for r in needs.readings] == [word]
        assert [r.unknown for r in needs.unknown] == ([part] if part else [])


@pytest.mark.parametrize("word", ["not pregnant", "never had gout", "no epilepsy", "not diabetic"])
def test_what_is_denied_does_not_hold(catalog, word):
    needs = needs_of(catalog, conditions=[word])
    assert not needs.active
    assert not needs.unknown


@pytest.mark.parametrize("word", ["no alcohol", "cannot eat gluten", "can't have nuts", "no lactose"])
def test_a_denial_that_is_the_need_holds(catalog, word):
    needs = needs_of(catalog, conditions=[word])
    assert needs.active or needs.allergens
    assert not needs.unknown


def test_a_food_that_the_law_does_not_name_is_left_out_by_name(catalog):
    needs = needs_of(catalog, allergies=["kiwi", "melon allergy"])
    assert not judge_food(catalog.foods["kiwi"], needs, catalog.cautions).fits
    assert not judge_food(catalog.foods["watermelon"], needs, catalog.cautions).fits
    assert all("check every mixed food" in r.doubt for r in needs.readings)
    assert judge_food(catalog.foods["pear"], needs, catalog.cautions).fits


def test_lactose_under_allergies_leaves_out_milk_and_says_how_else(catalog):
    needs = needs_of(catalog, allergies=["lactose"])
    assert set(needs.allergens) == {"milk"}
    assert "conditions" in needs.readings[0].doubt
    assert not needs_of(catalog, conditions=["lactose"]).allergens


def test_a_way_of_eating_under_conditions_holds(catalog):
    needs = needs_of(catalog, conditions=["vegan"])
    assert needs.diet == "vegan"
    assert "profile set diet vegan" in needs.readings[0].doubt
    assert needs_of(catalog, conditions=["vegetarian diet", "vegan"]).diet == "vegan"


@pytest.mark.parametrize(
    ("word", "there", "not_there"),
    [
        ("fish", {"salmon", "tinned-sardines", "anchovies"}, {"mussels", "walnuts"}),
        ("seafood", {"salmon", "mussels"}, {"walnuts"}),
        ("cheese", {"cheddar", "feta", "blue-cheese"}, {"kefir"}),
        ("beans", {"kidney-beans", "black-beans"}, {"lentils"}),
        ("berries", {"blueberries", "raspberries"}, {"apple"}),
        ("mushrooms", {"mushrooms", "shiitake"}, {"kale"}),
        ("tea", {"green-tea", "black-tea"}, {"tempeh", "coffee"}),
        ("milk", {"milk"}, {"yoghurt", "kefir"}),
        ("kimchi natto", {"kimchi", "natto"}, {"kefir"}),
        ("raw fish", {"salmon"}, {"raw-asparagus", "sauerkraut"}),
        ("Yogurts", {"yoghurt", "greek-yoghurt"}, {"kefir"}),
    ],
)
def test_dislikes(catalog, word, there, not_there):
    disliked = set(needs_of(catalog, dislikes=[word]).disliked)
    assert there <= disliked
    assert not not_there & disliked


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("strength", {"strength-basics"}),
        ("breath holding", {"box-breathing", "four-seven-eight"}),
        ("walking", {"brisk-walk", "mindful-walk"}),
        ("meditation", {"body-scan", "loving-kindness"}),
        ("Box breathing", {"box-breathing"}),
    ],
)
def test_practices_to_avoid(catalog, word, there):
    assert there <= set(needs_of(catalog, practices_avoid=[word]).avoided)
    assert there <= set(needs_of(catalog, dislikes=[word]).avoided)


def test_favourites_are_the_food_itself_where_there_is_one(catalog):
    assert needs_of(catalog, favourites=["kefir", "brisk walk"]).favourites == {"kefir", "brisk-walk"}


def test_help_with_spelling(catalog):
    assert "warfarin" in nearest_words("warfrin", catalog.lexicon)
    assert not needs_of(catalog, medicines=["warfrin"]).active
    assert "warfarin" in needs_of(catalog, medicines=["taking warfarin"]).active
    assert {"kidney disease", "kefir", "milk"} <= known_phrases(catalog)


@pytest.mark.parametrize(
    ("words", "left_out", "kept"),
    [
        ("sea food", {"salmon", "mussels"}, {"oats"}),
        ("stone fruit", {"plum", "peach", "cherries"}, {"kiwi", "grapefruit"}),
        ("citrus", {"orange", "mandarin"}, {"apple"}),
        ("legumes", {"lentils", "chickpeas"}, {"apple"}),
        ("nickel", set(), {"pumpernickel"}),
        ("red meat", set(), {"red-quinoa", "red-cabbage", "lentils", "apple"}),
    ],
)
def test_words_for_sorts_of_food(catalog, words, left_out, kept):
    needs = needs_of(catalog, allergies=[words])
    out = {food.id for food in catalog.foods.values() if judge_food(food, needs, catalog.cautions).excluded}
    assert left_out <= out
    assert not kept & out


def test_a_baby_that_is_only_part_of_what_is_meant(catalog):
    assert "honey-infants" in needs_of(catalog, conditions=["baby"]).active
    for words in ("baby aspirin", "trying for a baby", "planning a baby"):
        active = needs_of(catalog, medicines=[words]).active
        assert active
        assert not {"honey-infants", "young-children"} & active.keys()


def test_wheat_allergy_is_not_coeliac_disease_but_leaves_out_the_same(catalog):
    needs = needs_of(catalog, allergies=["wheat"])
    assert needs.active["wheat-allergy"] == ("wheat",)
    assert needs.active["coeliac"] == ()
    assert "rye, barley and oats" in needs.readings[0].doubt
    assert [card.id for card in own_cards(needs, catalog)] == ["wheat-allergy"]
    assert [card.id for card in own_cards(needs_of(catalog, conditions=["coeliac"]), catalog)] == ["coeliac"]


@pytest.mark.parametrize(
    ("key", "word", "meant"),
    [
        ("allergies", "wallnuts", "walnuts"), ("allergies", "strawberies", "strawberries"),
        ("conditions", "coelliac", "coeliac disease"), ("medicines", "warfrin", "warfarin"),
        ("dislikes", "kimtchi", "kimchi"),
        ("practices_avoid", "boddy scann", "body scan"), ("medicines", "frobnicol", None),
    ],
)  # fmt: skip
def test_what_may_have_been_meant(catalog, key, word, meant):
    (reading,) = needs_of(catalog, **{key: [word]}).readings
    found = find_meant(reading, catalog)
    assert (meant in found) if meant else found == ()


@pytest.mark.parametrize(
    ("phrase", "ident"),
    [
        ("orange juice", "orange"), ("tinned tomatoes", "tomato"), ("apple pie", "apple"), ("peach slices", "peach"),
        ("white bread", "rye-bread"), ("green beans", "kidney-beans"), ("rice noodles", "brown-rice"),
    ],
)  # fmt: skip
def test_an_everyday_food_under_allergies_leaves_out_the_lists_foods_of_its_words(catalog, phrase, ident):
    needs = needs_of(catalog, allergies=[phrase])
    assert not judge_food(catalog.foods[ident], needs, catalog.cautions).fits
    assert any(catalog.foods[found].everyday for found in needs.allergic_foods)
