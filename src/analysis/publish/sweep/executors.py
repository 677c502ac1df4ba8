"""The executors of a sweep's runs: threads of this process, or a Dask cluster."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from analysis.publish.run.cells import ended_together
from analysis.publish.run.errors import CallError
from analysis.publish.sweep.snapshot import PLACE
from analysis.words import Words

ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+")
SECONDS = 10
RETRIES = 3
NO_DASK = Words(
    "--scheduler에는 Dask가 필요하다: pip install 'seoul-work-report-study[dask]'",
    "--scheduler needs Dask: pip install 'seoul-work-report-study[dask]'",
)
NO_ANSWER = Words(
    "--scheduler {}: 이 주소에서 Dask 스케줄러가 응답하지 않는다({}초). "
    "'dask scheduler'가 보여 주는 주소(tcp://기계:포트)를 쓴다.",
    "--scheduler {}: no Dask scheduler answers there within {} s; "
    "give the address that 'dask scheduler' shows (tcp://HOST:PORT).",
)

NOT_SAFE = Words(
    "--scheduler {}: TLS도 이 기계 안의 주소도 아니어서, 이 주소에 닿는 누구나 작업 기계에서 코드를 실행할 수 있다. "
    "tls://를 쓰거나(docs/many-machines.md), 닫힌 망이면 --insecure-scheduler를 더한다.",
    "--scheduler {}: neither TLS nor an address of this machine alone, so whoever reaches it runs code on the workers. "
    "Use tls:// (docs/many-machines.md), or add --insecure-scheduler on a closed network.",
)

POINTS_A_TASK = 16
TASKS_A_THREAD = 4


@dataclass(frozen=True)
class SweepExecutor:
    """What does the runs of a sweep.

    Attributes:
        executor: takes calls.
        shared: what bytes are that go with many calls: the bytes, or a promise of them on the cluster.
        at_once: how many calls run at once; 0 where a call costs nothing beside a point.
    """

    executor: Executor
    shared: Callable[[bytes], Any]
    at_once: int = 0

    def size(self, points: int) -> int:
        """The points of a task: enough to be worth its way, few enough that all have something to do to the end."""
        most = points // (TASKS_A_THREAD * self.at_once) if self.at_once else 1
        return min(max(most, 1), POINTS_A_TASK)


@contextmanager
def threads(workers: int, cache: Path) -> Iterator[SweepExecutor]:
    """Threads on this machine, each around a process that runs a point; where they are left early, it ends at once."""
    PLACE.open(cache)
    try:
        with ThreadPoolExecutor(workers) as pool, ended_together(pool):
            yield SweepExecutor(pool, lambda packed: packed)
    finally:
        PLACE.close()


def is_safe(address: str) -> bool:
    """Whether nobody else can send a scheduler what its workers are to run: by TLS, or on this machine alone."""
    scheme, _, rest = address.partition("://")
    host = rest.rpartition(":")[0].strip("[]")
    try:
        return scheme == "tls" or ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def cluster(address: str, *, insecure: bool = False) -> Iterator[SweepExecutor]:
    """The workers of a Dask scheduler; CallError where Dask is not installed or nothing answers at the address.

    Without TLS it must be on this machine's loopback, unless `insecure` says that the network is closed.

    The bytes become a task of their own, which the scheduler can do again: they go over the network once a worker,
    and no worker's end loses them. A run that a worker's end interrupts is done by another.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CallError(NO_DASK) from None
    no_answer = NO_ANSWER.filled(address, SECONDS)
    if not ADDRESS.fullmatch(address):
        raise CallError(no_answer)
    if not insecure and not is_safe(address):
        raise CallError(NOT_SAFE.filled(address))
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, RuntimeError):
        raise CallError(no_answer) from None
    with client, client.get_executor(pure=False, retries=RETRIES) as executor:  # type: ignore[no-untyped-call]
        at_once = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        yield SweepExecutor(executor, lambda packed: client.submit(bytes, packed, retries=RETRIES), max(at_once, 1))
