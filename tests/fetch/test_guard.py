"""The address is checked where it is dialled: every name, hop, retry and trick."""

from __future__ import annotations

import socket
import ssl

import pytest
import trustme

from parallax.errors import ConnectionFailed, RefusedAddress, RefusedUrl, TooManyRedirects
from parallax.fetch.dial import GuardedBackend, trip
from parallax.model import Request


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "[fd00::1]"]
)
def test_without_leave_nothing_private_is_dialled(site, door, host):
    with pytest.raises(RefusedAddress, match="not on the public internet"):
        door(allow_networks=()).get(Request(f"http://{host}:{site.port}/", purpose="probe"))
    assert site.asked == []


def test_a_name_that_points_home_is_refused(site, door):
    fetcher = door(allow_networks=(), resolver=lambda host: ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    with pytest.raises(RefusedAddress, match="loopback"):
        fetcher.get(Request(f"http://harmless.example:{site.port}/", purpose="probe"))
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://[64:ff9b::7f00:1]:{port}/secret",
        "http://inside.example:{port}/secret",
        "//127.0.0.2:{port}/secret",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(site, door, target):
    names = {"outside.example": ["127.0.0.1"], "inside.example": ["10.0.0.8"]}
    site.redirect("/", target.format(port=site.port))
    # 127.0.0.1 alone plays the public internet here; everything else is as private as ever.
    fetcher = door(allow_networks=("127.0.0.1/32",), resolver=lambda host: names[host])
    with pytest.raises(RefusedAddress):
        fetcher.get(Request(f"http://outside.example:{site.port}/", purpose="probe"))
    assert site.paths == ["/"]


@pytest.mark.parametrize(
    "target", ["http://a@127.0.0.1/", "file:///etc/passwd", "http://0x7f.1/", "http://x:25/"]
)
def test_a_redirect_to_a_refused_url_is_refused(site, fetcher, target):
    site.redirect("/", target)
    with pytest.raises(RefusedUrl):
        fetcher.get(Request(site.base, purpose="probe"))


class Rebinding:
    """Answers with the public address first and with loopback ever after."""

    def __init__(self, first: str, then: str) -> None:
        self.answers = [first]
        self.then = then
        self.calls = 0

    def __call__(self, host: str) -> list[str]:
        self.calls += 1
        return [self.answers.pop(0) if self.answers else self.then]


def test_the_dialled_address_is_the_checked_one(site, door):
    site.page("/", b"here")
    rebinding = Rebinding("127.0.0.1", then="127.0.0.9")
    fetcher = door(allow_networks=("127.0.0.1/32",), resolver=rebinding)
    response = fetcher.get(Request(f"http://rebind.example:{site.port}/", purpose="probe"))
    assert response.body == b"here"
    assert rebinding.calls == 1  # resolved once: there is no second answer to be fooled by
    assert site.asked[0].headers["host"] == f"rebind.example:{site.port}"


def test_a_name_rebound_before_a_reconnect_is_checked_again(site, door):
    site.page("/", b"here", Connection="close")
    fetcher = door(allow_networks=("127.0.0.1/32",), resolver=Rebinding("127.0.0.1", then="127.0.0.9"))
    request = Request(f"http://rebind.example:{site.port}/", purpose="probe")
    fetcher.get(request)
    with pytest.raises(RefusedAddress, match=r"127\.0\.0\.9"):
        fetcher.get(request)
    assert len(site.asked) == 1


def test_a_name_rebound_before_a_retry_is_checked_again(site, door):
    site.page("/", status="503 Service Unavailable", Connection="close")
    fetcher = door(allow_networks=("127.0.0.1/32",), resolver=Rebinding("127.0.0.1", then="10.0.0.1"))
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1"):
        fetcher.get(Request(f"http://rebind.example:{site.port}/", purpose="model"))
    assert len(site.asked) == 1


def test_a_private_answer_among_public_ones_is_passed_over(site, door):
    site.page("/", b"here")
    answers = ["10.0.0.1", "64:ff9b::7f00:1", "127.0.0.1"]
    fetcher = door(allow_networks=("127.0.0.1/32",), resolver=lambda host: answers)
    assert fetcher.get(Request(f"http://mixed.example:{site.port}/", purpose="probe")).body == b"here"


def test_the_next_address_is_tried_when_one_does_not_answer(site, door):
    site.page("/", b"here")
    fetcher = door(resolver=lambda host: ["127.0.0.77", "127.0.0.1"])
    assert fetcher.get(Request(f"http://two.example:{site.port}/", purpose="probe")).body == b"here"


def test_a_local_socket_is_never_dialled(door):
    backend = GuardedBackend(lambda host: [], (), 1.0, door()._connectivity)
    with pytest.raises(RefusedAddress):
        backend.connect_unix_socket("/run/docker.sock")


def test_nothing_is_dialled_outside_a_request(door):
    backend = GuardedBackend(lambda host: ["8.8.8.8"], (), 1.0, door()._connectivity)
    with pytest.raises(LookupError):
        backend.connect_tcp("example.org", 80)
    assert trip is not None


# --- redirects --------------------------------------------------------------------------


def test_redirects_are_followed_and_permanent_moves_remembered(site, fetcher):
    site.redirect("/a", "/b", "301 Moved Permanently")
    site.redirect("/b", f"{site.base}/c", "308 Permanent Redirect")
    site.redirect("/c", "d", "302 Found")
    site.redirect("/d", "/e", "301 Moved Permanently")
    site.page("/e", b"end")
    response = fetcher.get(Request(f"{site.base}/a", purpose="probe"))
    assert response.url == f"{site.base}/e"
    assert response.moved_to == f"{site.base}/c"  # as far as the permanent ones reach
    assert response.body == b"end"


def test_a_temporary_redirect_is_not_a_move(site, fetcher):
    site.redirect("/a", "/b", "307 Temporary Redirect")
    site.page("/b")
    assert fetcher.get(Request(f"{site.base}/a", purpose="probe")).moved_to is None


def test_five_redirects_are_followed_and_six_are_not(site, fetcher):
    for step in range(7):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.page("/7", b"end")
    assert fetcher.get(Request(f"{site.base}/2", purpose="probe")).body == b"end"
    with pytest.raises(TooManyRedirects, match="more than 5"):
        fetcher.get(Request(f"{site.base}/1", purpose="probe"))


def test_a_circle_is_noticed_at_once(site, fetcher):
    site.redirect("/a", "/b#x")
    site.redirect("/b", "/a#y")
    with pytest.raises(TooManyRedirects, match="circle"):
        fetcher.get(Request(f"{site.base}/a", purpose="probe"))
    assert site.paths == ["/a", "/b"]


# --- TLS --------------------------------------------------------------------------------


@pytest.fixture
def authority(tmp_path):
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    return made, tmp_path / "ca.pem"


@pytest.fixture
def secure(authority, site):
    """The site, speaking TLS with a certificate for news.example, and the name it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority[0].issue_cert("news.example").configure_cert(context)
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, _: names.append(name)
    site._wrap = lambda connection: context.wrap_socket(connection, server_side=True)
    site.page("/", b"encrypted")
    return site, names


def test_tls_is_verified_against_the_name_while_the_number_is_dialled(secure, authority, door):
    site, names = secure
    fetcher = door(ca_file=authority[1], resolver=lambda host: ["127.0.0.1"])
    response = fetcher.get(Request(f"https://news.example:{site.port}/", purpose="probe"))
    assert response.body == b"encrypted"
    assert names == ["news.example"]


def test_a_certificate_for_another_name_is_refused(secure, authority, door):
    site, _ = secure
    fetcher = door(ca_file=authority[1], resolver=lambda host: ["127.0.0.1"])
    with pytest.raises(ConnectionFailed, match="certificate"):
        fetcher.get(Request(f"https://other.example:{site.port}/", purpose="probe"))


def test_an_unknown_authority_is_refused(secure, door):
    site, _ = secure
    with pytest.raises(ConnectionFailed, match="certificate"):
        door(resolver=lambda host: ["127.0.0.1"]).get(Request(f"https://news.example:{site.port}/", "probe"))


def test_plain_http_behind_https_is_a_tls_failure(site, door):
    def plain(connection):
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return connection

    site._wrap = plain
    with pytest.raises(ConnectionFailed, match="TLS"):
        door(resolver=lambda host: ["127.0.0.1"]).get(Request(f"https://news.example:{site.port}/", "probe"))


def test_a_step_down_from_https_is_taken_but_not_remembered(secure, authority, other_site, door):
    site, _ = secure
    site.redirect("/", f"{other_site.base}/plain", "301 Moved Permanently")
    other_site.page("/plain", b"plain")
    fetcher = door(ca_file=authority[1], resolver=lambda host: ["127.0.0.1"])
    response = fetcher.get(Request(f"https://news.example:{site.port}/", purpose="probe"))
    assert (response.body, response.moved_to) == (b"plain", None)
    with pytest.raises(RefusedUrl, match="unencrypted"):
        fetcher.get(Request(f"https://news.example:{site.port}/", purpose="model"))


def test_a_handshake_that_never_ends_is_left_at_the_deadline(door):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Exception, match="encryption") as caught:
            door().get(Request(f"https://127.0.0.1:{port}/", "probe", deadline=0.3))
        assert type(caught.value).__name__ == "DeadlineExceeded"
