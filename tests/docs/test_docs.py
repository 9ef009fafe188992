"""The documentation as a whole: links that lead somewhere, commands that exist, figures that are the catalog's."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from gutcli.catalog.kinds import FILES, TABLES
from gutcli.commands import COMMANDS
from tests.docs.console import RENEW, ROOT
from tests.run_gutcli import gutcli

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def find_lines(page: str) -> Iterator[str]:
    """Give every `gutcli …` command line that a page quotes, in blocks and in sentences."""
    for kind, block in _FENCE.findall(page):
        if kind in {"toml", "json", "python"}:
            continue
        for line in block.replace("\\\n", " ").splitlines():
            if found := re.search(r"(?:^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*|\| |&& |\$\(|; )(gutcli(?: .*|$))", line):
                yield re.split(r"\s{2,}|\s#|[|>;)]|&&|2>|<", found[1])[0].strip()
    for span in re.findall(r"(?<!`)`([^`]+)`(?!`)", _FENCE.sub("", page)):
        words = " ".join(span.split())
        if re.match(r"gutcli( |$)", words):
            yield re.split(r" [|>;#]|\)", words)[0].strip()


@cache
def read_help(*path: str) -> str:
    """Give the help of a command, from the terminal's stream, where Typer writes it."""
    import contextlib
    import io

    stream = io.StringIO()
    with contextlib.redirect_stdout(stream):
        answer = gutcli(*path, "--help")
    return answer.out + stream.getvalue()


def check_command(line: str) -> str:
    """Say what is wrong with a quoted command line; "" if nothing is."""
    words = shlex.split(line.replace("…", ""))[1:]
    words = [word for word in words if not re.fullmatch(r"\[.*\]|[A-Z][A-Z_|-]+", word)]
    if words[:1] == ["help"]:
        words = [*words[1:], "--help"]
    path = list[str]()
    if words and not words[0].startswith("-"):
        if words[0] not in COMMANDS:  # a bare word is understood, or it is not
            return f"there is no command {words[0]}" if gutcli(*words, expect=None).code else ""
        path.append(words[0])
        groups = read_help(*path).partition("Commands:")[2]
        if len(words) > 1 and re.search(rf"^  {re.escape(words[1])}  ", groups, re.MULTILINE):
            path.append(words[1])
    elif not words:
        path.append("today")
    options = read_help(*path).partition("Options")[2].partition("Examples:")[0]
    known = set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", options))
    for word in words:
        option = word.partition("=")[0].strip("[]")
        if re.fullmatch(r"--?[a-z][\w-]*", option) and option not in known and path[:2] != ["profile", "set"]:
            return f"{' '.join(path)} has no option {option}"
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    page = _FENCE.sub("", read(name))
    folder = (ROOT / name).parent
    for address in re.findall(r"\]\(([^)\s]+)\)", page):
        if address.startswith(("https://", "mailto:")):
            continue
        target, _, anchor = address.partition("#")
        path = (folder / target).resolve() if target else ROOT / name
        assert path.exists(), f"{name} links to {address}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
            assert anchor in anchors, f"{name} links to {address}"


def test_the_index_names_every_page() -> None:
    index = read("docs/README.md")
    pages = {page.name for page in ROOT.glob("docs/*.md")} - {"README.md"}
    assert [name for name in sorted(pages) if f"]({name})" not in index] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_quoted_command_exists(name: str) -> None:
    found = {line: problem for line in find_lines(read(name)) if (problem := check_command(line))}
    assert found == {}


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_stands_in_the_readme_with_an_example(verb: str) -> None:
    headings = [line for line in README.splitlines() if line.startswith("### ")]
    assert any(f"`gutcli {verb}`" in line for line in headings)
    blocks = [block for kind, block in _FENCE.findall(README) if kind in {"sh", "console"}]
    assert any(re.search(rf"(^(\$ )?|\$\()gutcli {verb}\b", block, re.MULTILINE) for block in blocks)


def test_the_readme_counts_what_the_catalog_holds() -> None:
    kinds: dict[str, list[dict[str, object]]] = {}
    for file, kind in FILES.items():
        entries = tomllib.loads((ROOT / "data" / f"{file}.toml").read_text(encoding="utf-8"))[TABLES[kind]]
        kinds.setdefault(kind, []).extend(entries)
    claims = sum(len(topic.get("claim", ())) for topic in kinds["topics"])
    stats = gutcli("catalog", "stats", "--json").data
    assert stats["claims"] == claims
    assert all(stats["entries"][kind] == len(kinds[kind]) for kind in stats["entries"])
    findings, grades, directions = stats["statements"]["finding"], stats["grades"], stats["directions"]
    levels = Counter(reference["confirmed"] for reference in kinds["references"])
    assert set(levels) == {"page", "multi", "single", "guidance-page"}
    order = ("foods", "dishes", "plants", "topics", "practices", "cautions", "tips", "references")
    counts = [f"{len(kinds[kind])} {kind}" + f" with {claims} graded claims" * (kind == "topics") for kind in order]
    sentences = {
        "claims": f"Of {findings} findings {grades['strong']} are graded strong, {grades['moderate']} moderate, "
        f"{grades['early']} early, {grades['mechanistic']} mechanism, {grades['contested']} contested and "
        f"{grades['wrong']} wrong; {directions['no difference']} say that something makes no difference.",
        "built-in": f"{', '.join(counts[:-1])} and {counts[-1]}",
        "checked": f"for {levels['page']} the paper's own journal, PubMed, library or index page was read; "
        f"for {levels['multi']} several independent listings agree on the identifier and the details; "
        f"{levels['single']} are shown by one listing; {levels['guidance-page']} are guidance pages of authorities, "
        "hospitals, charities or makers",
    }
    fresh = README
    for name, words in sentences.items():
        fresh, found = re.subn(rf"(<!-- {name} -->).*?(<!-- / -->)", rf"\g<1>{words}\g<2>", fresh, flags=re.DOTALL)
        assert found == 1
    if os.environ.get(RENEW) == "1":
        (ROOT / "README.md").write_text(fresh, encoding="utf-8")
    else:
        assert fresh == README


@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_a_place_of_somebodys_machine(name: str) -> None:
    page = read(name)
    assert not re.findall(r"(?<![\w~.])/(?:home|work|Users|root|tmp)/\S*", page)
    assert not re.search(r"pypi\.|files\.pythonhosted|crates\.io", page, re.IGNORECASE)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("gutcli foods --probiotic --limit 5", ""), ("gutcli", ""), ("gutcli --version", ""), ("gutcli help done", ""),
        ("gutcli catalog add Skyr --usda 01293", ""), ("gutcli profile set dislikes -- -kimchi", ""),
        ("gutcli foods --probiotc", "no option"), ("gutcli tody", "no command"),
        ("gutcli catalog check --usda 1", "no option"),
        ("gutcli done -z", "no option"), ("gutcli history -2", ""),
    ],
)  # fmt: skip
def test_a_wrong_command_would_be_found(line: str, problem: str) -> None:
    said = check_command(line)
    assert problem in said
    assert bool(said) == bool(problem)
