"""The GitHub action and the examples for CI services, as far as they run outside of one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

ROOT = Path(__file__).parents[1]
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", CI, flags=re.DOTALL)
SCHEMAS = files("check_jsonschema") / "builtin_schemas" / "vendor"


def check(document: dict[str, Any], schema: str) -> None:
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    validator_for(rules)(rules).validate(document)


def loaded(text: str) -> dict[str, Any]:
    """YAML as the hosts read it: `on` is a key and no truth."""
    data: dict[Any, Any] = yaml.safe_load(text)
    return {"on" if key is True else key: value for key, value in data.items()}


def action() -> dict[str, Any]:
    return loaded((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_the_action_is_one() -> None:
    check(action(), "github-actions")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_what_the_hosts_take(example: str) -> None:
    data = loaded(example)
    if "jobs" not in data:
        check(data, "gitlab-ci")
        return
    check(data, "github-workflows")
    steps = [step for job in data["jobs"].values() for step in job["steps"]]
    given = [step.get("with", {}) for step in steps if step.get("uses", "").startswith("OWNER/")]
    assert len(given) == 1
    assert set(given[0]) <= set(action()["inputs"])


def test_every_input_is_documented_and_used() -> None:
    data = action()
    script = (ROOT / ".github" / "check.sh").read_text(encoding="utf-8")
    env = data["runs"]["steps"][-1]["env"]
    for name in data["inputs"]:
        assert f"`{name}`" in CI
        variable = f"MTFIX_{name.upper().replace('-', '_')}"
        assert env[variable] == f"${{{{ inputs.{name} }}}}"
        assert variable in script


@dataclass(frozen=True)
class Job:
    """A folder in which the action's script runs, with the files that a runner provides."""

    folder: Path

    def __call__(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        for name in ("summary", "output"):
            (self.folder / name).touch()
        env = {k: v for k, v in os.environ.items() if not k.startswith(("MTFIX", "GITHUB"))} | {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.folder),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
        }
        given = {f"MTFIX_{name.upper()}": value for name, value in inputs.items()}
        return subprocess.run(
            ["bash", str(ROOT / ".github" / "check.sh")],
            cwd=self.folder / "work", env=env | given, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "bin").mkdir()
    mtfix = tmp_path / "bin" / "mtfix"
    mtfix.write_text(f'#!/bin/sh\nexec {sys.executable} -m mtfix "$@"\n')
    mtfix.chmod(0o755)
    (tmp_path / "work" / "docs").mkdir(parents=True)
    (tmp_path / "work" / "docs" / "a.txt").write_text("A rare event in the the village.\n")
    (tmp_path / "work" / "docs" / "-b c.txt").write_text("They came to the the mill.\n")
    (tmp_path / "work" / "clean.txt").write_text("All was calm.\n")
    return Job(tmp_path)


def test_a_run_with_everything(job: Job) -> None:
    ran = job(paths="docs\n", sarif="m.sarif", suggestions="r.json", options="--select=repeated")
    assert ran.returncode == 1
    assert [line.split(",")[0] for line in ran.stdout.splitlines()] == [
        "::warning file=docs/-b c.txt",
        "::warning file=docs/a.txt",
    ]
    assert job.read("summary").startswith("### mtfix\n\n**2 fixes to apply**")
    assert job.read("output") == "exit-code=1\n"
    assert len(json.loads(job.read("work/m.sarif"))["runs"][0]["results"]) == 2
    assert len(json.loads(job.read("work/r.json"))["comments"]) == 2


def test_nothing_to_say(job: Job) -> None:
    ran = job(paths="clean.txt")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Nothing found in 1 file." in job.read("summary")


def test_without_annotations_and_summary(job: Job) -> None:
    ran = job(annotations="false", summary="false", fail_on="never")
    assert ran.returncode == 0
    assert "docs/a.txt:1:17: repeated-article" in ran.stdout
    assert job.read("summary") == ""


def test_inputs_are_no_commands_and_paths_no_options(job: Job) -> None:
    ran = job(paths="docs/-b c.txt\r\n$(touch evil)\n", options="--select=rep; touch evil")
    assert ran.returncode == 2
    assert not list(job.folder.rglob("evil"))
    (job.folder / "work" / "-x.txt").write_text("In the the end all was well.\n")
    assert "::warning file=-x.txt" in job(paths="-x.txt").stdout


def test_only_changed_lines(job: Job) -> None:
    work = job.folder / "work"

    def git(*args: str) -> None:
        done = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *args]
        subprocess.run(done, cwd=work, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "old")
    (work / "docs" / "a.txt").write_text("A rare event in the the village.\nTo the the mill.\n")
    ran = job(diff_from="HEAD")
    assert [line.split(",")[1] for line in ran.stdout.splitlines()] == ["line=2"]
