"""Reading what was eaten as people write it: the one grammar of `gutcli ate`. Pure; its words are data/eating.toml.

    line     = run, joined by commas, full stops and the joiners ("and", "with", "on")
    run      = (amount? manner* name amount?)+ | words that are not understood
    amount   = about? number? size* measure? "of"? | "x2" | "2x"
    name     = the longest name of a food or a dish, whole, at whole words

Whatever is not one of these makes its whole run unclear: nothing is taken for a food by a part of its words.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gutcli.day.ate.names import Meaning, Names
from gutcli.day.ate.said import EatenAmount, ParsedLine, Part, Token, join_said, parse_number, split_tokens
from gutcli.day.ate.words import EatingWords
from gutcli.text import fold

_TIMES = ("x", "\u00d7")
_TO = ("-", "\u2013")
_LONGEST = 8
"""No name has more words."""


class _Piece(NamedTuple):
    """One piece of a run: an amount, a name, a word around it, or one that is not understood."""

    kind: str
    first: int
    last: int
    amount: EatenAmount = EatenAmount()
    meaning: Meaning | None = None


def parse_line(said: Sequence[str], names: Names, words: EatingWords) -> ParsedLine:
    """Return what a command line said. Words in quotes are a run of their own, or several."""
    return _Reader(join_said(said), names, words).read()


class _Reader:
    """Reads one line."""

    def __init__(self, text: str, names: Names, words: EatingWords) -> None:
        self.text, self.names, self.words = text, names, words
        self.tokens = split_tokens(text)
        self.parts: list[Part] = []
        self.asides: list[str] = []
        self.meal, self.days_ago = "", 0
        self.run: list[_Piece] = []
        self.waiting: EatenAmount | None = None

    def read(self) -> ParsedLine:
        """Read it from the left."""
        place = 0
        while place < len(self.tokens):
            place = self.parse_piece(place)
        self.close()
        return ParsedLine(tuple(self.parts), tuple(self.asides), self.meal, self.days_ago)

    def parse_piece(self, at: int) -> int:
        """Parse what stands at one place; return the next."""
        token, words = self.tokens[at], self.words
        if found := self.find_name(at):
            last, meanings = found
            if not self.is_measure(at, last):
                return self.take(_Piece("name", at, last, meaning=meanings))
        if token.kind == "number" and self.is_at(at + 1, ("%",)):  # "85% chocolate": no amount of it
            return self.take(_Piece("kept", at, at + 2))
        if amount := self.parse_amount(at):
            return self.take(_Piece("amount", at, amount[0], amount[1]))
        if self.goes_on_without(at):
            return at + 1
        if token.kind == "end" or token.folded in words.joiners or token.text == "&":
            self.close(carries=token.text == "|")
            return at + 1
        if token.text.casefold() == "yesterday":
            self.days_ago = 1
            return at + 1
        if token.folded in words.asides:
            return self.parse_aside(at)
        if meal := words.meal_of(token.folded):
            self.meal = meal
            return at + 1
        kind = words.role_of(token.folded) or ("unknown" if token.kind in {"word", "number"} else "fillers")
        return self.take(_Piece(kind, at, at + 1))

    def goes_on_without(self, at: int) -> bool:
        """Return whether "and" or "or" only lists what else was left out: "without milk and sugar"."""
        is_list = self.tokens[at].folded in self.words.lists and any(p.kind == "without" for p in self.run)
        return is_list and at + 1 < len(self.tokens) and self.find_name(at + 1) is not None

    def take(self, piece: _Piece) -> int:
        """Put a piece into the run; return the place after it."""
        self.run.append(piece)
        return piece.last

    def find_name(self, at: int) -> tuple[int, Meaning] | None:
        """Return the longest name that begins here: the place after it, and what it means."""
        if self.tokens[at].kind not in {"word", "number"}:
            return None
        for last in range(min(len(self.tokens), at + _LONGEST * 2), at, -1):
            inside = self.tokens[at:last]
            if not (inside[-1].folded or inside[-1].text == ")") or any(
                t.kind == "end" and t.text != "," for t in inside
            ):
                continue
            if meaning := self.names.find([token.folded for token in inside], any(t.text == "&" for t in inside)):
                if any(token.text == "," for token in inside) and not self.names.has_comma(meaning):
                    continue
                if meaning.kind == "dish" and self.is_list_of_foods(inside):
                    continue
                return last, meaning
        return None

    def is_list_of_foods(self, inside: Sequence[Token]) -> bool:
        """Return whether a dish's name is a list of what is in it, all of it known: "porridge with banana"."""
        lists: list[list[str]] = [[]]
        for token in inside:
            if token.folded in self.words.joiners or token.text == "&":
                lists.append([])
            else:
                lists[-1].append(token.folded)
        found = [self.names.find(part) for part in lists] if len(lists) > 1 else []
        return bool(found) and all(meaning and meaning.kind != "word" for meaning in found)

    def is_measure(self, at: int, last: int) -> bool:
        """Return whether a name up to `last` is a measure ("clove", "pint of beer") of a food that comes after it."""
        says_of = self.is_at(at + 1, ("of",))
        if self.tokens[at].folded not in self.words.measures or not (says_of or last == at + 1):
            return False
        after = at + 1 + says_of
        return after < len(self.tokens) and self.find_name(after) is not None

    def parse_amount(self, at: int) -> tuple[int, EatenAmount] | None:
        """Return an amount, its "of" included: the place after it, and the amount."""
        place = self.skip(at, self.words.about)
        if self.is_at(place, _TIMES) and self.is_number(place + 1):
            return place + 2, EatenAmount(
                self.slice(at, place + 2), parse_number(self.tokens[place + 1].text), after=True
            )
        end, number, said = self.parse_count(place)
        if self.is_at(end, _TIMES):
            end += 1
        begun = end
        while self.is_at(end, self.words.sizes) and not self.find_name(end):
            end += 1
        sized = end > begun
        measure = ""
        if self.is_at(end, ("fl",)) and self.is_at(end + 1, ("oz", "ounce")):
            end, measure = end + 2, "floz"
        elif end < len(self.tokens) and self.tokens[end].folded in self.words.measures:
            name = self.find_name(end)
            if not name or self.is_measure(end, name[0]):
                end, measure = end + 1, self.tokens[end].folded
        if not measure and not said:
            return None
        stop = end
        if self.is_at(end, ("of",)):
            end = self.skip(end + 1, self.words.some)
        return end, EatenAmount(
            self.slice(at, stop).removesuffix(" a").removesuffix(" an"), number if said else 1.0, measure, sized
        )

    def parse_count(self, at: int) -> tuple[int, float | None, bool]:
        """Return a number: the place after it, its value (None: not exactly one), and whether there is one."""
        numbers = self.words.numbers
        if self.is_number(at):
            value, place = parse_number(self.tokens[at].text), at + 1
            if self.is_number(place) and (more := parse_number(self.tokens[place].text)) is not None and more < 1:
                value, place = None if value is None else value + more, place + 1
            if self.is_at(place, {*_TO, *self.words.range}) and self.is_number(place + 1):
                return place + 2, None, True
        elif at < len(self.tokens) and self.tokens[at].folded in numbers:
            value, place = numbers[self.tokens[at].folded], at + 1
            after = place + self.is_at(place, ("-",))
            units = {word for word, number in numbers.items() if number in range(1, 10)}
            if value in range(20, 100, 10) and self.is_at(after, units - self.words.articles - self.words.multiples):
                value, place = value + numbers[self.tokens[after].folded], after + 1  # twenty five
            # half a, half a dozen
            while self.is_at(place, {*self.words.articles, "dozen", "of"}) and value < 1 and place < at + 3:
                value *= numbers.get(self.tokens[place].folded, 1)
                place += 1
            if self.tokens[at].folded in self.words.articles and self.is_at(place, self.words.multiples):
                value, place = numbers[self.tokens[place].folded], place + 1
        else:
            return at, None, False
        if self.is_at(place, ("and",)) and self.is_at(place + 1, ("a",)) and self.is_at(place + 2, ("half",)):
            value, place = None if value is None else value + 0.5, place + 3
        elif self.is_at(place, ("and",)) and self.is_at(place + 1, ("half",)):
            value, place = None if value is None else value + 0.5, place + 2
        return place, value, True

    def parse_aside(self, at: int) -> int:
        """Read words that say when, where or why, up to the next joiner; the name of a meal says which it was."""
        named = self.skip(at + 1, self.words.owners)
        meal = self.words.meal_of(self.tokens[named].folded) if named < len(self.tokens) else ""
        if meal and self.tokens[at].folded not in self.words.apart:
            self.meal = meal
            return named + 1
        last = at + 1
        while last < len(self.tokens) and not self.ends_aside(self.tokens[last]):
            last += 1
        if last > at + 1:
            self.asides.append(self.slice(at, last))
        return last

    def ends_aside(self, token: Token) -> bool:
        """Return whether something else begins here."""
        return token.kind == "end" or token.text in {":", "&"} or token.folded in self.words.joiners

    def close(self, *, carries: bool = False) -> None:
        """Make parts of the run that ends here. An amount alone waits for the next, where only quotes part them."""
        run, self.run = self.run, []
        if self.waiting and run:
            run.insert(0, _Piece("amount", run[0].first, run[0].first, self.waiting))
            self.waiting = None
        said = [piece for piece in run if piece.kind not in {"fillers", "about"}]
        if not said:
            return
        words = self.slice(run[0].first, run[-1].last)
        kinds = {piece.kind for piece in said}
        names = [piece for piece in said if piece.kind == "name"]
        if kinds == {"without"}:  # "nothing", "skipped lunch"
            return
        if kinds == {"amount"} and carries:
            self.waiting = said[-1].amount
        elif not names and "unknown" not in kinds:
            self.add_to_last(said, words)
        elif "unknown" in kinds or self.is_compound(said):
            meanings = dict.fromkeys(piece.meaning for piece in reversed(names) if piece.meaning)
            self.parts.append(Part(words, tuple(meanings), unclear=True, core=self.find_core(run)))
        else:
            self.make_parts(said)

    def find_core(self, run: Sequence[_Piece]) -> str:
        """Return the words of a run without what stands around a name at either end: "1 tsp tumeric"."""
        inside = [n for n, piece in enumerate(run) if piece.kind in {"name", "unknown"}]
        return self.slice(run[inside[0]].first, run[inside[-1]].last)

    def add_to_last(self, said: Sequence[_Piece], words: str) -> None:
        """Let what names nothing belong to what was named before it: "walnuts, 30 g", "kimchi, cooked"."""
        amount = next((piece.amount for piece in said if piece.kind == "amount"), None)
        if not self.parts or (amount and self.parts[-1].amount.text):
            self.parts.append(Part(words))
            return
        last = self.parts[-1]
        heated = last.heated or any(piece.kind == "heated" for piece in said)
        self.parts[-1] = last._replace(amount=amount or last.amount, heated=heated)

    def is_compound(self, said: Sequence[_Piece]) -> bool:
        """Return whether one name makes another into something else: "walnut sandwich"."""
        return any(
            before.kind == after.kind == "name" and fold(self.slice(after.first, after.last)) in self.words.forms
            for before, after in pairwise(said)
        )

    def make_parts(self, said: Sequence[_Piece]) -> None:
        """Give each name of a run that is clear its amount and what was said around it."""
        backwards = said[0].kind != "amount" and said[-1].kind == "amount"
        before = len(self.parts)
        amount, first, about, skips = EatenAmount(), -1, set[str](), False
        for piece in said:
            has_part = len(self.parts) > before
            if piece.kind == "without":
                skips = True
            elif piece.kind == "amount" and has_part and (backwards or piece.amount.after or piece is said[-1]):
                self.parts[-1] = self.parts[-1]._replace(amount=piece.amount)
            elif piece.kind == "amount":
                amount, first = piece.amount, piece.first
            elif piece.meaning and skips:
                if self.parts:
                    self.parts[-1] = self.parts[-1]._replace(without=(*self.parts[-1].without, piece.meaning))
            elif piece.meaning:
                words = self.slice(first if first >= 0 else piece.first, piece.last)
                self.parts.append(Part(words, (piece.meaning,), False, amount, (), "heated" in about, "raw" in about))
                amount, first, about = EatenAmount(), -1, set()
            else:
                about.add(piece.kind)
        if "heated" in about and len(self.parts) > before:
            self.parts[-1] = self.parts[-1]._replace(heated=True)

    def skip(self, at: int, words: Iterable[str]) -> int:
        """Return the first place from here that holds none of the words."""
        while at < len(self.tokens) and self.tokens[at].folded in words:
            at += 1
        return at

    def is_at(self, at: int, words: Collection[str]) -> bool:
        """Return whether one of the words stands here."""
        return at < len(self.tokens) and (self.tokens[at].folded or self.tokens[at].text) in words

    def is_number(self, at: int) -> bool:
        """Return whether a number stands here."""
        return at < len(self.tokens) and self.tokens[at].kind == "number"

    def slice(self, first: int, last: int) -> str:
        """Return the person's own words from one place up to another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""
