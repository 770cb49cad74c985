"""What a run of requests costs: the time of each, and the processor time of the whole server."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import Server

CONNECTIONS = 4
NO_BODY = (204, 304)
Request = Callable[[], bytes]
"""Returns the next request, as it goes over the wire."""


@dataclass
class Run:
    """Requests that were sent: wall and processor seconds, the seconds of each, statuses and bytes of the answers."""

    wall: float = 0
    cpu: float = 0
    each: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    size: int = 0

    @property
    def per_second(self) -> float:
        """Return how many requests were answered in a second."""
        return len(self.each) / self.wall

    @property
    def cpu_each(self) -> float:
        """Return the server's processor time for one request, in milliseconds."""
        return 1000 * self.cpu / len(self.each)


@dataclass
class Connection:
    """One connection that is kept open."""

    port: int
    sock: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        """Connect."""
        self.sock = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def exchange(self, request: bytes) -> tuple[int, int]:
        """Send a request and read its answer; return the answer's status and the size of its body."""
        self.sock.sendall(request)
        answer = self.more(b"")
        while b"\r\n\r\n" not in answer:
            answer = self.more(answer)
        head, _, body = answer.partition(b"\r\n\r\n")
        status = int(head[9:12])
        size = 0 if status in NO_BODY else int(head.lower().partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
        while len(body) < size:
            body = self.more(body)
        return status, size

    def more(self, before: bytes) -> bytes:
        """Return what was read before with what comes next."""
        after = self.sock.recv(65536)
        if not after:
            raise ConnectionError("The server hung up.")
        return before + after


def run(server: Server, request: Request, times: int) -> Run:
    """Send a request many times over a few connections that are open at once."""
    done, turns, workers = Run(), iter(range(times)), server.workers()
    lock = threading.Lock()
    connections = [Connection(server.port) for _ in range(CONNECTIONS)]
    began, cpu = time.perf_counter(), cpu_seconds(workers)
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        sending = [pool.submit(send, connection, request, turns, lock, done) for connection in connections]
    done.wall, done.cpu = time.perf_counter() - began, cpu_seconds(workers) - cpu
    for sent in sending:
        sent.result()
    return done


def send(connection: Connection, request: Request, turns: Iterator[int], lock: threading.Lock, done: Run) -> None:
    """Send requests over one connection while there are turns left."""
    with connection.sock:
        while True:
            with lock:
                if next(turns, None) is None:
                    break
                wanted = request()
            began = time.perf_counter()
            status, size = connection.exchange(wanted)
            done.each.append(time.perf_counter() - began)
            done.statuses.add(status)
            done.size = size


def cpu_seconds(processes: Iterable[int]) -> float:
    """Return the processor seconds that processes have used so far, those of threads that ended included."""
    return sum(time.clock_gettime(clock_of(process)) for process in processes)


def clock_of(process: int) -> int:
    """Return the id of a process's own clock, as clock_getcpuclockid(3) makes it; finer than the ticks in /proc."""
    return ~process << 3 | 2


def memory(process: int) -> float:
    """Return the memory of a process in MiB; of what several share, each counts its part."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
