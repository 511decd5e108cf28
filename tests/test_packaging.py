"""The wheel, installed outside the checkout, is all that a user needs."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Installed:
    """An environment that has mtfix from a wheel, and its dependencies from ours."""

    wheel: Path
    bin: Path
    site: Path
    folder: Path

    def run(self, *command: str, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
        env = {"XDG_CACHE_HOME": str(cache)} if cache else {}
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            cwd=self.folder, capture_output=True, text=True, timeout=120, check=False, env=env,
        )  # fmt: skip


def done(*command: str) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    options = ("--no-deps", "--no-build-isolation", "--no-index")
    done(*pip, "wheel", *options, "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("mtfix-*.whl")
    done(sys.executable, "-m", "venv", "--without-pip", str(folder / "env"))
    python = folder / "env" / "bin" / "python"
    done(*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (site,) = (folder / "env" / "lib").glob("python3*/site-packages")
    # our own environment's packages come last, and its editable mtfix not at all
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (folder / "elsewhere").mkdir()
    return Installed(wheel, python.parent, site, folder / "elsewhere")


def test_it_is_imported_from_the_wheel(installed: Installed) -> None:
    ran = installed.run(
        "python", "-c", "import mtfix, mtfix.cleaner; print(mtfix.cleaner.__file__)"
    )
    assert Path(ran.stdout.strip()) == installed.site / "mtfix" / "cleaner.py", ran.stderr


def test_diff(installed: Installed) -> None:
    (installed.folder / "a.txt").write_text("A rare event in the the village.\n")
    ran = installed.run("mtfix", "diff", "a.txt")
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@ repeated-article\n"
        "-A rare event in the the village.\n+A rare event in the village.\n"
    )


def test_the_rules_come_prepared(installed: Installed) -> None:
    (installed.folder / "c.txt").write_text("A rare event in the the village.\n")
    cache = installed.folder / "cache"
    ran = installed.run("mtfix", "diff", "c.txt", cache=cache)
    assert ran.returncode == 1, ran.stderr
    assert {path.suffix for path in cache.rglob("rules-*")} == {".seen"}
    # a library call looks into no cache, and takes them, too
    seen = installed.run(
        "python", "-c",
        "from mtfix import fix; from mtfix.rulebook import library\n"
        "print(fix('A rare event in the the village.').after)\n"
        "print(library._parsed.cache_info().currsize)",
    )  # fmt: skip
    assert seen.stdout.splitlines() == ["A rare event in the village.", "0"], seen.stderr


def test_rules(installed: Installed) -> None:
    from mtfix import Cleaner

    lines = installed.run("mtfix", "rules", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in Cleaner().rules]
    here = subprocess.run(
        [sys.executable, "-m", "mtfix", "--version"], cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert installed.run("mtfix", "--version").stdout == here.stdout


def test_only_the_package_lands_in_site_packages(installed: Installed) -> None:
    with ZipFile(installed.wheel) as wheel:
        tops = {name.partition("/")[0] for name in wheel.namelist()}
        assert {"mtfix/py.typed", "mtfix/json.schema.json"} <= set(wheel.namelist())
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mtfix"}
    assert not any((installed.site / name).exists() for name in ("rules", "seeds", "tests"))


def test_the_page_of_a_report_comes_along(installed: Installed) -> None:
    (installed.folder / "b.txt").write_text("A rare event in the the village.\n")
    ran = installed.run("mtfix", "report", "--html", "page.html", "b.txt")
    assert ran.returncode == 0, ran.stderr
    page = (installed.folder / "page.html").read_text()
    assert "<style>:root" in page
    assert '"rule":"repeated-article"' in page
