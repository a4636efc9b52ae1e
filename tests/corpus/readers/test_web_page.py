"""Reader of web pages."""

from __future__ import annotations

from datetime import date

from corpus.document import About
from corpus.readers import web_page

GUIDE = """<!doctype html><html><head><title>Doing a DPIA | The Regulator</title>
<meta property="article:modified_time" content="2024-05-01T10:00:00Z">
<link rel="canonical" href="https://ico.org.uk/other-page/"></head><body>
<header>Site name</header><nav><ul><li>Menu</li></ul></nav><div class="cookie-banner">We use cookies</div>
%s
<footer>Footer words</footer></body></html>"""
MAIN = """<main><h1>Doing a DPIA</h1><ul><li><a href="#when">When is one needed?</a></li></ul>
<p>Begin <b>early</b> with<br>it.</p>
<h2 id="when">When is one needed?</h2><p>Before high-risk processing begins.</p>
<ul><li>profiling on a large scale<ul><li>of children in schools</li></ul></li></ul>
<ol start="3"><li>Ask the officer.</li></ol>
<table><tr><th>Risk</th><th>Severity</th></tr><tr><td>Loss of data</td><td>High</td></tr></table>
<section id="how"><h3>How is it done?</h3>Loose words of the page.</section></main>"""


def _read(page: str, name: str = "a.html", url: str = ""):  # type: ignore[no-untyped-def]
    return web_page.read(page.encode(), name, About(url=url))


def test_only_the_main_content_is_read_by_its_headings() -> None:
    found = _read(GUIDE % MAIN)
    assert [one.headings for one in found.passages] == [
        ("Doing a DPIA",),
        ("Doing a DPIA", "When is one needed?"),
        ("Doing a DPIA", "When is one needed?", "How is it done?"),
    ]  # fmt: skip
    assert found.passages[0].text == "Begin early with it."
    assert found.passages[1].text.split("\n") == [
        "Before high-risk processing begins.",
        "- profiling on a large scale",
        "- of children in schools",
        "3. Ask the officer.",
        "- Risk: Loss of data; Severity: High",
    ]
    assert found.passages[2].text == "Loose words of the page."


def test_fragments_title_and_date_come_from_the_page() -> None:
    found = _read(GUIDE % MAIN, url="https://ico.org.uk/dpia/")
    assert found.source.title == "Doing a DPIA"
    assert found.source.as_at == date(2024, 5, 1)
    assert [one.url.partition("#")[2] for one in found.passages] == ["", "when", "how"]
    assert found.source.url == "https://ico.org.uk/dpia/"
    assert "other-page" in found.warnings[0]


def test_a_page_that_does_not_mark_its_main_content_is_still_read_without_its_menus() -> None:
    words = "".join(
        f"<p>Paragraph {n} explains what the council does with personal data and why it may do so.</p>"
        for n in range(12)
    )
    page = GUIDE % f"<div id='c'><h1>Privacy notice</h1><h2 id='what'>What we do</h2>{words}</div>"
    found = _read(page)
    text = "\n".join(one.text for one in found.passages)
    assert all(f"Paragraph {n} explains" in text for n in range(12))
    assert "Footer words" not in text
    assert "cookies" not in text
    assert any("What we do" in one.headings for one in found.passages)
    assert found.passages[-1].url.endswith("#what")


def test_a_short_page_loses_nothing() -> None:
    found = _read("<html><body><p>The officer is at County Hall.</p></body></html>")
    assert found.passages[0].text == "The officer is at County Hall."


def test_a_template_is_read_without_its_program() -> None:
    page = (
        '<%= content_for :title, "Agreement" %><h2>Agreement with <%= name %></h2>'
        "<% if signed? %><p>Signed by both of the parties.</p><% end %>"
        '<%= govuk_list ["“Act” means the Act of 2018;", "“Data” means the #{kind} data held."] %>'
    )
    found = _read(page, "agreement.html.erb")
    assert found.passages[0].headings == ("Agreement with […]",)
    assert found.passages[0].text.split("\n") == [
        "Signed by both of the parties.", "- “Act” means the Act of 2018;", "- “Data” means the […] data held.",
    ]  # fmt: skip
    assert "template" in found.warnings[0]
    assert "<%" not in found.model_dump_json()


def test_a_page_in_the_windows_alphabet_is_read() -> None:
    page = '<html><head><meta charset="windows-1252"></head>'
    page += "<body><main><p>A fee of £10 – no more.</p></main></body></html>"
    assert web_page.read(page.encode("cp1252"), "a.html", About()).passages[0].text == "A fee of £10 – no more."
