"""Decisions as JSON: written in one form, read with suspicion."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from mtfix.model import MtfixError, Span
from mtfix.review.decisions import FORM, Choice, Decision, Decisions, Reviewed, Terms

_HEX = re.compile(r"[0-9a-f]{64}\Z")
# A replacement is one line; a tab may stand in it, and what a file had of invalid bytes.
_UNFIT = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udc7f\udd00-\udfff]")
_FILE_KEYS = ("path", "sha256", "rules", "settings", "left-out", "fixes")
_KINDS = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


# -- writing ------------------------------------------------------------------------------


def dumped(decisions: Decisions) -> str:
    """The text of a decisions file, a line for each fix; the same decisions, the same text."""
    head = {"mtfix-decisions": FORM, "version": decisions.version}
    files = ",\n".join(_file(file) for file in decisions.files)
    return f'{json.dumps(head)[:-1]}, "files": [\n{files}\n]}}\n'


def _file(file: Reviewed) -> str:
    head = {
        "path": file.path,
        "sha256": file.sha256,
        "rules": file.rules,
        "settings": asdict(file.terms),
    }
    if file.left_out:
        head["left-out"] = list(file.left_out)
    fixes = ",\n".join(f"  {json.dumps(_fix(d), ensure_ascii=True)}" for d in file.decisions)
    return f' {json.dumps(head)[:-1]}, "fixes": [\n{fixes}\n ]}}'


def _fix(decision: Decision) -> dict[str, object]:
    out: dict[str, object] = {
        "index": decision.index,
        "fingerprint": decision.fingerprint,
        "rule": decision.rule,
        "decision": decision.choice.value,
    }
    if decision.span is not None:
        out["span"] = [decision.span.start, decision.span.end]
        out["replacement"] = decision.replacement
    return out


# -- reading ------------------------------------------------------------------------------


def loaded(text: str, name: str) -> Decisions:
    """Read a decisions file. Raises MtfixError, with the place in it, where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = "has a merge conflict" if _conflicted(text) else f"is no JSON ({error})"
        raise MtfixError(f"{name}: {why}; export the decisions again") from None
    if not isinstance(data, dict) or "mtfix-decisions" not in data:
        raise MtfixError(
            f"{name}: is no decisions file; `mtfix review` and `mtfix report --html` make them"
        )
    form = data["mtfix-decisions"]
    if form != FORM or isinstance(form, bool):
        raise MtfixError(
            f"{name}: is a decisions file of form {form!r}, and this mtfix reads form {FORM};"
            " use the mtfix that made it"
        )
    top = _Table(data, name, ("mtfix-decisions", "version", "files"))
    files = tuple(
        _reviewed(_Table(f, f"{name}: files[{n}]", _FILE_KEYS))
        for n, f in enumerate(top.items("files"))
    )
    return Decisions(top.text("version"), files)


def _conflicted(text: str) -> bool:
    return any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in text.splitlines())


class _Table:
    """A JSON object of which each value is asked for by name and kind."""

    def __init__(self, value: object, where: str, known: tuple[str, ...]) -> None:
        self._where = where
        if not isinstance(value, Mapping):
            raise MtfixError(f"{where} must be a table, not {value!r}")
        self._value: Mapping[str, Any] = value
        for key in value:
            if key not in known:
                raise self.wrong(f"has an unknown key {key!r}; known are {', '.join(known)}")

    def wrong(self, what: str) -> MtfixError:
        return MtfixError(f"{self._where} {what}")

    def has(self, key: str) -> bool:
        return key in self._value

    def _get(self, key: str, kind: type) -> Any:
        if key not in self._value:
            raise self.wrong(f"has no {key!r}")
        value = self._value[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(f"must have {_KINDS[kind]} as {key!r}, not {value!r}")
        return value

    def text(self, key: str) -> str:
        return str(self._get(key, str))

    def number(self, key: str) -> int:
        number = int(self._get(key, int))
        if number < 0:
            raise self.wrong(f"must have {key!r} of 0 or more, not {number}")
        return number

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool))

    def items(self, key: str) -> list[Any]:
        return list(self._get(key, list))

    def table(self, key: str, known: tuple[str, ...]) -> _Table:
        return _Table(self._get(key, dict), f"{self._where}.{key}", known)

    def words(self, key: str) -> tuple[str, ...]:
        words = self.items(key)
        if not all(isinstance(word, str) for word in words):
            raise self.wrong(f"must have a list of texts as {key!r}")
        return tuple(words)

    def each(self, key: str, known: tuple[str, ...]) -> list[_Table]:
        return [
            _Table(v, f"{self._where}.{key}[{n}]", known) for n, v in enumerate(self.items(key))
        ]


def _reviewed(table: _Table) -> Reviewed:
    digest = table.text("sha256")
    if not _HEX.match(digest):
        raise table.wrong(f"must have 64 hexadecimal digits as 'sha256', not {digest!r}")
    known = ("index", "fingerprint", "rule", "decision", "span", "replacement")
    decisions = tuple(_decision(t) for t in table.each("fixes", known))
    seen: set[int] = set()
    for d in decisions:
        if d.index in seen:
            raise table.wrong(f"decides twice about fix {d.index} ({d.rule}); leave one")
        seen.add(d.index)
    ordered = tuple(sorted(decisions, key=lambda d: d.index))
    left_out = table.words("left-out") if table.has("left-out") else ()
    return Reviewed(
        table.text("path"), digest, table.text("rules"), _terms(table), ordered, left_out
    )


def _terms(table: _Table) -> Terms:
    known = Terms.__struct_fields__
    t = table.table("settings", known)
    return Terms(
        format=t.text("format"),
        language=t.text("language"),
        unsafe=t.flag("unsafe"),
        preview=t.flag("preview"),
        languagetool=t.flag("languagetool"),
        select=t.words("select"),
        ignore=t.words("ignore"),
        names=t.words("names"),
        keys=t.words("keys"),
        group=t.text("group"),
        source=t.text("source"),
    )


def _decision(table: _Table) -> Decision:
    word = table.text("decision")
    if word not in (c.value for c in Choice):
        raise table.wrong(f"has the decision {word!r}; use accepted, refused or edited")
    choice = Choice(word)
    span, replacement = None, ""
    if choice is Choice.EDITED:
        span, replacement = _span(table), table.text("replacement")
        if odd := _UNFIT.search(replacement):
            raise table.wrong(
                f"has a replacement with {odd[0]!r}; it is one line without control characters"
            )
    elif table.has("span") or table.has("replacement"):
        raise table.wrong(f"is {word} and has a replacement; only an edited fix has one")
    rule, fingerprint = table.text("rule"), table.text("fingerprint")
    return Decision(table.number("index"), fingerprint, rule, choice, span, replacement)


def _span(table: _Table) -> Span:
    ends = table.items("span")
    if len(ends) != 2 or not all(type(end) is int for end in ends) or not 0 <= ends[0] < ends[1]:
        raise table.wrong(f"must have [start, end] as 'span', not {ends!r}")
    return Span(ends[0], ends[1])
