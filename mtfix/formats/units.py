"""Makes translation units of the values that a format found: the text as a translator wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtfix.model import NO_UNITS, Run, RunKind, Segment, Span, Unit, Units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtfix.formats.assembly import Atom, Draft
    from mtfix.model import Codec


_ACCELERATORS = ("_", "&")  # they mark the key of a menu item and are seen by the translator


class Value(NamedTuple):
    """All that stands for one source text: its lines are segments of their own."""

    atoms: Sequence[Atom]
    key: str | tuple[str, ...] = ""
    others: tuple[str, ...] = ()
    flags: frozenset[str] = frozenset()


def units_of(
    text: str,
    values: Sequence[tuple[Draft, range]],
    language: str,
    written: Callable[[str], str] | None,
) -> Units:
    """The units of a document, from one draft of each value and the indexes of its segments."""
    if not values:
        return NO_UNITS

    def place(index: int) -> tuple[int, int]:
        atoms = (values[index][0].value or values[index][0]).atoms
        return atoms[0].start, atoms[-1].end

    def make(index: int) -> Unit:
        draft, members = values[index]
        value = draft.value or Value(draft.atoms)
        runs = tuple(_runs(text, value.atoms, draft.codec, written))
        spoken = draft.language or language
        target = Segment(members.start, "unit", runs, language=spoken, source=draft.source)
        key = value.key if isinstance(value.key, str) else ".".join(value.key)
        return Unit(draft.source, target, members, key, value.others, value.flags)

    return Units([members for _, members in values], place, make)


def _runs(
    text: str, atoms: Sequence[Atom], codec: Codec, written: Callable[[str], str] | None
) -> Iterator[Run]:
    """Yield the atoms with what is markup shown, as a translator has it before him."""
    opens = ("<", "&") if written else ("<",)
    for atom in atoms:
        span, raw = Span(atom.start, atom.end), text[atom.start : atom.end]
        if atom.role == "seam" and raw not in _ACCELERATORS:
            yield Run(RunKind.MARKUP, span, "", role="seam", codec=codec)
        elif raw[:1] in opens or atom.kind in (RunKind.MARKUP, RunKind.PLACEABLE):
            shown = written(raw) if written else raw
            # what the file escapes cannot be edited by halves, so it stays locked
            role = "markup" if shown == raw else "tag"
            yield Run(RunKind.PLACEABLE, span, shown, role=role, codec=codec)
        elif atom.kind is RunKind.BREAK:
            yield Run(RunKind.BREAK, span, atom.text, codec=codec)
        elif len(atom.text) == len(raw):
            yield Run(RunKind.PROSE, span, raw, codec=codec)
        else:
            yield Run(RunKind.PROSE, span, atom.text, (atom.start, atom.end), codec=codec)
