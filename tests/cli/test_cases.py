"""Every file of cases/ is one run: arguments and files in, output, exit code and files out.

RULES and FOLDER stand for where the rules of these tests and the run itself lie. `stdout` and
`stderr` are exact. Files that `after` does not name must stay as they are.
"""

from __future__ import annotations

import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Mtfix

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
RULES = Path(__file__).parent / "rules"
KEYS = {"args", "stdin", "stdout", "stderr", "exit", "files", "after", "env"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, mtfix: Mtfix) -> None:
    text = case.read_text(encoding="utf-8").replace("RULES", str(RULES))
    data = tomllib.loads(text.replace("FOLDER", str(mtfix.folder)))
    assert set(data) <= KEYS
    files = data.get("files", {})
    for name, content in files.items():
        mtfix.write(name, content)
    stdin = data.get("stdin", "").encode()
    ran = mtfix.cold(*shlex.split(data["args"]), stdin=stdin, **data.get("env", {}))
    assert ran.text == data.get("stdout", "")
    assert ran.err == data.get("stderr", "")
    assert ran.code == data["exit"]
    for name, content in (files | data.get("after", {})).items():
        assert (mtfix.folder / name).read_bytes() == content.encode()
