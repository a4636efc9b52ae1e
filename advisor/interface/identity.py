"""Who is at this page: the person whom the provider vouches for, or in local mode the one person at this computer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import streamlit as st

from advisor import settings
from advisor.approval import sign_in
from advisor.approval.refusal import Reason, Refusal
from advisor.connecting.identity import LOCAL_PERSON, SignedIn, limits, session_of
from advisor.errors import GovernanceError, NotHeld, SignInRefused
from advisor.governance.claims import IdentityClaims, check_claims, read_claims
from advisor.governance.person import Person
from advisor.interface import banners, library
from advisor.interface.escaping import line
from advisor.interface.seen import Seen

if TYPE_CHECKING:
    from advisor.composition import Advisor

SEEN = Seen()
"""Shared by every session of this server."""

_ACTING = "acting_as"
"""Who was chosen, kept while another page is open; in the address it is ``as``, so that a reload keeps it too."""

_CHOICE = "act-as"
_IN_ADDRESS = "as"


def is_local() -> bool:
    """Whether nobody signs in here."""
    return settings.current().identity.issuer is None


def admitted() -> bool:
    """Whether the page may be drawn; where not, a page to sign in stands in its place. Counts as activity."""
    if is_local():
        return True
    try:
        claims = _claims()
    except GovernanceError as error:
        _sign_in_page(error)
        return False
    if claims is None:
        _sign_in_page(None)
        return False
    SEEN.now(claims, library.now())
    return True


def visitor(advisor: Advisor) -> SignedIn:
    """Who is here, looked at anew on each call. Call it where something is done, in a callback too.

    Raises:
        Refusal: nobody is signed in, or the sign-in has ended.
        SignInRefused: the sign-in was not made for this advisor.
    """
    if is_local():
        return advisor.identity.of_local(_acting(advisor))
    claims = _claims()
    if claims is None:
        raise Refusal(Reason.SIGNED_OUT, "You are not signed in.", "Sign in to go on.")
    return advisor.identity.of_claims(claims, SEEN.last(claims) or claims.issued_at)


def is_here(advisor: Advisor) -> bool:
    """Whether somebody is still here, for a callback that has no place to say why not: the page says it after."""
    try:
        visitor(advisor)
    except GovernanceError:
        return False
    return True


def check_own(advisor: Advisor, person_id: str) -> None:
    """Whether a conversation is that of the person who is here; somebody else's is as if it were not there.

    Raises:
        NotHeld: it is not.
        Refusal: nobody is signed in.
    """
    if visitor(advisor).person.id != person_id:
        raise NotHeld("There is no conversation under this address.", "It may have been deleted.")


def choose(advisor: Advisor) -> None:
    """In local mode, the choice of an invented person to act as. It reaches trial cases only."""
    if not is_local():
        return
    names = {LOCAL_PERSON.id: LOCAL_PERSON.name}
    for one in advisor.identity.arrivals.invented_people():
        # Streamlit tells choices apart by their words alone.
        names[one.id] = f"{one.name}, {one.id}" if one.name in names.values() else one.name
    acting = _acting(advisor).id
    st.session_state[_ACTING] = st.session_state[_CHOICE] = acting
    st.selectbox(
        "Act as (trial cases only)",
        list(names),
        format_func=lambda person_id: line(names[person_id]),
        key=_CHOICE,
        on_change=_act,
    )
    if acting == LOCAL_PERSON.id:
        st.query_params.pop(_IN_ADDRESS, None)
    else:
        st.query_params[_IN_ADDRESS] = acting


def carried() -> dict[str, str]:
    """What a link to another page of ours carries, so that the person who was chosen in local mode stays chosen."""
    acting = st.session_state.get(_ACTING, LOCAL_PERSON.id)
    return {} if not is_local() or acting == LOCAL_PERSON.id else {_IN_ADDRESS: str(acting)}


def top(organisation: str) -> None:
    """The line at the top of every page that says who is taken to be at the keyboard."""
    if is_local():
        acting = _acting(library.LIBRARY.advisor) if library.LIBRARY.advisor else LOCAL_PERSON
        name = "" if acting.id == LOCAL_PERSON.id else acting.name
        st.html(f"{banners.phase()}{banners.local_mode(organisation, name)}")
        return
    st.html(banners.phase())
    try:
        claims = _claims()
    except GovernanceError:
        claims = None
    if claims is None:
        return
    with st.container(horizontal=True, key="signed-in", vertical_alignment="center"):
        name = claims.name or claims.email or "a person without a name"
        st.html(banners.signed_in(name, organisation), width="content")
        st.button("Sign out", key="sign-out", on_click=_sign_out, type="tertiary")


def _claims() -> IdentityClaims | None:
    """The claims of the sign-in that this browser brought, all checked; ``None`` where it brought none.

    Streamlit has checked the token's signature and nonce when the sign-in came back from the provider, and its own
    signature on the cookie since. It checks no times, and an audience only in part.
    """
    if not st.user.get("is_logged_in", False):
        return None
    chosen, now = settings.current().identity, library.now()
    claims = read_claims(st.user)
    if chosen.issuer is None or claims.nonce is None:
        raise SignInRefused("The sign-in lacks what it needs.", "Sign in again.")
    last = SEEN.last(claims)
    if last is None:
        raise Refusal(Reason.SIGNED_OUT, "You have signed out.", "Sign in again to go on.")
    bounds = limits(chosen)
    sign_in.check_live(session_of(claims, bounds, last), now, bounds)
    check_claims(claims, issuer=chosen.issuer, client_id=chosen.client_id, now=now)
    return claims


def _acting(advisor: Advisor) -> Person:
    """The invented person who was chosen, as long as there is one of that id; else the local person."""
    chosen = st.session_state.get(_ACTING) or st.query_params.get(_IN_ADDRESS, LOCAL_PERSON.id)
    if chosen == LOCAL_PERSON.id:
        return LOCAL_PERSON
    return next((one for one in advisor.identity.arrivals.invented_people() if one.id == chosen), LOCAL_PERSON)


def _act() -> None:
    st.session_state[_ACTING] = st.session_state[_CHOICE]


def _sign_in_page(error: GovernanceError | None) -> None:
    st.set_page_config(page_title="Sign in – Governance advisor")
    if error is None:
        st.html("<h1>Sign in</h1><p>This advisor is for people of your organisation.</p>")
    else:
        st.html(f"<h1>Sign in</h1>{banners.problem(error, secrets.token_hex(4))}")
    st.button("Sign in with your organisation", key="sign-in", type="primary", on_click=st.login)


def _sign_out() -> None:
    try:
        claims = _claims()
    except GovernanceError:
        claims = None
    if claims is not None:
        SEEN.end(claims)
    st.logout()
