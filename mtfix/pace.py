"""How closely a text is read: the longer it is, the fewer rules look far from any fault."""

from __future__ import annotations

from enum import IntEnum

LONG = 20_000  # code points of text that are looked at closely whatever else is there
VAST = 200_000  # code points from which on only rules that seldom wake look everywhere


class Pace(IntEnum):
    """Rules wait at a pace when they look only near what others have found."""

    CLOSE = 0  # every rule looks everywhere
    BRISK = 1  # rules wait that wake often and whose fixes somebody has to look at
    QUICK = 2  # sure repairs that wake often wait, too


def pace_of(size: int) -> Pace:
    """The pace for a text of so many code points.

    >>> pace_of(20_000), pace_of(20_001), pace_of(5_000_000)
    (<Pace.CLOSE: 0>, <Pace.BRISK: 1>, <Pace.QUICK: 2>)
    """
    if size > VAST:
        return Pace.QUICK
    return Pace.BRISK if size > LONG else Pace.CLOSE
