"""A Dask cluster that reads shards. Needs the extra `dask`.

Each thread of its workers has a process of its own that reads: a page that ends its process, or takes too long, is
found as it is on one computer, and ends no worker of the cluster. Files are opened by the workers, at the paths that
they have here; archives are read here, and their records are sent. Tables are written here.
"""

from __future__ import annotations

import logging
import pickle
import threading
from collections import deque
from concurrent.futures import CancelledError
from contextlib import contextmanager, nullcontext
from multiprocessing import current_process
from multiprocessing.util import Finalize
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakMethod

import dask
from distributed import Client, KilledWorker
from distributed.comm import resolve_address

from thread_parsers.bulk.inputs import Problem
from thread_parsers.bulk.pages import PAGE_SECONDS
from thread_parsers.bulk.schema import SCHEMA, Tables, joined
from thread_parsers.bulk.workers import WAIT_SECONDS, NoWorkers, Pool
from thread_parsers.errors import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from distributed import Future

    from thread_parsers.bulk.pages import Page

SHARDS_OF_THREAD = 3
"""How many shards are sent for each thread of the workers, so that none waits for the next one."""
COUNTED_SECONDS = 5
"""How often these threads are counted: workers come and go."""
CONNECTING_SECONDS = 15
SMALL = {"distributed.admin.large-graph-warning-threshold": "1GB"}
"""A shard may have a record of many megabytes, and that is no mistake."""
SMALL_BYTES = 1 << 22
"""What Dask takes without a warning in any case."""
KEPT_BYTES = 1 << 16
UNKEPT_BYTES = 1_000_000
"""Client and scheduler keep their last 1,000 messages that have less than that: records of archives would be a gigabyte
in each of them. Shards that have only paths are smaller than the first number."""
_OF_THREAD = threading.local()


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Within this context, a client of the cluster whose scheduler has this address. Raises NoWorkers."""
    try:
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we say it in one line
        resolve_address(address)  # `Client` leaves threads behind if it is none
        client = Client(address, timeout=CONNECTING_SECONDS, set_as_default=False)
    except Exception as error:  # each kind of address has errors of its own
        reason = getattr(error, "strerror", None) or error
        raise NoWorkers(f"no connection to the scheduler {address}: {reason}") from error
    with client:
        yield client


class Cluster:
    """The workers of a cluster. At most some shards for each of their threads are sent at a time."""

    def __init__(self, client: Client, page_seconds: float = PAGE_SECONDS) -> None:
        self._client, self._page_seconds = client, page_seconds
        self._sent: dict[Future, Sequence[Page]] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()
        self._waiting: deque[Sequence[Page]] = deque()
        """Halves of shards."""
        self._most, self._counted = SHARDS_OF_THREAD, 0.0

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._sent and self._client.status == "running":
            self._client.cancel(list(self._sent), force=True)
        self._sent.clear()

    def read(self, shards: Iterator[Sequence[Page]]) -> Iterator[Tables | Problem | None]:
        """Yield the tables of the shards as they are read, and None now and then. Raises NoWorkers."""
        while True:
            self._count()
            while len(self._sent) < self._most and (
                shard := self._waiting.popleft() if self._waiting else next(shards, None)
            ):
                self._send(shard)
            if not self._sent:
                return
            try:
                done = self._done.get(timeout=WAIT_SECONDS)
            except Empty:
                yield None
                continue
            yield from self._take(done)
            yield None

    def _count(self) -> None:
        """How many shards may be sent. A cluster without workers may start some when it has something to do."""
        if monotonic() - self._counted < COUNTED_SECONDS and self._counted:
            return
        try:
            threads = sum(self._client.nthreads().values())
        except (OSError, CancelledError) as error:
            raise _lost() from error
        self._most, self._counted = SHARDS_OF_THREAD * max(threads, 1), monotonic()

    def _send(self, shard: Sequence[Page]) -> None:
        # One value of bytes: Dask looks for its own objects in every list and tuple that it is given.
        pages = pickle.dumps(shard, pickle.HIGHEST_PROTOCOL)
        if len(pages) > KEPT_BYTES:
            pages = pages.ljust(UNKEPT_BYTES, b"\0")  # what is behind a pickle is not read
        with dask.config.set(SMALL) if len(pages) > SMALL_BYTES else nullcontext():
            future = self._client.submit(read_on_worker, SCHEMA, pages, self._page_seconds, pure=False)
        self._sent[future] = shard
        future.add_done_callback(self._done.put)

    def _take(self, done: Future) -> Iterator[Tables | Problem]:
        shard = self._sent.pop(done)
        try:
            yield done.result()
        except KilledWorker:
            # Pages end no worker, unless their tables are too large for its memory.
            middle = len(shard) // 2
            if middle:
                self._waiting.extendleft((shard[middle:], shard[:middle]))
            else:
                yield Problem(shard[0].name, "the workers that were to read it have ended; it is read the next time")
        except CancelledError as error:
            raise _lost() from error
        except NoWorkers as error:
            raise NoWorkers(f"on a worker of the cluster: {error}") from error
        except Exception as error:
            raise NoWorkers(f"a worker of the cluster cannot read: {described(error)}") from error


def _lost() -> NoWorkers:
    return NoWorkers("the connection to the scheduler is lost")


class _PoolOfThread(Pool):
    """A reading process that ends with its thread."""

    def __del__(self) -> None:
        self.end()


def read_on_worker(schema: str, pages: bytes, page_seconds: float) -> Tables:
    """The tables of a shard: what workers of the cluster do. Raises NoWorkers."""
    if schema != SCHEMA:
        raise NoWorkers(f"it has the tables of {SCHEMA}, and {schema} is asked for")
    pool: Pool | None = getattr(_OF_THREAD, "pool", None)
    if pool is None:
        if current_process().daemon:
            current_process().daemon = False  # it may not have children otherwise; ours end with it
        pool = _OF_THREAD.pool = _PoolOfThread(1)
        end = WeakMethod(pool.end)
        # A worker that ends by itself waits for its children.
        Finalize(None, lambda: (found := end()) and found(), exitpriority=1)
    pool.page_seconds = page_seconds
    try:
        return joined([tables for tables in pool.read(iter([pickle.loads(pages)])) if tables is not None])
    except BaseException:
        pool.end()
        del _OF_THREAD.pool
        raise
