"""Official addresses: canonical forms, labels, what contains what, and addresses made to deceive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import address

LAW = "https://www.legislation.gov.uk"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("http://www.legislation.gov.uk/ukpga/2018/12/section/171", f"{LAW}/ukpga/2018/12/section/171"),
        ("https://legislation.gov.uk/id/ukpga/2018/12", f"{LAW}/ukpga/2018/12"),
        (f"{LAW}/ukpga/2018/12/section/171/2026-04-07", f"{LAW}/ukpga/2018/12/section/171"),
        (f"{LAW}/ukpga/2018/12/2026-04-07/data.xml", f"{LAW}/ukpga/2018/12"),
        (f"{LAW}/ukpga/1998/42/enacted", f"{LAW}/ukpga/1998/42"),
        (f"{LAW}/uksi/2025/3/made", f"{LAW}/uksi/2025/3"),
        (f"{LAW}/asp/2007/10/section/10/scotland", f"{LAW}/asp/2007/10/section/10"),
        (f"{LAW}/eur/2016/679/article/35/", f"{LAW}/eur/2016/679/article/35"),
        (f"{LAW}/eur/2016/679/article/35?view=plain#text", f"{LAW}/eur/2016/679/article/35"),
        (f"  {LAW}/eur/2016/679/article/4/1/7  ", f"{LAW}/eur/2016/679/article/4/1/7"),
        ("https://WWW.LEGISLATION.GOV.UK/ukpga/2018/12", f"{LAW}/ukpga/2018/12"),
        ("https://ico.org.uk/for-organisations/#top", "https://ico.org.uk/for-organisations/"),
    ],
)
def test_an_address_has_one_canonical_form(written: str, canonical: str) -> None:
    assert address.canonical(written) == canonical
    assert address.canonical(canonical) == canonical


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("ukpga/2018/12/schedule/1/paragraph/18", "DPA 2018 Schedule 1 paragraph 18"),
        ("eur/2016/679/article/35/3/c", "UK GDPR Article 35(3)(c)"),
        ("eur/2016/679/article/22A", "UK GDPR Article 22A"),
        ("ukpga/2018/12/section/8", "DPA 2018 section 8"),
        ("ukpga/2018/12/part/3", "DPA 2018 Part 3"),
        ("uksi/2003/2426/regulation/6", "PECR regulation 6"),
        ("asp/2002/13/section/38", "FOISA 2002 section 38"),
        ("ukpga/2018/12", "DPA 2018"),
        ("ukpga/1999/9999/section/4/2", "1999 c. 9999 section 4(2)"),
        ("asp/1999/999/section/4", "1999 asp 999 section 4"),
        ("uksi/1999/9999/regulation/2", "SI 1999/9999 regulation 2"),
        ("ssi/1999/999", "SSI 1999/999"),
    ],
)
def test_a_label_is_how_a_lawyer_writes_it(place: str, label: str) -> None:
    assert address.label(f"{LAW}/{place}") == label


def test_a_page_that_is_not_law_is_labelled_with_its_host() -> None:
    assert address.label("https://ico.org.uk/for-organisations/") == "ico.org.uk"


def test_containers_run_from_the_pinpoint_to_the_instrument_and_stop() -> None:
    assert list(address.containers(f"{LAW}/ukpga/2018/12/schedule/1/paragraph/18/2")) == [
        f"{LAW}/ukpga/2018/12/schedule/1/paragraph/18/2",
        f"{LAW}/ukpga/2018/12/schedule/1/paragraph/18",
        f"{LAW}/ukpga/2018/12/schedule/1",
        f"{LAW}/ukpga/2018/12",
    ]
    assert list(address.containers(f"{LAW}/ukpga/2018/12")) == [f"{LAW}/ukpga/2018/12"]
    assert list(address.containers("https://ico.org.uk/a/b")) == ["https://ico.org.uk/a/b"]


def test_a_provision_covers_what_stands_inside_it_and_no_neighbour() -> None:
    section = f"{LAW}/ukpga/2018/12/section/17"
    assert address.covers(section, f"{section}/1/a")
    assert address.covers(section, f"{section}/2026-04-07")
    assert not address.covers(section, f"{section}A")
    assert not address.covers(section, f"{LAW}/ukpga/2018/12/section/171")
    assert not address.covers(f"{section}/1", section)
    assert not address.covers(f"{LAW}/ukpga/2018/12", f"{LAW}/ukpga/2018/120/section/1")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.legislation.gov.uk/ukpga/2018/12",
        "https://www.legislation.gov.uk.evil.example/ukpga/2018/12",
        "https://evil.example/www.legislation.gov.uk",
        "https://www.legislation.gov.uk@evil.example/",
        "https://user@www.legislation.gov.uk/",
        "https://user:word@www.legislation.gov.uk/",
        "https://:word@www.legislation.gov.uk/",
        "https://www.legislation.gov.uk:8443/",
        "https://www.legislation.gov.uk:99999/",
        "https://www.legislation.gov.uk:x/",
        "https://xn--www-legislation.gov.uk/",
        "https://www.lеgislation.gov.uk/",  # a Cyrillic letter
        "https://www.legislation。gov.uk.evil.example/",
        "https://evil-www.legislation.gov.uk/",
        "https://legislation.gov.uk.",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[www.legislation.gov.uk/",
        "https://localhost/",
        "ftp://ico.org.uk/",
        "javascript://ico.org.uk/%0aalert(1)",
        "//ico.org.uk/",
        "https:///ico.org.uk",
        "ico.org.uk",
        "",
        "\0",
    ],
)
def test_an_address_made_to_deceive_is_not_official(url: str) -> None:
    assert not address.is_official(url)


@pytest.mark.parametrize("url", ["https://ico.org.uk/x", "HTTPS://ICO.ORG.UK/x", f"{LAW}/ukpga/2018/12"])
def test_an_official_address_is_known_in_either_case(url: str) -> None:
    assert address.is_official(url)


def test_every_official_host_is_a_plain_lower_case_name() -> None:
    assert {"www.legislation.gov.uk", "ico.org.uk", "www.gov.uk", "www.gov.scot"} <= address.official_hosts()
    for host in address.official_hosts():
        assert address.is_official(f"https://{host}/")


@pytest.mark.parametrize(
    ("url", "extent"),
    [
        (f"{LAW}/asp/2002/13/section/1", ("S",)),
        (f"{LAW}/asp/2099/1", ("S",)),
        (f"{LAW}/nia/2001/1", ("NI",)),
        (f"{LAW}/wsi/2099/1", ("W",)),
        (f"{LAW}/ukpga/2018/12/section/8", ("E", "W", "S", "NI")),
        ("https://www.gov.scot/publications/x", ("S",)),
        (f"{LAW}/ukpga/1999/9999", None),
        ("https://ico.org.uk/", None),
    ],
)
def test_the_extent_of_an_instrument_is_known_or_left_open(url: str, extent: tuple[str, ...] | None) -> None:
    assert address.extent_of(url) == extent


def test_instruments_have_distinct_names_and_addresses() -> None:
    known = address.instruments()
    shorts = [one.short for one in known.values()]
    assert len(shorts) == len(set(shorts))
    names = [name for one in known.values() for name in one.names]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    for one in known.values():
        assert address.instrument_path(one.url) == one.path
        assert address.canonical(one.url) == one.url
        assert address.label(one.url) == one.short


STEPS = st.lists(st.from_regex(r"[a-zA-Z0-9.+%#?:@\[\]-]{0,12}", fullmatch=True), max_size=6)


@given(st.one_of(STEPS.map(lambda steps: f"{LAW}/ukpga/2018/12/" + "/".join(steps)), st.text(max_size=60)))
def test_nothing_written_after_an_instrument_breaks_the_forms(url: str) -> None:
    official = address.is_official(url)
    assert isinstance(official, bool)
    if not official:
        return
    once = address.canonical(url)
    assert address.canonical(once) == once
    assert address.label(once)
    assert next(iter(address.containers(once))) == once
    assert address.covers(once, once)
