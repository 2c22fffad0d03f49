"""Removing what a run left that was ended by force, by the engine's labels and the ledgers; live runs stay."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from docker.errors import APIError, ImageNotFound, NotFound

from runready_harness.engine import Engine, connect
from runready_harness.images import CACHE_REPOSITORY, PROJECT_LABEL
from runready_harness.ledger import RUN_LABEL, Record, Run, cache_folder, read_ledgers
from runready_harness.runtimes.local_process import end_all, processes_of, remove_folder
from runready_linter.problems import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class ReapReport:
    """What was removed, by name. `processes` counts them; `kept` says in sentences what could not be removed."""

    containers: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    processes: int = 0
    kept: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there was nothing to remove."""
        removed = (*self.containers, *self.networks, *self.volumes, *self.images, *self.folders)
        return not removed and not self.processes


def reap(*, everything: bool = False) -> ReapReport:
    """Removes the containers, networks, volumes, images, folders and processes of runs that are over.

    Args:
        everything: also the caches: the images that speed up the next build, which otherwise go with their project's
            folder, and the virtual environments.
    """
    ledgers = {path: entry for path, entry in read_ledgers().items() if not entry[0].alive()}
    records = [record for _, entries in ledgers.values() for record in entries]
    processes, folders = _reap_folders(records)
    if everything:
        folders += _remove_environments()
    kept: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    engine: Engine | None
    try:
        engine = connect()
    except EnvironmentProblem as problem:
        engine = None
        if any(record.kind == "engine" for record in records):
            kept = (f"{problem.message} Containers of {len(ledgers)} ended runs may be left on it.",)
    if engine is not None:
        try:
            # In this order: a container holds its image, network and volumes.
            containers = _reap_containers(engine)
            networks = _reap_labelled(engine.client.networks)
            volumes = _reap_labelled(engine.client.volumes)
            images = _reap_images(engine, records, everything)
        finally:
            engine.close()
    for path, (_, entries) in ledgers.items():
        if not kept or not any(entry.kind == "engine" for entry in entries):
            path.unlink(missing_ok=True)
    return ReapReport(containers, networks, volumes, images, folders, processes, kept)


def _reap_folders(records: Iterable[Record]) -> tuple[int, tuple[str, ...]]:
    processes = 0
    removed = []
    for record in records:
        folder = Path(record.name)
        # Never more than what the process runtime makes, whatever a damaged ledger says.
        if record.kind != "folder" or not folder.is_absolute() or not folder.name.startswith("runready-"):
            continue
        processes += end_all(partial(processes_of, folder))
        if folder.exists():
            remove_folder(folder)
            removed.append(record.name)
    return processes, tuple(removed)


def _remove_environments() -> tuple[str, ...]:
    folder = cache_folder() / "environments"
    if not folder.exists():
        return ()
    shutil.rmtree(folder)
    return (str(folder),)


def _over(labels: dict[str, str] | None) -> bool:
    run = Run.of_labels(labels or {})
    return run is not None and not run.alive()


def _reap_containers(engine: Engine) -> tuple[str, ...]:
    removed = []
    for container in engine.client.containers.list(all=True, filters={"label": RUN_LABEL}, ignore_removed=True):
        if _over(container.labels):
            try:
                container.remove(force=True, v=True)
            except NotFound:
                continue
            removed.append(str(container.name))
    return tuple(removed)


def _reap_labelled(collection: Any) -> tuple[str, ...]:
    """Removes networks, or volumes, of runs that are over."""
    removed = []
    for each in collection.list(filters={"label": RUN_LABEL}):
        if _over(each.attrs.get("Labels")):
            try:
                each.remove()
            except NotFound:
                continue
            removed.append(str(each.name))
    return tuple(removed)


def _reap_images(engine: Engine, records: Iterable[Record], everything: bool) -> tuple[str, ...]:
    """Untags the images of ended runs. Images carry no label of a run, so that equal builds stay one image."""
    images = engine.client.images
    tags = [record.name for record in records if record.kind == "image"]
    for image in images.list(filters={"label": PROJECT_LABEL}):
        # On another machine's engine every folder seems gone: there only the user can tell.
        gone = not engine.remote_host and not Path(image.labels[PROJECT_LABEL]).exists()
        if everything or gone:
            tags += [tag for tag in image.tags if tag.startswith(CACHE_REPOSITORY)] or (
                [] if image.tags else [image.id]
            )
    removed = []
    for tag in tags:
        try:
            images.remove(tag)
        except ImageNotFound:
            continue
        except APIError as error:
            # 409: a live run's container uses it, and removes it with its own end.
            if error.status_code != 409:
                raise
            continue
        removed.append(str(tag))
    return tuple(removed)
