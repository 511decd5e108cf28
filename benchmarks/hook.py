"""How long a hook takes on one changed file and on a thousand, beside codespell on the same files.

    python benchmarks/hook.py

Needs git, hyperfine (a package of Debian) and the extra `benchmark`. It makes a repository of small
Markdown files from the seeds, with one of them changed and staged. The ratio to a spelling checker
that is a Python program, too, says more than seconds do. CPU is user and system time of a run.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = 1000
PARAGRAPHS = 4
RUNS = 5


def fill(folder: Path) -> list[str]:
    """Write and commit the files, then change the first and stage it; their names."""
    texts = [f.read_text(encoding="utf-8") for f in sorted(SEEDS.glob("*/*.txt"))]
    paragraphs = cycle([p for text in texts for p in text.splitlines() if len(p) > 80])
    names = [f"part{number // 50}/{number}.md" for number in range(FILES)]
    for number, name in enumerate(names):
        body = "\n\n".join(islice(paragraphs, PARAGRAPHS))
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Part {number}\n\n{body}\n", encoding="utf-8")
    (folder / "names").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "x")
    with (folder / names[0]).open("a", encoding="utf-8") as stream:
        stream.write("\nAnd that is the the end of it.\n")
    git(folder, "add", "-A")
    return names


def git(folder: Path, *args: str) -> None:
    subprocess.run(("git", *args), cwd=folder, check=True)


def measured(folder: Path, commands: dict[str, str]) -> dict[str, tuple[float, float]]:
    """The shortest run of each command and its mean CPU time, in seconds."""
    out = folder.parent / "out.json"
    named = [part for name, command in commands.items() for part in ("-n", name, command)]
    subprocess.run(
        ("hyperfine", "-i", "-w", "1", "-r", str(RUNS), "--export-json", str(out), *named),
        cwd=folder, check=True, stdout=sys.stderr,
    )  # fmt: skip
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {r["command"]: (r["min"], r["user"] + r["system"]) for r in results}


def main() -> None:
    python = shlex.quote(sys.executable)
    mtfix = f"{python} -m mtfix check -q --languagetool off"
    peer = f"{python} -m codespell_lib"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "repository")
        folder.mkdir()
        one = shlex.quote(fill(folder)[0])
        kinds = {
            "one file": {
                "codespell": f"{peer} {one}",
                "mtfix": f"{mtfix} {one}",
                "mtfix --staged": f"{mtfix} --staged",
                "mtfix --diff-from HEAD": f"{mtfix} --diff-from HEAD",
            },
            f"{FILES:,} files": {
                "codespell ": f"xargs {peer} < names",
                "mtfix ": f"xargs {mtfix} < names",
                "mtfix --jobs 2": f"xargs {mtfix} --jobs 2 < names",
            },
        }
        print("| files | command | s | CPU s | ratio |\n|---|---|--:|--:|--:|")
        for files, commands in kinds.items():
            times = measured(folder, commands)
            base = next(iter(times.values()))[0]
            for name, (seconds, cpu) in times.items():
                ratio = seconds / base
                print(f"| {files} | {name.strip()} | {seconds:.2f} | {cpu:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
