"""Searches the segments in which a rule woke, no more of them than its triggers ask for."""

from __future__ import annotations

from bisect import bisect_right
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mtfix.rulebook.reach import Window
    from mtfix.rulebook.spec import RuleSpec

_UNWATCHED = 4_000  # characters that a pattern of ours cannot take long for: a clock costs more


def opened(spec: RuleSpec, text: str, hits: Sequence[int], limit: float) -> Sequence[int]:
    """The hits at which the gate of a rule matches; all of them where it has none.

    Raises TimeoutError after `limit` seconds at one of them.
    """
    if spec.compiled_phrases is not None:
        return spec.compiled_phrases.opened(text, hits)
    gate = spec.compiled_gate
    if gate is None:
        return hits
    clock = {} if spec.trusted else {"timeout": limit}
    match = gate.match
    return [hit for hit in hits if match(text, hit, **clock)]


def by_segment(hits: Iterable[int], starts: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The segments with hits, each with the places of these in it, in order and without repeats.

    `starts` are the offsets of the segments.
    """
    found: list[tuple[int, list[int]]] = []
    end, last = -1, -1
    start, here = 0, list[int]()
    for hit in sorted(hits):
        if hit == last:
            continue
        last = hit
        if hit >= end:
            index = max(0, bisect_right(starts, hit) - 1)
            start = starts[index]
            end = starts[index + 1] if index + 1 < len(starts) else hit + 10**9
            here = []
            found.append((index, here))
        here.append(hit - start)
    return found


def begun(
    spec: RuleSpec, hits: Iterable[int], starts: Sequence[int], texts: Sequence[str], limit: float
) -> list[tuple[int, list[Any]]]:
    """The matches of a rule whose matches all begin where a trigger stands, by segment.

    The same as `by_segment` with `searched`, for patterns of ours that find next to nothing.
    Raises TimeoutError after `limit` seconds.
    """
    found: list[tuple[int, list[Any]]] = []
    match, until = spec.compiled.match, perf_counter() + limit
    text, clock = "", dict[str, float]()
    index, start, end, free = -1, 0, -1, 0
    for hit in sorted(hits):
        if hit >= end:
            index = max(0, bisect_right(starts, hit) - 1)
            start = starts[index]
            end = starts[index + 1] if index + 1 < len(starts) else hit + 10**9
            text, free = texts[index], 0
            clock = _clock(text, until)
        if hit - start >= free and (seen := match(text, hit - start, **clock)):
            if not found or found[-1][0] != index:
                found.append((index, []))
            found[-1][1].append(seen)
            free = seen.end()
    return found


def _clock(text: str, until: float) -> dict[str, float]:
    """How long a pattern of ours may take over a text, where it can take long at all."""
    if len(text) <= _UNWATCHED:
        return {}
    left = until - perf_counter()
    if left <= 0:
        raise TimeoutError
    return {"timeout": left}


def searched(spec: RuleSpec, text: str, hits: Sequence[int], limit: float) -> list[Any]:
    """The matches of a rule in a segment that has its triggers at `hits`, in order.

    Raises TimeoutError after `limit` seconds.
    """
    if spec.compiled_phrases is not None:
        return list(spec.compiled_phrases.found(text, hits))
    watched = not spec.trusted or len(text) > _UNWATCHED
    clock = {"timeout": limit} if watched else {}
    if not (hits and spec.begins):
        if hits and spec.window is not None:
            return _around(spec.compiled, text, hits, spec.window, clock)
        return list(spec.compiled.finditer(text, **clock))
    found = []
    end = 0
    match = spec.compiled.match
    for hit in hits:
        if hit >= end and (seen := match(text, hit, **clock)):
            found.append(seen)
            end = seen.end()
    return found


def _around(
    pattern: Any, text: str, hits: Iterable[int], window: Window, clock: Mapping[str, float]
) -> list[Any]:
    """The matches near the hits; a window holds every match with its hit, and one place more."""
    stretches: list[list[int]] = []
    for hit in hits:
        start, end = _back(text, hit, window.back), _ahead(text, hit, window.ahead)
        if stretches and start <= stretches[-1][1]:
            stretches[-1][1] = max(end, stretches[-1][1])
        else:
            stretches.append([start, end])
    found = pattern.finditer
    return [match for lo, hi in stretches for match in found(text, lo, hi, **clock)]


def _back(text: str, at: int, spaces: int) -> int:
    """Where the stretch before an offset begins that has no more spaces than that."""
    for _ in range(spaces + 1):
        at = text.rfind(" ", 0, at)
        if at < 0:
            return 0
    return at + 1


def _ahead(text: str, at: int, spaces: int | None) -> int:
    """The same behind an offset, with the space that ends it."""
    if spaces is None:
        return len(text)
    for _ in range(spaces + 1):
        at = text.find(" ", at) + 1
        if not at:
            return len(text)
    return at
