"""What the page of a report holds as JSON; docs/review.md says what each letter is."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from mtfix.review.decisions import FORM
from mtfix.review.running import ADVICE, CODE, PLACE, running
from mtfix.review.signs import NAMES, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.model import Rule
    from mtfix.review.record import Record
    from mtfix.review.running import Part, Place, Running, Variant

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def page_data(
    records: Iterable[Record],
    errors: Sequence[str],
    rules: Mapping[str, Rule],
    version: str,
) -> str:
    """The JSON of a page, with nothing in it that ends or begins a tag."""
    files = [_file(record) for record in records]
    named = {fix["rule"] for file in files for fix in (*file["fixes"], *file["advice"])}
    whys = {name: " ".join(rules[name].why.split()) for name in sorted(named) if name in rules}
    data = {
        "form": FORM,
        "version": version,
        "rules": {name: signs(why) for name, why in whys.items() if why},
        "signs": {f"U+{code:04X}": name for code, name in NAMES.items()},
        "errors": [signs(error) for error in errors],
        "files": files,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _file(record: Record) -> dict[str, Any]:
    shown = running(record)
    units = _Units(record.patch.before)
    reviewed = record.reviewed(())
    reason = _no_patch(record)
    return {
        "path": record.path,
        "name": signs(record.path),
        "sha256": record.sha256,
        "ruleset": record.rules,
        "settings": asdict(record.terms),
        "leftOut": list(reviewed.left_out),
        "bom": bool(record.file.bom),
        "noPatch": reason,
        "text": "" if reason else record.patch.before,
        "blocks": [[block.kind, [_part(part) for part in block.parts]] for block in shown.blocks],
        "places": [_place(place, units) for place in shown.places],
        "fixes": _fixes(record),
        "advice": _advice(shown),
    }


def _no_patch(record: Record) -> str:
    """Why no patch can be made of a file's text; "" where one can."""
    if record.file.word is not None:
        return "is a Word file"
    if record.file.encoding != "utf-8":
        return f"is written in {record.file.encoding}"
    if _SURROGATE.search(record.patch.before):
        return "has bytes that are no UTF-8"
    return ""


def _part(part: Part) -> object:
    if part.kind == PLACE:
        return part.number
    if part.kind == ADVICE:
        return {"advice": part.number}
    return {"code": part.text} if part.kind == CODE else part.text


def _place(place: Place, units: _Units) -> dict[str, Any]:
    return {
        "bounds": [units.at(n) for n in place.bounds],
        "cells": list(place.cells),
        "edits": [_edit(v, units) for v in place.variants],
    }


def _edit(variant: Variant, units: _Units) -> list[object]:
    span = variant.edit.span
    ends = (units.at(span.start), units.at(span.end))
    shown = (units.at(variant.shown.start), units.at(variant.shown.end))
    return [variant.fix, variant.round, *ends, variant.edit.text, variant.new, *shown]


def _fixes(record: Record) -> list[dict[str, Any]]:
    before = record.patch.before
    starts = [n + 1 for n, char in enumerate(before) if char == "\n"]
    return [
        {
            "index": a.index,
            "fingerprint": a.finding.fingerprint,
            "rule": a.rule,
            "level": a.applicability.label,
            "message": signs(a.message),
            "requires": sorted(a.requires),
            "line": bisect_right(starts, a.edits[0].span.start) + 1,
        }
        for a in record.patch.applied
    ]


def _advice(shown: Running) -> list[dict[str, Any]]:
    return [{"rule": f.rule, "message": signs(f.message)} for f in shown.advice]


class _Units:
    """Offsets as JavaScript counts them: a character beyond the BMP is two."""

    def __init__(self, text: str) -> None:
        self._wide = [n for n, char in enumerate(text) if ord(char) > 0xFFFF]

    def at(self, offset: int) -> int:
        return offset + bisect_right(self._wide, offset - 1)
