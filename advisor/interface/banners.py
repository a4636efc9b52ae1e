"""Banners, panels and the error summary: blocks that frame what a page says. All of them return markup."""

from __future__ import annotations

from advisor.errors import GovernanceError
from advisor.interface.escaping import text


def phase() -> str:
    """The phase banner at the top of every page."""
    return (
        '<div class="ga-phase"><strong class="ga-tag">Beta</strong>'
        "<span>Advice to check with your data protection officer (DPO), not legal advice.</span></div>"
    )


def local_mode(organisation: str, acting_as: str = "") -> str:
    """The banner that says who is taken to be at the keyboard; ``acting_as`` is an invented person who was chosen."""
    acting = f" Acting as <strong>{text(acting_as)}</strong>, on trial cases only." if acting_as else ""
    return (
        f'<p class="ga-local"><strong>Local mode.</strong> One person, no sign-in, on this computer only. '
        f"Organisation: {text(organisation)}.{acting}</p>"
    )


def signed_in(name: str, organisation: str) -> str:
    """The line that says who has signed in."""
    return f'<p class="ga-local">Signed in as <strong>{text(name)}</strong>. Organisation: {text(organisation)}.</p>'


def inset(words: str, kind: str = "plain", lead: str = "") -> str:
    """Words set apart: ``plain``, ``correction`` or ``outcome``. ``lead`` is a bold line above them."""
    headed = f'<p class="ga-inset__lead">{text(lead)}</p>' if lead else ""
    return f'<div class="ga-inset ga-inset--{kind}">{headed}<p>{text(words)}</p></div>'


def confirmation(title: str, reference: str, words: str) -> str:
    """The green panel that says that something was done, with its reference."""
    return (
        f'<div class="ga-panel" data-focus="{text(reference)}" tabindex="-1" role="group" aria-label="{text(title)}">'
        f'<h3 class="ga-panel__title">{text(title)}</h3>'
        f'<p class="ga-panel__reference">Your reference<br><strong>{text(reference)}</strong></p></div>'
        f'<p class="ga-body">{text(words)}</p>'
    )


def done(sentence: str, occasion: str) -> str:
    """The panel that says that something was done; it takes focus once for each ``occasion``."""
    return (
        f'<div class="ga-done" role="alert" tabindex="-1" data-focus="{text(occasion)}">'
        f'<p class="ga-done__lead">Done</p><p>{text(sentence)}</p></div>'
    )


def problem(error: GovernanceError, occasion: str, field: str = "") -> str:
    """The error summary, which takes focus once for each ``occasion``; ``field`` is the key of the field to mend."""
    sentence = text(error.sentence)
    if field:
        sentence = f'<a href="#{text(field)}" data-field="{text(field)}">{sentence}</a>'
    todo = f"<p>{text(error.what_to_do)}</p>" if error.what_to_do else ""
    return (
        f'<div class="ga-problem" role="alert" tabindex="-1" data-focus="{text(occasion)}">'
        f"<h2>There is a problem</h2><p>{sentence}</p>{todo}</div>"
    )


def unexpected(reference: str) -> str:
    """What a person reads when the fault is ours."""
    return (
        f'<div class="ga-problem" role="alert" tabindex="-1" data-focus="{text(reference)}">'
        "<h2>Sorry, something went wrong</h2>"
        "<p>Nothing you wrote has been sent anywhere. Try again; if it happens again, give whoever runs the advisor "
        f"this reference: <strong>{text(reference)}</strong></p></div>"
    )


def announcement(occasion: str, words: str) -> str:
    """Words for people who listen: the page's live region says them once for each ``occasion``."""
    return f'<span hidden data-announce="{text(occasion)}" data-words="{text(words)}"></span>'
