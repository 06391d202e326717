"""robots.txt decides, also when it is missing, broken or moved."""

from __future__ import annotations

import threading

import pytest

from parallax.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    HttpStatus,
    NoNetwork,
    RefusedAddress,
    RefusedByRobots,
)
from parallax.model import Request

RULES = b"User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\n"


def test_what_is_disallowed_is_not_asked_for(site, fetcher):
    site.page("/robots.txt", RULES)
    site.page("/public", b"yes")
    site.page("/private/open", b"yes")
    assert fetcher.get(Request(f"{site.base}/public")).body == b"yes"
    assert fetcher.get(Request(f"{site.base}/private/open")).body == b"yes"
    for path in ("/private", "/private/x", "/a.pdf", "/x/../private/y"):
        with pytest.raises(RefusedByRobots) as caught:
            fetcher.get(Request(site.base + path))
        assert not caught.value.retryable
    assert site.paths == ["/robots.txt", "/public", "/private/open"]


def test_our_own_group_counts_before_everyones(site, fetcher):
    site.page("/robots.txt", b"User-agent: parallax\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n")
    site.page("/b", b"yes")
    assert fetcher.get(Request(f"{site.base}/b")).body == b"yes"
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/a"))


@pytest.mark.parametrize("purpose", ["page", "feed", "image"])
def test_what_a_robot_reads_obeys(site, fetcher, purpose):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /")
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/x", purpose))


@pytest.mark.parametrize("purpose", ["model", "probe"])
def test_what_a_person_asked_for_is_not_crawling(site, fetcher, purpose):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /")
    site.page("/x", b"yes")
    assert fetcher.get(Request(f"{site.base}/x", purpose)).body == b"yes"
    assert site.paths == ["/x"]


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_no_file_means_no_rules(site, fetcher, status):
    site.page("/robots.txt", status=status)
    site.page("/x", b"yes")
    assert fetcher.get(Request(f"{site.base}/x")).body == b"yes"


@pytest.mark.parametrize("status", ["500 Oops", "503 Service Unavailable", "429 Too Many Requests"])
def test_a_failing_file_means_no_for_now(site, fetcher, passing, status):
    site.page("/robots.txt", status=status)
    site.page("/x", b"yes")
    with pytest.raises(RefusedByRobots, match="until its") as caught:
        fetcher.get(Request(f"{site.base}/x"))
    assert caught.value.retryable
    asked = len(site.asked)
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/x"))
    assert len(site.asked) == asked  # remembered, for ten minutes
    passing.ahead += 601
    site.page("/robots.txt", b"")
    assert fetcher.get(Request(f"{site.base}/x")).body == b"yes"


def test_a_circle_of_redirects_is_no_permission(site, fetcher):
    site.redirect("/robots.txt", "/robots.txt")
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/x"))


def test_a_dead_host_is_dead_rather_than_refused(site, fetcher):
    site.close()
    with pytest.raises(ConnectionFailed):
        fetcher.get(Request(f"{site.base}/x"))


def test_rules_that_redirect_home_are_no_rules(site, door):
    site.redirect("/robots.txt", f"http://127.0.0.2:{site.port}/robots.txt")
    with pytest.raises(RefusedAddress):
        door(allow_networks=("127.0.0.1/32",)).get(Request(f"{site.base}/x"))
    assert site.paths == ["/robots.txt"]


def test_the_file_is_read_once_a_day(site, fetcher, passing):
    site.page("/robots.txt", b"")
    site.page("/x")
    for _ in range(3):
        fetcher.get(Request(f"{site.base}/x"))
    assert site.paths.count("/robots.txt") == 1
    passing.ahead += 24 * 3600 + 1
    fetcher.get(Request(f"{site.base}/x"))
    assert site.paths.count("/robots.txt") == 2


def test_old_rules_hold_through_an_outage(site, fetcher, passing):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /no")
    site.page("/yes", b"yes")
    fetcher.get(Request(f"{site.base}/yes"))
    site.page("/robots.txt", status="500 Oops")
    passing.ahead += 24 * 3600 + 1
    assert fetcher.get(Request(f"{site.base}/yes")).body == b"yes"
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/no"))
    passing.ahead += 31 * 86400
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/yes"))


def test_another_host_behind_a_redirect_is_asked_for_its_own_rules(site, other_site, fetcher):
    site.redirect("/x", f"{other_site.base}/y")
    other_site.page("/robots.txt", b"User-agent: *\nDisallow: /y")
    other_site.page("/y", b"hidden")
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/x"))
    assert other_site.paths == ["/robots.txt"]


def test_an_endless_file_is_read_to_its_first_half_megabyte(site, fetcher):
    rule = b"User-agent: *\nDisallow: /early\n"
    site.page("/robots.txt", rule + b"#" * 600_000 + b"\nDisallow: /late\n")
    site.page("/late", b"yes")
    assert fetcher.get(Request(f"{site.base}/late")).body == b"yes"
    with pytest.raises(RefusedByRobots):
        fetcher.get(Request(f"{site.base}/early"))


def test_a_callers_hurry_says_nothing_about_the_site(site, fetcher):
    slow = threading.Event()
    site.pages["/robots.txt"] = lambda asked: slow.wait(2) and None
    with pytest.raises(DeadlineExceeded):
        fetcher.get(Request(f"{site.base}/x", deadline=0.2))
    slow.set()
    site.page("/robots.txt", b"")
    site.page("/x", b"yes")
    assert fetcher.get(Request(f"{site.base}/x")).body == b"yes"


def test_many_threads_ask_for_the_file_once(site, door):
    site.page("/robots.txt", b"")
    site.page("/x")
    fetcher = door(host_delay=0, host_connections=8)
    threads = [threading.Thread(target=fetcher.get, args=(Request(f"{site.base}/x"),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert site.paths.count("/robots.txt") == 1
    assert site.paths.count("/x") == 8


def test_a_crawl_delay_is_kept_under_its_ceiling(site, fetcher, passing):
    passing.frozen = True
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    site.page("/x")
    fetcher.get(Request(f"{site.base}/x"))
    fetcher.get(Request(f"{site.base}/x"))
    assert sum(passing.slept) == pytest.approx(7)


def test_an_absurd_crawl_delay_meets_the_ceiling(site, fetcher, passing):
    passing.frozen = True
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n")
    site.page("/x")
    fetcher.get(Request(f"{site.base}/x"))
    fetcher.get(Request(f"{site.base}/x"))
    assert sum(passing.slept) == pytest.approx(60)


def test_no_network_is_not_remembered_as_a_refusal(door):
    network = [False]

    def resolver(host):
        raise OSError(-3, "Temporary failure in name resolution")

    fetcher = door(resolver=resolver, available=lambda: network[0])
    with pytest.raises(NoNetwork):
        fetcher.get(Request("http://news.example/x"))


def test_robots_can_be_left_to_the_owner_of_the_site(site, door):
    site.page("/robots.txt", b"User-agent: *\nDisallow: /")
    site.page("/x", b"mine")
    assert door(obey_robots=False).get(Request(f"{site.base}/x")).body == b"mine"


def test_a_missing_page_is_still_a_missing_page(site, fetcher):
    with pytest.raises(HttpStatus, match="404"):
        fetcher.get(Request(f"{site.base}/none"))
