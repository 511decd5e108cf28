"""Puts LanguageTool's jars into the cache folder: what is there and right is not fetched again.

Each file is compared with the lock before it takes its place, so an installation that was cut off
goes on where it stopped, and the marker that makes it count comes last.
"""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mtfix.languagetool.lock import Artifact, Lock, matches, read_lock
from mtfix.languagetool.places import cache_folder, folder, unwritable, write
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Progress = Callable[[int, int], None]  # bytes that are there, bytes in all
    Fetch = Callable[[Artifact, Path], Path]  # brings one artifact into a folder

MARKER = "complete"
WORKERS = 8
TRIES = 3
EXTRA = "pip install 'mtfix[languagetool]'"


def jars_folder(lock: Lock) -> Path:
    """Where the jars of a lock lie. A new lock gets a new folder."""
    return cache_folder() / "languagetool" / f"jars-{lock.version}-{lock.digest}"


def installed() -> bool:
    """Whether LanguageTool and its client are there."""
    marker = jars_folder(read_lock()) / MARKER
    return marker.exists() and find_spec("language_tool_python") is not None


def check_jars(lock: Lock) -> Path:
    """The folder of the jars. Refuses one that lacks a file, or has one of a wrong size."""
    place = jars_folder(lock)
    for artifact in lock.artifacts:
        path = place / artifact.file_name
        if not path.exists() or path.stat().st_size != artifact.size:
            raise MtfixError(f"{path}: missing or cut off; run `mtfix languagetool install`")
    return place


def install(
    *, source: Path | None = None, progress: Progress | None = None, fetch: Fetch | None = None
) -> Path:
    """Install what the lock names, from `source` where a folder is given."""
    from concurrent.futures import ThreadPoolExecutor

    lock = read_lock()
    place = folder(jars_folder(lock).name)
    if fetch is None:
        fetch = _from_folder(source) if source else _from_network()
    report = progress or (lambda _done, _all: None)
    with suppress(OSError):
        (place / MARKER).unlink()
    done = 0
    staging = folder(place.name, "staging")
    with ThreadPoolExecutor(WORKERS) as pool:
        jobs = [pool.submit(_put, a, place, staging, fetch) for a in lock.artifacts]
        try:
            for artifact, job in zip(lock.artifacts, jobs, strict=True):
                job.result()
                done += artifact.size
                report(done, lock.size)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    write(place / MARKER, f"{lock.version} {lock.digest}\n")
    return place


def _put(artifact: Artifact, place: Path, staging: Path, fetch: Fetch) -> None:
    """See to it that one jar is in its place."""
    target = place / artifact.file_name
    if matches(target, artifact):
        return
    for attempt in range(TRIES):
        corner = staging / f"{artifact.file_name}.{attempt}"
        try:
            corner.mkdir(parents=True, exist_ok=True)
            found = fetch(artifact, corner)
            if matches(found, artifact):
                found.replace(target)
                return
        except MtfixError:
            raise
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
                raise unwritable(target, error) from None
            raise _unreachable(artifact, error) from error
        except Exception as error:  # jgo raises plain RuntimeErrors
            raise _unreachable(artifact, error) from error
        finally:
            shutil.rmtree(corner, ignore_errors=True)
    raise MtfixError(
        f"{artifact.plain_name}: what came is not what the lock file names, {TRIES} times; "
        "try again later, or use --from DIR with a folder of good files"
    )


def _unreachable(artifact: Artifact, error: Exception) -> MtfixError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return MtfixError(
        f"{artifact.plain_name}: cannot be fetched ({reason}); what arrived is kept. "
        "Run `mtfix languagetool install` again, or use --from DIR with a folder of the files"
    )


def _from_folder(source: Path) -> Fetch:
    """Fetch from a folder of jars, however deep: an installation of mtfix, or a repository."""
    known = {path.name: path for path in sorted(source.rglob("*.jar"))}
    if not known:
        raise MtfixError(f"{source}: no jars in this folder")

    def fetch(artifact: Artifact, corner: Path) -> Path:
        path = known.get(artifact.file_name) or known.get(artifact.plain_name)
        if path is None:
            raise MtfixError(f"{source}: {artifact.plain_name} is not in this folder")
        if not matches(path, artifact):
            raise MtfixError(f"{path}: not the file that the lock names; get it again")
        copy = corner / artifact.file_name
        shutil.copyfile(path, copy)
        return copy

    return fetch


def _from_network() -> Fetch:
    if find_spec("jgo") is None:
        raise MtfixError(f"LanguageTool needs packages that are not installed; {EXTRA}")
    from jgo.maven import MavenContext

    def fetch(artifact: Artifact, corner: Path) -> Path:
        # no folder of other tools is looked into: what they have need not be whole
        context = MavenContext(repo_cache=corner, local_repos=[], timeout=60)
        component = context.project(artifact.group, artifact.name).at_version(artifact.version)
        return component.artifact(classifier=artifact.classifier).resolve()

    return fetch
