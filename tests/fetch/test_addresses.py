"""Which addresses are dialled: only public ones, whatever form they hide in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallax.fetch.addresses import REFUSED_V4, embedded, refusal

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "151.101.1.164",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2a00:1450::1",
]

REFUSED = {
    "0.0.0.0": "unspecified",
    "0.1.2.3": "unspecified",
    "10.1.2.3": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "127.0.0.1": "loopback",
    "127.8.8.8": "loopback",
    "169.254.169.254": "link-local",
    "100.64.0.1": "carrier-grade NAT",
    "100.100.100.200": "carrier-grade NAT",
    "168.63.129.16": "cloud metadata",
    "192.0.0.192": "reserved",
    "192.0.2.1": "documentation",
    "198.51.100.7": "documentation",
    "203.0.113.9": "documentation",
    "198.19.0.1": "benchmarking",
    "224.0.0.251": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "fe80::1": "link-local",
    "fec0::1": "site-local",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fd20:ce::254": "private",
    "ff02::1": "multicast",
    "2001:db8::1": "documentation",
    "3fff::1": "documentation",
    "100::1": "discard",
    "64:ff9b:1::7f00:1": "local NAT64",
    "5f00::1": "segment routing",
    "4000::1": "reserved",
    "::ffff:127.0.0.1": "IPv4-mapped",
    "::ffff:8.8.8.8": "IPv4-mapped",
    "::127.0.0.1": "IPv4-compatible",
    "64:ff9b::7f00:1": "NAT64",
    "64:ff9b::808:808": "NAT64",
    "2002:7f00:1::1": "6to4",
    "2001:0:4136:e378:8000:63bf:80ff:fffe": "Teredo",
    "2a00:1450::5efe:7f00:1": "ISATAP",
    "2a00:1450::200:5efe:a00:1": "ISATAP",
    "fe80::1%eth0": "zone",
    "2606:4700::1%1": "zone",
    "localhost": "not an IP address",
    "0177.0.0.1": "not an IP address",
    "": "not an IP address",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_dialled(address):
    assert refusal(address) is None


@pytest.mark.parametrize(("address", "why"), REFUSED.items())
def test_everything_else_is_refused_with_its_reason(address, why):
    assert why in (refusal(address) or "allowed")


addresses_v4 = st.integers(0, 2**32 - 1).map(IPv4Address)
special_v4 = st.sampled_from([network for network, _ in REFUSED_V4]).flatmap(
    lambda network: st.integers(int(network.network_address), int(network.broadcast_address)).map(IPv4Address)
)


def forms(inner: IPv4Address) -> list[str]:
    number = int(inner)
    return [
        str(IPv6Address(value))
        for value in (
            0xFFFF << 32 | number,
            0x0064FF9B << 96 | number,
            0x2002 << 112 | number << 80 | 1,
            0x20010000 << 96 | 0x41414141 << 64 | (~number & 0xFFFFFFFF),
            0x2A001450 << 96 | 0x00005EFE << 32 | number,
        )
    ]


@given(special_v4)
def test_no_special_address_passes_in_any_form(inner):
    assert refusal(str(inner)) is not None
    for form in forms(inner):
        assert refusal(form) is not None, form


@given(addresses_v4)
def test_a_carried_address_is_found_and_the_form_never_dialled(inner):
    for form in forms(inner):
        found = embedded(IPv6Address(form))
        assert found is not None
        assert found[1] == inner
        assert refusal(form) is not None


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_what_is_dialled_is_global_unicast(address):
    if refusal(str(address)) is None:
        assert address.is_global
        assert address in ip_network("2000::/3")


@given(st.text(max_size=40))
def test_any_text_has_a_verdict(text):
    verdict = refusal(text)
    assert verdict is None or verdict


def test_an_allowed_network_is_dialled_and_its_neighbours_are_not():
    allowed = [ip_network("192.168.1.0/24"), ip_network("fd00:1::/32")]
    assert refusal("192.168.1.20", allowed) is None
    assert refusal("fd00:1::5", allowed) is None
    assert refusal("192.168.2.20", allowed) == "private"
    assert refusal("::ffff:192.168.1.20", allowed) is not None


def test_allowing_a_translation_prefix_does_not_open_what_it_translates_to():
    allowed = [ip_network("64:ff9b::/96")]
    assert refusal("64:ff9b::808:808", allowed) is None
    assert "loopback" in (refusal("64:ff9b::7f00:1", allowed) or "")
    assert "link-local" in (refusal("64:ff9b::a9fe:a9fe", allowed) or "")
