"""What is measured is what happened."""

import socket
import sys
from subprocess import Popen
from threading import Thread

import pytest
from serving import Server

from bench.meter import CONNECTIONS, Run, run
from bench.speed import Measured


def test_no_share_of_requests_took_longer_than_the_slowest_of_any_round():
    rounds = [Run(each=[0.001] * 39 + [slowest]) for slowest in (0.002, 0.1)]
    row = Measured(None, 0, [(done, done) for done in rounds])
    assert row.percentile(50) == pytest.approx(1)
    assert 2 < row.percentile(99) <= 100


def test_a_server_that_hangs_up_ends_the_run():
    def hang_up():
        for _ in range(CONNECTIONS):
            listener.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as listener, Popen([sys.executable, "-c", ""]) as process:
        hanging = Thread(target=hang_up)
        hanging.start()
        with pytest.raises(ConnectionError):
            run(Server(listener.getsockname()[1], process, None), lambda: b"GET / HTTP/1.1\r\n\r\n", 10)
        hanging.join()
