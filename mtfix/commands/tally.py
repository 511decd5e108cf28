"""Counts what happened over all files: the words on standard error, and the exit code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from mtfix.model import Applicability

if TYPE_CHECKING:
    from mtfix.patch import Patch
    from mtfix.reporters import Result

CLEAN, EDITS, TROUBLE = 0, 1, 2
# What became of a finding that a filter took out, by the filter's name.
_LEFT_OUT = {
    "suppression": "suppressed",
    "baseline": "in the baseline",
    "lines": "on unchanged lines",
    "never": "never wanted",
}
UNSAFE = "unsafe"  # how the plan calls a fix that waits for --unsafe-fixes


class Tally(Struct):
    """The counts of a run."""

    files: int = 0
    failed: int = 0
    changed: int = 0
    fixes: int = 0
    unsafe: int = 0
    rivals: int = 0
    advice: int = 0
    findings: int = 0
    messages: list[str] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        if result.patch is None:
            self.failed += 1
            self.messages.append(result.error)
            return
        patch = result.patch
        self.files += 1
        self.changed += bool(patch.applied)
        self.fixes += len(patch.applied)
        self.findings += len(patch.findings) + sum(a.round > 0 for a in patch.applied)
        self.unsafe += sum(h.reason == UNSAFE for h in patch.held)
        self.advice += _advice(patch)
        self.rivals += sum(
            h.reason != UNSAFE and h.finding.applicability > Applicability.DISPLAY
            for h in patch.held
        )
        self.excluded.update(e.by for e in patch.excluded)
        self.messages += [f"{result.path}: {trouble}" for trouble in patch.troubles]

    def exit_code(self, fail_on: str) -> int:
        """What DESIGN calls 0, 1 and 2: nothing to apply, edits, trouble."""
        if self.messages:
            return TROUBLE
        if fail_on == "never":
            return CLEAN
        wanted = self.findings if fail_on == "any" else self.fixes
        return EDITS if wanted else CLEAN

    def summary(self, done: str) -> str:
        """One line of counts; `done` is what happened to the fixes, such as `to apply`."""
        where = f"in {counted(self.changed, 'file')} of {self.files}"
        head = (
            f"{counted(self.fixes, 'fix', 'fixes')} {done} {where}"
            if self.fixes
            else (f"nothing to fix in {counted(self.files, 'file')}")
        )
        more = []
        if self.unsafe:
            more.append(f"{self.unsafe} more with --unsafe-fixes")
        if self.rivals:
            more.append(f"{self.rivals} held (check --explain says why)")
        if self.advice:
            more.append(f"{counted(self.advice, 'place')} to read yourself (check shows them)")
        more += [f"{n:,} {_LEFT_OUT.get(by, by)}" for by, n in self.excluded.items()]
        if self.failed:
            more.append(f"{counted(self.failed, 'file')} could not be worked on")
        return "; ".join((head, *more))


def _advice(patch: Patch) -> int:
    return sum(f.applicability is Applicability.DISPLAY for f in patch.findings)


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
