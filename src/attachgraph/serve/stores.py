"""Open the store that is served, and change to another one that is published in its folder.

In: settings. Out: the group of workers that answers now. A store that is replaced goes on until
its last answer is finished; one that cannot be opened is reported, and the old one stays.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Final, Protocol

from attachgraph.errors import AttachGraphError, UsageError
from attachgraph.processes.group import Listener, WorkerGroup
from attachgraph.serve.state import state_of

if TYPE_CHECKING:
    from attachgraph.serve.settings import Settings

#: Seconds between two looks at whether another store has been published.
LOOK: Final = 1.0
_OPEN: Final = "attachgraph.serve.replying:open_store"


class Owner(Listener, Protocol):
    """The owner of the workers, which gives them something to do."""

    def change_group(self, old: WorkerGroup | None) -> None:
        """Work with another group from now on."""


class Stores:
    """The groups of workers: that of the store that answers now, and those that finish."""

    def __init__(self, settings: Settings, owner: Owner) -> None:
        self.current: WorkerGroup | None = None
        self._settings = settings
        self._owner = owner
        self._groups = set[WorkerGroup]()
        self._tasks = set[asyncio.Task[None]]()
        self._refusal = ""
        self._is_closed = False

    @property
    def state(self) -> str:
        """The state of the store that answers now; ``""`` while there is none."""
        return self.current.opened if self.current else ""

    async def open(self) -> None:
        """Open the store and get workers."""
        self.current = await self._new_group()
        self._spawn(self._watch())
        self._owner.change_group(None)

    def close(self) -> None:
        """End every process."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        for group in list(self._groups):
            group.stop()
        self._groups.clear()

    def forget(self, group: WorkerGroup) -> None:
        """Get another group if the one that answers has ended."""
        self._groups.discard(group)
        if group is self.current and not self._is_closed:
            self.current = None
            self._spawn(self._replace())

    async def _new_group(self) -> WorkerGroup:
        arguments = {"store": self._settings.store, "keeps_texts": self._settings.keeps_texts}
        group = WorkerGroup(_OPEN, arguments, self._owner)
        try:
            await group.start()
        except BaseException:
            group.stop()
            raise
        self._groups.add(group)
        return group

    async def _replace(self) -> None:
        """Bring in a new group, at once if there is no other."""
        while not self._is_closed:
            try:
                group = await self._new_group()
            except AttachGraphError as error:
                if isinstance(error, UsageError) and str(error) != self._refusal:
                    self._refusal = str(error)
                    sys.stderr.write(f"the new store is not served: {error}\n")
                await asyncio.sleep(LOOK)
                if self.current is not None:
                    return
                continue
            old, self.current = self.current, group
            self._owner.change_group(old)
            return

    async def _watch(self) -> None:
        """Look for another store in the folder, and change to it."""
        folder, refused = self._settings.store, ""
        while folder is not None:
            await asyncio.sleep(LOOK)
            state = state_of(folder)
            if self.current is None or state in {"", self.state, refused}:
                continue
            self._refusal = ""
            await self._replace()
            # What could not be opened just now is tried again; what was refused would be again.
            refused = state if self._refusal else ""

    def _spawn(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
