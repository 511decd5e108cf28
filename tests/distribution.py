"""Which worker runs what: the dearest first, so that none has it left while the others rest.

A file stays with one worker, for the sake of what its tests share. What starts the same
LanguageTool is taken for one file, and a file of thousands of small tests for several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

ONE_SERVER = "tests/languagetool: one server"
TOGETHER = {
    f"tests/languagetool/test_{name}.py": ONE_SERVER
    for name in ("checker", "classes", "cli", "xml_rules")
}
PARTS = {"tests/rules/test_laws.py": 6}
# Dear ones in order, as measured; where this is wrong, the tests only take longer.
DEAR = (
    ONE_SERVER,
    "tests/test_hook.py",
    "tests/languagetool/test_bad_answers.py",
    "tests/languagetool/test_server.py",
    "tests/test_docs.py",
    "tests/test_packaging.py",
    "tests/rules/test_prefilter.py",
    *(f"{file} {part}" for file, parts in PARTS.items() for part in range(parts)),
)


def unit(test: str) -> str:
    """What a test is run with."""
    file = test.partition("::")[0]
    if file in PARTS:
        return f"{file} {crc32(test.encode()) % PARTS[file]}"
    return TOGETHER.get(file, file)


class DearestFirst(LoadFileScheduling):  # type: ignore[misc]
    """Gives the next unit to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        first = min(self.workqueue, key=self._rank)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)

    def _rank(self, name: str) -> tuple[int, int]:
        place = DEAR.index(name) if name in DEAR else len(DEAR)
        return place, -len(self.workqueue[name])
