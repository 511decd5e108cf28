"""Stands in for Java where a test is about the life of a server, not about what LanguageTool finds.

It starts at once instead of working for ten seconds, has the rules of its class path as they say,
and answers as LanguageTool does.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from mtfix.languagetool.merging import PLACE
from tests.languagetool.fake import GOOD, Fake, match, matches

FAULT = "The people is "


def answer(text: str) -> bytes:
    """One fault is all that it knows."""
    at = text.find(FAULT)
    if at < 0:
        return GOOD
    return matches(match("MTFIX_PEOPLE_SINGULAR_VERB", at + FAULT.index("is"), 2, "are"))


def main() -> None:
    given = sys.argv[1:]
    if "-version" in given:
        sys.stderr.write('openjdk version "21.0.1"\n')
        return
    rules = Path(given[given.index("-cp") + 1].split(os.pathsep)[0], PLACE)
    (sentinel,) = re.findall(r'id="(MTFIX_SENTINEL_\w+)"', rules.read_text(encoding="utf-8"))
    fires = matches(match(sentinel, 0, 1))
    with Fake(answer, port=int(given[given.index("--port") + 1]), sentinel=fires) as server:
        sys.stdout.write("Server started\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
