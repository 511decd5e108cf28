"""Our XML: read, refused with file and line where it is wrong, merged, described like any rule."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

import mtfix
from mtfix.languagetool import merging, ownrules, server
from mtfix.languagetool.classes import classes, read_classes
from mtfix.languagetool.naming import known_rules
from mtfix.model import Applicability, MtfixError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rules lang="en">
  <category id="MTFIX_TEST" name="test" type="grammar">
    <rule id="MTFIX_A_B" name="a b">
      <pattern><token>a</token><token regexp="yes">b|c</token></pattern>
      <message>Write <suggestion>d</suggestion>.</message>
      <example correction="d">It is <marker>a b</marker> here.</example>
    </rule>
  </category>
</rules>
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("</category>", "", 10, "not valid XML: mismatched tag"),
        ("<rules lang", "<rule lang", 10, "not valid XML: mismatched tag"),
        ('id="MTFIX_A_B"', 'id="A_B"', 4, "the id 'A_B' must begin with MTFIX_"),
        ("b|c", "b|(c", 5, "the text 'b|(c' is no regular expression"),
        ("<message>Write <suggestion>d</suggestion>.</message>", "", 4, "needs a <message>"),
        (' correction="d"', "", 4, "needs an <example> with a correction"),
        ("<pattern>", "<pattern></pattern><pattern>", 4, "needs one <pattern> or <regexp>"),
        ('<category id="MTFIX_TEST"', "<category", 3, "expected a <category> with id and name"),
    ],
)
def test_an_error_names_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in GOOD
    path = tmp_path / "mine.xml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MtfixError, match=rf"^mine\.xml:{line}: ") as caught:
        ownrules.check_expressions(ownrules.check_files([path], tmp_path))
    assert message in str(caught.value)


def test_it_is_said_before_a_server_starts(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rules" / "en" / "languagetool"
    folder.mkdir(parents=True)
    (folder / "mine.xml").write_text(GOOD.replace("b|c", "b|(c"), encoding="utf-8")
    monkeypatch.setattr(ownrules, "builtin_root", lambda: tmp_path / "rules")
    caches = (ownrules.files, ownrules.own_rules, merging.merged)
    for cached in caches:
        cached.cache_clear()
    try:
        with pytest.raises(MtfixError, match=r"^rules/en/languagetool/mine\.xml:5: "):
            server.acquire()
    finally:
        for cached in caches:
            cached.cache_clear()
    assert not list(fresh.glob("languagetool/servers/*.spec"))


def test_two_files_are_one(tmp_path: Path) -> None:
    paths = [tmp_path / "a.xml", tmp_path / "b.xml"]
    paths[0].write_text(GOOD, encoding="utf-8")
    paths[1].write_text(GOOD.replace("MTFIX_A_B", "MTFIX_C_D"), encoding="utf-8")
    both = merging.merge(ownrules.check_files(paths, tmp_path))
    ids = [rule.get("id") for rule in fromstring(both.text).iter("rule")]
    assert ids == ["MTFIX_A_B", "MTFIX_C_D", both.sentinel]
    one = merging.merge(ownrules.check_files(paths[:1], tmp_path))
    assert one.sentinel != both.sentinel
    paths[1].write_text(GOOD, encoding="utf-8")
    with pytest.raises(
        MtfixError, match=r"^b\.xml:4: the id 'MTFIX_A_B' is already taken in a\.xml"
    ):
        ownrules.check_files(paths, tmp_path)


def test_ours_are_listed_like_any_rule() -> None:
    rules = {rule.id: rule for rule in mtfix.Cleaner().rules}
    own = [r for r in known_rules() if r.origin.startswith("rules/en/languagetool/")]
    assert len(own) >= 15
    for rule in own:
        assert rules[rule.id] == rule
        assert rule.id == rule.id.lower()
        assert "_" not in rule.id
        assert rule.message
        assert rule.why
        assert rule.keep
        line = int(rule.origin.rpartition(":")[2])
        assert line > 1
    assert sum(len(rule.examples) for rule in own) > len(own)


def test_no_id_is_that_of_another_rule_of_ours() -> None:
    others = [rule.id for checker in mtfix.Cleaner().checkers for rule in checker.rules]
    names = [rule.id for rule in known_rules()]
    assert len(names) == len(set(names))
    assert [name for name in names if name in others] == []


def test_classes_by_rule_family_and_category() -> None:
    text = """
        [[class]]
        category = "GRAMMAR"
        class = "off"
        reason = "for this test"
        [[class]]
        family = ["AGREEMENT_*", "MORFOLOGIK_RULE_*"]
        class = "unsafe"
        reason = "for this test"
        [[class]]
        ids = ["AGREEMENT_SENT_START"]
        class = "safe"
        reason = "for this test"
    """
    found = read_classes(text, "x.toml")
    levels = {
        name: found.of(name, "GRAMMAR").level
        for name in ("AGREEMENT_SENT_START", "AGREEMENT_X", "OTHER", "MORFOLOGIK_RULE_EN_US")
    }
    assert levels == {
        "AGREEMENT_SENT_START": Applicability.SAFE,
        "AGREEMENT_X": Applicability.UNSAFE,
        "OTHER": None,
        "MORFOLOGIK_RULE_EN_US": Applicability.DISPLAY,  # never more, whatever the file says
    }
    assert found.of("NEW", "NEW").level is Applicability.DISPLAY
    assert found.disabled_categories == ("GRAMMAR",)
    assert found.enabled_rules == ("AGREEMENT_SENT_START",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[class]]\nids = ["A"]\nclass = "sure"\nreason = "r"', "x.toml: class 1: the class is"),
        ('[[class]]\nids = ["A"]\nclass = "off"', "x.toml: class 1: it needs a reason"),
        ('[[class]]\nids = 3\nclass = "off"\nreason = "r"', "expected a name or a list of names"),
        ("[[class]", "x.toml: not valid TOML"),
    ],
)
def test_a_bad_class_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(MtfixError, match=r"^x\.toml") as caught:
        read_classes(text, "x.toml")
    assert message in str(caught.value)


def test_the_speller_never_fixes() -> None:
    level = classes().of("MORFOLOGIK_RULE_EN_US", "TYPOS").level
    assert level in (None, Applicability.DISPLAY)
