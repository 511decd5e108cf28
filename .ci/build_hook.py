"""Gives a wheel the rules in the form that loads fast: else each user's machine makes it first.

What is made here is of use to the Python and the `regex` that made it; any other finds that the
names do not fit, and makes its own. A build that cannot make it makes a wheel without it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KeptRules(BuildHookInterface[Any]):
    """Adds `mtfix/kept` to a wheel, though not to an editable one, whose rules change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files in a folder of their own and have them put into the wheel."""
        if version != "standard":
            return
        self._folder = mkdtemp()
        command = [sys.executable, "-m", "mtfix.packaging", self._folder]
        made = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        if made.returncode:
            self.app.display_warning(f"the rules will be prepared at first use: {made.stderr}")
            return
        for path in Path(self._folder).iterdir():
            build_data["force_include"][str(path)] = f"mtfix/kept/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        if version == "standard":
            rmtree(self._folder, ignore_errors=True)
