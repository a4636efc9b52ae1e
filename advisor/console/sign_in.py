"""``advisor sign-in``, ``sign-out`` and ``whoami``: who acts on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor import composition
from advisor.approval import sign_in as sessions
from advisor.approval.actor import SignIn
from advisor.approval.refusal import Refusal
from advisor.composition import Advisor, open_advisor
from advisor.connecting.identity import LOCAL_PERSON, SignedIn
from advisor.console import output
from advisor.console.corpus import Json
from advisor.console.sign_in_file import LocalSignIn, ProviderSignIn, SignInFile
from advisor.console.sign_in_redirect import SignInRedirect
from advisor.errors import SettingsFault, SignInRefused
from advisor.governance.person import Person


def acting(advisor: Advisor) -> SignedIn:
    """The person who has signed in on the command line; each use counts as activity.

    Raises:
        Refusal: nobody has signed in, or the sign-in has ended.
        SignInRefused: the sign-in that was kept is not the provider's word, or cannot be checked with it.
    """
    file = SignInFile(advisor.settings.home)
    kept, now, identity = file.read(), composition.now(), advisor.identity
    if isinstance(kept, ProviderSignIn):
        if identity.provider is None:
            raise SignInRefused(
                "The sign-in on this computer is from a provider, and none is set any more.", "Run `advisor sign-in`."
            )
        claims = identity.provider.claims(kept.token, kept.nonce)
        signed_in = identity.of_claims(claims, kept.last_seen_at)
        file.keep(kept.model_copy(update={"last_seen_at": now}))
        return signed_in
    if identity.provider is not None:
        raise SignInRefused(
            "The sign-in on this computer is a local one, and your organisation has a provider.",
            "Run `advisor sign-in` to sign in through it.",
        )
    session = sessions.seen(kept.session, now, identity.limits)
    person = _invented(advisor, session.person_id)
    file.keep(LocalSignIn(session=session))
    return identity.of_local(person, session)


def sign_in(
    as_person: Annotated[
        str | None,
        typer.Option("--as", help="An invented person to act as, by name or id: local mode and trial cases only."),
    ] = None,
    wait_seconds: Annotated[int, typer.Option(min=1, help="How long to wait for the browser.")] = 300,
    as_json: Json = False,
) -> None:
    """Sign in through your organisation's provider, in a browser; without a provider, act as an invented person."""
    advisor = open_advisor()
    provider = advisor.identity.provider
    if provider is None:
        _tell(_signed_in_locally(advisor, as_person), as_json)
        return
    if as_person is not None:
        raise SettingsFault(
            "Nobody can be named here: your organisation's provider says who you are.", "Leave --as out."
        )
    from advisor.identity_provider import Attempt

    attempt = Attempt.fresh()
    with SignInRedirect() as redirect:
        address = provider.address_to_sign_in(attempt, redirect.address)
        aside = output.aside()
        aside.print("Open this address in a browser on this computer and sign in:", markup=False)
        aside.print(address, markup=False, soft_wrap=True)
        back = redirect.wait(wait_seconds)
        if not attempt.answers(back["state"]):
            raise SignInRefused("What came back belongs to another sign-in.", "Run `advisor sign-in` again.")
        token = provider.token_for(back["code"], attempt, redirect.address)
    claims = provider.claims(token, attempt.nonce)
    now = composition.now()
    signed_in = advisor.identity.of_claims(claims, now)
    SignInFile(advisor.settings.home).keep(ProviderSignIn(token=token, nonce=attempt.nonce, last_seen_at=now))
    _tell(signed_in, as_json)


def sign_out(as_json: Json = False) -> None:
    """Forget the sign-in on this computer."""
    there_was = SignInFile(open_advisor().settings.home).remove()
    if as_json:
        output.print_json({"signed_out": there_was})
    else:
        output.screen().print("You are signed out." if there_was else "Nobody was signed in.")


def whoami(as_json: Json = False) -> None:
    """Say who acts on the command line, and until when; exit 1 where nobody does."""
    try:
        signed_in = acting(open_advisor())
    except (Refusal, SignInRefused):
        if as_json:
            output.print_json({"signed_in": False})
        raise
    _tell(signed_in, as_json)


def _signed_in_locally(advisor: Advisor, words: str | None) -> SignedIn:
    person = _invented(advisor, words or LOCAL_PERSON.id)
    session = sessions.begun(person.id, SignIn.LOCAL, composition.now(), advisor.identity.limits)
    SignInFile(advisor.settings.home).keep(LocalSignIn(session=session))
    return advisor.identity.of_local(person, session)


def _invented(advisor: Advisor, words: str) -> Person:
    if words == LOCAL_PERSON.id:
        return LOCAL_PERSON
    person = advisor.identity.arrivals.invented_person(words)
    if person is None:
        raise SignInRefused(
            "There is no invented person of that name here.", "`advisor authority people` lists them; give name or id."
        )
    return person


def _tell(signed_in: SignedIn, as_json: bool) -> None:
    until = signed_in.actor.signed_in_until
    local = signed_in.actor.sign_in is SignIn.LOCAL
    if as_json:
        output.print_json(
            {
                "signed_in": True,
                "person_id": signed_in.person.id,
                "name": signed_in.person.name,
                "how": signed_in.actor.sign_in.value,
                "until": until.isoformat() if until else None,
                "trial_cases_only": local,
            }
        )
        return
    screen = output.screen()
    screen.print(f"You are {signed_in.person.name or signed_in.person.id}.", markup=False)
    if local:
        screen.print("Local mode: nobody has been identified, so this reaches trial cases only.", markup=False)
        if signed_in.person.id == LOCAL_PERSON.id:
            screen.print("To play a part: advisor sign-in --as NAME. Names: advisor authority people", markup=False)
    if until is not None:
        screen.print(f"Signed in until {until.astimezone():%d %B %Y, %H:%M} if nothing more is done.", markup=False)
