"""Makes the pages of the rules while the site is built, from the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from mtfix import Cleaner
from mtfix.checkers import load_rules
from mtfix.detectors import background
from mtfix.explanation import circumstances, markdown
from mtfix.rulebook.sources import builtin_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mtfix.model import Rule

FOLDER = "catalogue"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add a page for each rule, and one that lists them by class."""
    rules = Cleaner().rules
    for name, content in pages(rules):
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    return files


def pages(rules: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    """Yield the pages, each with its path below the folder."""
    yield "index.md", _index(rules)
    where = {spec.rule.id: circumstances(spec) for spec in load_rules().specs}
    for rule in rules:
        up = "../" * rule.id.count("/")
        page = markdown(rule, background(rule), where.get(rule.id, ""))
        yield f"{rule.id}.md", f"{page}\n[All rules]({up}index.md)\n"


def _index(rules: tuple[Rule, ...]) -> str:
    out = [
        "# Rules",
        "",
        f"mtfix has {len(rules)} rules. `mtfix explain RULE` says on the command line what these",
        "pages say. Rules whose names begin with `languagetool/` are LanguageTool's own.",
    ]
    for group, classes in _groups():
        chosen = [rule for rule in rules if rule.category in classes]
        if chosen:
            out += ["", f"## {group.capitalize()}", "", *_rows(chosen)]
    known = {name for _, classes in _groups() for name in classes}
    rest = [rule for rule in rules if rule.category not in known]
    if rest:
        out += ["", "## Others", "", *_rows(rest)]
    return "\n".join(out) + "\n"


def _rows(rules: list[Rule]) -> Iterator[str]:
    yield "| rule | what it finds | trust | class |"
    yield "|---|---|---|---|"
    for rule in rules:
        message = " ".join(rule.message.split()).replace("|", "\\|").replace("<", "&lt;")
        name = f"[{rule.id}]({rule.id}.md)"
        yield f"| {name} | {message} | {rule.applicability.label} | {rule.category} |"


def _groups() -> Iterator[tuple[str, list[str]]]:
    """Yield the groups of classes, as the file of the classes has them."""
    name = ""
    classes: list[str] = []
    for line in (builtin_root() / "classes.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("#"):
            if classes:
                yield name, classes
            name, classes = line.lstrip("# ").replace("-", " "), []
        elif line.strip():
            classes.append(line.split()[0])
    if classes:
        yield name, classes
