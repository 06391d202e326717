"""Turns, retries and pauses: polite, fair, and over at once when the door closes."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.errors import ConnectionFailed, DeadlineExceeded, HttpStatus, NoNetwork, ParallaxError
from parallax.fetch.deadline import Deadline
from parallax.fetch.pacing import Pacer, Slots
from parallax.fetch.retry import backoff, retry_after, worth_retrying
from parallax.model import Request

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def in_threads(work, count):
    """Run ``work(n)`` in threads; give back what each returned or raised, in order."""
    results = [None] * count

    def run(number):
        try:
            results[number] = work(number)
        except ParallaxError as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    return results


def test_a_host_is_asked_a_second_apart(site, fetcher, passing):
    passing.frozen = True
    site.page("/x")
    for _ in range(3):
        fetcher.get(Request(f"{site.base}/x", "probe"))
    assert sum(passing.slept) == pytest.approx(2)


def test_another_host_need_not_wait(site, other_site, fetcher, passing):
    for server in (site, other_site):
        server.page("/x")
        fetcher.get(Request(f"{server.base}/x", "probe"))
    assert passing.slept == []


def test_redirects_within_a_host_and_robots_cost_no_extra_wait(site, fetcher, passing):
    site.page("/robots.txt", b"")
    site.redirect("/a", "/b")
    site.page("/b", b"x")
    assert fetcher.get(Request(f"{site.base}/a")).body == b"x"
    assert passing.slept == []


def test_only_so_many_requests_are_on_a_host_at_once(site, door):
    busy, most, lock = [0], [0], threading.Lock()

    def slow(asked):
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        time.sleep(0.03)
        with lock:
            busy[0] -= 1
        return site.reply(b"x")

    site.pages["/x"] = slow
    fetcher = door(host_delay=0, host_connections=3)
    results = in_threads(lambda _: fetcher.get(Request(f"{site.base}/x", "probe")).body, 12)
    assert results == [b"x"] * 12
    assert most[0] == 3


def test_all_hosts_together_share_the_total(site, other_site, door):
    busy, most, lock = [0], [0], threading.Lock()

    def slow(asked):
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        time.sleep(0.03)
        with lock:
            busy[0] -= 1
        return site.reply(b"x")

    site.pages["/x"] = other_site.pages["/x"] = slow
    fetcher = door(host_delay=0, host_connections=4, total_connections=3)
    bases = [site.base, other_site.base]
    in_threads(lambda number: fetcher.get(Request(f"{bases[number % 2]}/x", "probe")), 12)
    assert most[0] == 3


def test_slots_are_given_in_order_of_arrival():
    slots = Slots(1)
    deadline = Deadline(5, time.monotonic)
    served = []
    slots.acquire(deadline, "first")
    threads = []
    for number in range(5):

        def work(number=number):
            slots.acquire(deadline, "x")
            served.append(number)
            slots.release()

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        while slots.users < number + 2:
            time.sleep(0.001)
    slots.release()
    for thread in threads:
        thread.join(5)
    assert served == list(range(5))


def test_a_waiter_who_gives_up_does_not_block_the_queue():
    slots = Slots(1)
    slots.acquire(Deadline(5, time.monotonic), "x")
    with pytest.raises(DeadlineExceeded):
        slots.acquire(Deadline(0.05, time.monotonic), "x")
    slots.release()
    slots.acquire(Deadline(0.05, time.monotonic), "x")


def test_waiting_for_a_turn_does_not_use_up_the_time_on_the_network(site, door, passing):
    site.page("/x", b"x")
    fetcher = door(host_delay=45)  # longer than a probe's ten seconds
    for _ in range(2):
        assert fetcher.get(Request(f"{site.base}/x", "probe")).body == b"x"


def test_a_deadline_the_caller_sets_includes_the_wait(site, door):
    site.page("/x", b"x")
    fetcher = door(host_delay=45)
    fetcher.get(Request(f"{site.base}/x", "probe"))
    with pytest.raises(DeadlineExceeded, match="turn"):
        fetcher.get(Request(f"{site.base}/x", "probe", deadline=5))


def test_closing_frees_everybody_who_waits(site, door):
    site.page("/x")
    fetcher = door(sleep=time.sleep, monotonic=time.monotonic, host_delay=100, host_connections=2)
    fetcher.get(Request(f"{site.base}/x", "probe"))
    threading.Timer(0.2, fetcher.close).start()
    began = time.monotonic()
    results = in_threads(lambda _: fetcher.get(Request(f"{site.base}/x", "probe")), 6)
    assert all(isinstance(result, ConnectionFailed) for result in results)
    assert time.monotonic() - began < 4
    with pytest.raises(ConnectionFailed, match="closed"):
        fetcher.get(Request(f"{site.base}/x", "probe"))


def test_closing_frees_a_thread_that_reads_from_a_silent_server(site, door):
    site.pages["/x"] = lambda asked: time.sleep(6)
    fetcher = door()
    threading.Timer(0.2, fetcher.close).start()
    began = time.monotonic()
    (result,) = in_threads(lambda _: fetcher.get(Request(f"{site.base}/x", "page")), 1)
    assert isinstance(result, ConnectionFailed)
    assert time.monotonic() - began < 4


def test_closing_frees_a_thread_that_waits_for_a_name(door):
    fetcher = door(resolver=lambda host: time.sleep(6) or [], monotonic=time.monotonic)
    threading.Timer(0.2, fetcher.close).start()
    began = time.monotonic()
    (result,) = in_threads(lambda _: fetcher.get(Request("http://a.example/", "probe")), 1)
    assert isinstance(result, ConnectionFailed)
    assert time.monotonic() - began < 4


def test_an_interrupted_request_leaves_its_place(site, door):
    def interrupt(seconds):
        raise KeyboardInterrupt

    site.page("/x", b"x")
    fetcher = door(host_connections=1, sleep=interrupt)
    fetcher.get(Request(f"{site.base}/x", "probe"))
    with pytest.raises(KeyboardInterrupt):
        fetcher.get(Request(f"{site.base}/x", "probe"))
    fetcher._pacer._hosts.clear()
    assert fetcher._pacer._all._free == 32


def test_idle_hosts_are_forgotten():
    pacer = Pacer(2, 8, 10, time.monotonic, time.sleep)
    for number in range(6000):
        with pacer.turn(f"host{number}.example", 0, Deadline(5, time.monotonic), strict=True):
            pass
    assert len(pacer._hosts) < 5100


# --- trying again -----------------------------------------------------------------------


def flaky(site, failures, status="503 Service Unavailable", **headers):
    left = [failures]

    def answer(asked):
        if left[0]:
            left[0] -= 1
            return site.reply(status=status, **headers)
        return site.reply(b"at last")

    return answer


@pytest.mark.parametrize(
    "status", ["500 Oops", "502 Bad Gateway", "503 No", "504 Slow", "429 Wait", "408 Late"]
)
def test_passing_failures_are_tried_again(site, door, status):
    site.pages["/x"] = flaky(site, 2, status)
    assert door(obey_robots=False).get(Request(f"{site.base}/x")).body == b"at last"
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    "status", ["400 Bad", "403 Forbidden", "404 None", "410 Gone", "451 Law", "501 Never"]
)
def test_lasting_failures_are_not(site, door, status):
    site.pages["/x"] = flaky(site, 1, status)
    with pytest.raises(HttpStatus):
        door(obey_robots=False).get(Request(f"{site.base}/x"))
    assert len(site.asked) == 1


def test_retries_end(site, door):
    site.pages["/x"] = flaky(site, 9)
    with pytest.raises(HttpStatus, match="503") as caught:
        door(obey_robots=False).get(Request(f"{site.base}/x"))
    assert len(site.asked) == 3
    assert caught.value.retryable


def test_a_broken_connection_is_tried_again(site, door):
    left = [1]

    def answer(asked):
        if left[0]:
            left[0] -= 1
            asked.socket.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            return None
        return site.reply(b"whole")

    site.pages["/x"] = answer
    assert door(obey_robots=False).get(Request(f"{site.base}/x")).body == b"whole"


def test_a_pause_the_server_asks_for_is_made(site, door, passing):
    passing.frozen = True
    site.pages["/x"] = flaky(site, 1, Retry_After="9")
    assert door(obey_robots=False).get(Request(f"{site.base}/x")).body == b"at last"
    assert sum(passing.slept) == pytest.approx(9)


def test_a_pause_until_a_date_is_made(site, door, passing):
    passing.frozen = True
    until = format_datetime(NOW + timedelta(seconds=12), usegmt=True)
    site.pages["/x"] = flaky(site, 1, Retry_After=until)
    assert door(obey_robots=False).get(Request(f"{site.base}/x")).body == b"at last"
    assert sum(passing.slept) == pytest.approx(12)


def test_a_long_pause_is_left_to_the_caller_and_holds_the_host(site, door, passing):
    site.pages["/x"] = flaky(site, 1, "429 Too Many Requests", Retry_After="3600")
    fetcher = door(obey_robots=False)
    with pytest.raises(HttpStatus) as caught:
        fetcher.get(Request(f"{site.base}/x"))
    assert caught.value.retry_after == 3600
    with pytest.raises(HttpStatus, match="pause") as caught:
        fetcher.get(Request(f"{site.base}/y"))
    assert caught.value.status == 429
    assert caught.value.retry_after == pytest.approx(3600, abs=30)
    assert len(site.asked) == 1
    passing.ahead += 3600
    assert fetcher.get(Request(f"{site.base}/x")).body == b"at last"


def test_a_pause_of_years_meets_the_ceiling(site, door):
    site.pages["/x"] = flaky(site, 1, Retry_After="999999999")
    with pytest.raises(HttpStatus) as caught:
        door(obey_robots=False).get(Request(f"{site.base}/x"))
    assert caught.value.retry_after == 6 * 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("0", 0),
        ("120", 100),
        ("9" * 400, 100),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Sunday, 01-Mar-26 12:00:30 GMT", 30),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30),
        ("Sun, 99 Mar 2026 12:00:30 GMT", None),
        ("٣", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value, seconds):
    assert retry_after(value, NOW, 100) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_read_or_ignored(value):
    seconds = retry_after(value, NOW, 100)
    assert seconds is None or 0 <= seconds <= 100


@given(st.integers(0, 200), st.floats(0, 1, exclude_max=True))
def test_backoff_grows_to_its_ceiling_with_full_jitter(attempt, draw):
    wait = backoff(attempt, 0.5, 20, lambda: draw)
    assert 0 <= wait <= min(20, 0.5 * 2**attempt)
    assert backoff(attempt, 0.5, 20, lambda: 0.0) == 0


def test_no_network_and_no_time_are_not_worth_a_retry():
    assert worth_retrying(ConnectionFailed("x"))
    assert not worth_retrying(NoNetwork("x"))
    assert not worth_retrying(DeadlineExceeded("x"))
