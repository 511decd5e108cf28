"""Exactly the findings of a list: what an earlier run left out, so that it can be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from mtfix.filters import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtfix.filters import Subject
    from mtfix.model import Finding


class Named(Struct, frozen=True):
    """Takes out the findings with these fingerprints."""

    fingerprints: frozenset[str]
    name: str = "named"

    def judge(self, subject: Subject, findings: Sequence[Finding]) -> Verdict:
        return Verdict({f.fingerprint: "left out" for f in findings if self._has(f)})

    def _has(self, finding: Finding) -> bool:
        return finding.fingerprint in self.fingerprints
