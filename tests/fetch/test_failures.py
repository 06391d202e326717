"""Nothing of the libraries below shows through the door."""

from __future__ import annotations

import errno
import inspect
import logging
import socket
import ssl
import subprocess
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import h11
import httpcore
import pytest

from parallax.errors import ConnectionFailed, DeadlineExceeded, FetchError, NoNetwork
from parallax.fetch import network_available
from parallax.fetch.failures import OUTSIDE, mapped
from parallax.fetch.network import Connectivity
from parallax.model import Request


def exceptions_of(module):
    return [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception) and not kind.__name__.startswith("_")
    ]


EVERYTHING = sorted(
    {
        *exceptions_of(httpcore),
        *(kind for kind in exceptions_of(h11) if kind is not h11.ProtocolError),
        *exceptions_of(ssl),
        *exceptions_of(socket),
        zlib.error,
        UnicodeError,
        UnicodeDecodeError,
        ConnectionResetError,
        BrokenPipeError,
        BlockingIOError,
        InterruptedError,
    },
    key=lambda kind: kind.__name__,
)


def made(kind):
    if kind is UnicodeDecodeError:
        return UnicodeDecodeError("utf-8", b"x", 0, 1, "why")
    if kind is ssl.SSLCertVerificationError:
        error = ssl.SSLCertVerificationError("why")
        error.verify_message = "why"
        return error
    return kind("why")


def test_the_list_of_outside_exceptions_is_a_real_one():
    names = {kind.__name__ for kind in EVERYTHING}
    assert {"ConnectTimeout", "ReadError", "RemoteProtocolError", "SSLError", "gaierror", "error"} <= names
    assert len(EVERYTHING) > 25


@pytest.mark.parametrize("kind", EVERYTHING, ids=lambda kind: kind.__name__)
def test_every_outside_exception_becomes_ours(kind):
    with pytest.raises(FetchError, match=r"https://a\.example/x") as caught, mapped("https://a.example/x"):
        raise made(kind)
    assert isinstance(caught.value.__cause__, OUTSIDE)


def test_our_own_errors_and_mistakes_pass_unchanged():
    ours = DeadlineExceeded("x")
    with pytest.raises(DeadlineExceeded) as caught, mapped("u"):
        raise ours
    assert caught.value is ours
    with pytest.raises(KeyError), mapped("u"):
        raise KeyError("a mistake of ours is not the network's")


# --- is there a network? ----------------------------------------------------------------


def failing(host):
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_a_network_is_there_when_any_well_known_name_has_a_public_address():
    def one(host):
        return ["192.0.43.8"] if "iana" in host else failing(host)

    assert network_available(one, route=lambda: True)


def test_no_network_without_route_names_or_public_addresses():
    asked = []
    assert not network_available(asked.append, route=lambda: False)
    assert asked == []
    assert not network_available(failing, route=lambda: True)
    assert not network_available(lambda host: ["10.0.0.1"], route=lambda: True)  # a captive portal


def test_a_resolver_that_hangs_is_not_waited_for():
    began = time.monotonic()
    assert not network_available(lambda host: time.sleep(4) or [], route=lambda: True)
    assert time.monotonic() - began < 2.5  # 1.2 s and what a busy machine adds


def test_the_machines_own_answer_is_quick():
    began = time.monotonic()
    assert network_available() in (True, False)
    assert time.monotonic() - began < 2.5  # 1.2 s and what a busy machine adds


@pytest.mark.parametrize("error", [failing, lambda host: (_ for _ in ()).throw(OSError(errno.EIO, "x"))])
def test_when_all_names_fail_it_is_the_network(door, error):
    with pytest.raises(NoNetwork):
        door(resolver=error, available=lambda: False).get(Request("http://a.example/", "probe"))


@pytest.mark.parametrize(("there", "kind"), [(False, NoNetwork), (True, DeadlineExceeded)])
def test_a_name_that_is_not_answered_in_time_is_the_network_only_where_there_is_none(door, there, kind):
    asked, answered = threading.Event(), threading.Event()

    def resolver(host):
        asked.set()
        answered.wait(9)
        return []

    fetcher = door(resolver=resolver, available=lambda: there, monotonic=time.monotonic)

    def failure(purpose, deadline):
        try:
            fetcher.get(Request("http://a.example/", purpose, deadline=deadline))
        except FetchError as error:
            return error
        return None

    with ThreadPoolExecutor(1) as pool:
        for_robots = pool.submit(failure, "feed", 0.6)
        asked.wait(5)
        waiting_for_that = failure("feed", 0.2)
        found = (waiting_for_that, for_robots.result(), failure("probe", 0.2))
    answered.set()
    assert [type(one) for one in found] == [kind] * 3


def test_when_only_one_name_fails_it_is_the_site(door):
    with pytest.raises(ConnectionFailed, match="looked up") as caught:
        door(resolver=failing).get(Request("http://a.example/", "probe"))
    assert not isinstance(caught.value, NoNetwork)


def test_an_unreachable_network_is_no_network(door, monkeypatch):
    class Unreachable(socket.socket):
        def connect(self, address):
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    fetcher = door(available=lambda: False)
    monkeypatch.setattr(socket, "socket", Unreachable)
    with pytest.raises(NoNetwork):
        fetcher.get(Request("http://8.8.8.8/", "probe"))


def test_no_network_is_asked_and_said_once(door, caplog):
    asked = []
    fetcher = door(resolver=failing, available=lambda: bool(asked.append(1)))
    with caplog.at_level(logging.WARNING):
        for number in range(5):
            with pytest.raises(NoNetwork):
                fetcher.get(Request(f"http://a{number}.example/", "probe"))
    assert len(asked) == 1
    assert [record.message for record in caplog.records] == [
        "There is no network; what needs one will be tried again later."
    ]


def test_a_network_that_comes_back_is_noticed():
    now, there = [0.0], [False]
    connectivity = Connectivity(lambda: now[0], lambda: there[0])
    with pytest.raises(NoNetwork):
        connectivity.check("x")
    there[0] = True
    with pytest.raises(NoNetwork):
        connectivity.check("x")
    now[0] += 16
    connectivity.check("x")
    there[0] = False
    connectivity.works()
    with pytest.raises(NoNetwork):
        connectivity.check("x")


# --- weight -----------------------------------------------------------------------------


def loaded_after(code):
    check = f"import sys; {code}; print(*sorted(name for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


HEAVY = {"httpx", "httpcore", "h11", "warcio", "protego", "selectolax", "certifi", "idna"}


def test_importing_the_room_loads_no_library():
    assert not HEAVY & loaded_after(
        "import parallax.fetch; parallax.fetch.FetchSettings(contact='https://a.example')"
    )


def test_replaying_does_not_load_the_network():
    loaded = loaded_after("from parallax.fetch import CaptureFetcher, read_rights")
    assert not HEAVY & loaded


def test_every_public_name_can_be_had():
    import parallax.fetch

    for name in parallax.fetch.__all__:
        assert getattr(parallax.fetch, name) is not None
    with pytest.raises(AttributeError):
        _ = parallax.fetch.nonsense


def test_a_hanging_lookup_does_not_keep_the_program_alive():
    code = """
import time
from parallax.errors import FetchError
from parallax.fetch import FetchSettings, LiveFetcher
from parallax.model import Request
fetcher = LiveFetcher(FetchSettings(contact="https://a.example"), resolver=lambda host: time.sleep(60) or [])
try:
    fetcher.get(Request("http://slow.example/", "probe", deadline=0.1))
except FetchError as error:
    print(type(error).__name__)
"""
    began = time.monotonic()
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20, check=True)
    assert run.stdout.strip() == "NoNetwork", "a resolver that answers nothing is ours"
    assert time.monotonic() - began < 10


def test_ctrl_c_ends_a_program_whose_threads_wait_for_turns(site):
    site.page("/x", b"x")
    code = f"""
import os, signal, threading, time
# A test run that a shell started in the background ignores SIGINT, and so would this.
signal.signal(signal.SIGINT, signal.default_int_handler)
from parallax.errors import FetchError
from parallax.fetch import FetchSettings, LiveFetcher
from parallax.model import Request
settings = FetchSettings(contact="https://a.example", allow_networks=("127.0.0.0/8",), host_delay=100.0)
def read(fetcher):
    try:
        fetcher.get(Request("{site.base}/x", "probe"))
    except FetchError:
        pass
with LiveFetcher(settings) as fetcher:
    read(fetcher)
    threads = [threading.Thread(target=read, args=(fetcher,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    read(fetcher)
"""
    began = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert "KeyboardInterrupt" in run.stderr
    assert time.monotonic() - began < 10
