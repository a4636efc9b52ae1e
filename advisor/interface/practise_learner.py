"""Who practises: the person who is here, or in local mode a learner who joined a group under a name of their own.

In local mode nobody signs in, so a learner who joins a group gets a key. It stands in the address of their pages as
``learner``, and whoever has it sees that learner's answers and no others. Where people sign in it means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from advisor.interface import identity

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.governance.exercises.group import Member

_IN_ADDRESS = "learner"
_KEY = re.compile(r"[0-9a-f]{16}\Z")


@dataclass(frozen=True)
class Learner:
    """Somebody who practises. ``by_key`` is true for one whom only the key of a group makes known."""

    id: str
    name: str
    by_key: bool = False


def who(advisor: Advisor) -> Learner:
    """Who practises, looked at anew on each call. Call it where something is done, in a callback too.

    Raises:
        Refusal: nobody is signed in, or the sign-in has ended.
        SignInRefused: the sign-in was not made for this advisor.
    """
    person = identity.visitor(advisor).person
    if identity.is_local() and (joined := _joined(advisor)):
        return Learner(joined.person_id, joined.shown_as, by_key=True)
    return Learner(person.id, person.name)


def become(member: Member) -> None:
    """In local mode, go on as the learner who has just joined."""
    if identity.is_local():
        st.session_state[_IN_ADDRESS] = member.person_id


def be_oneself() -> None:
    """In local mode, leave the learner's name behind; their key still leads to their answers."""
    st.session_state.pop(_IN_ADDRESS, None)
    st.query_params.pop(_IN_ADDRESS, None)


def keep_in_address(learner: Learner) -> None:
    """Keep the key in the address, so that a reload and a bookmark come back as the same learner."""
    if learner.by_key:
        st.session_state[_IN_ADDRESS] = learner.id
        st.query_params[_IN_ADDRESS] = learner.id
    else:
        st.query_params.pop(_IN_ADDRESS, None)


def carried(learner: Learner) -> dict[str, str]:
    """What a link to another page of practice carries."""
    return {**identity.carried(), **({_IN_ADDRESS: learner.id} if learner.by_key else {})}


def _joined(advisor: Advisor) -> Member | None:
    """The latest membership under the key, as long as somebody joined with it."""
    key = str(st.session_state.get(_IN_ADDRESS) or st.query_params.get(_IN_ADDRESS, ""))
    if not _KEY.match(key):
        return None
    return next((member for _, member in advisor.practising.training.joined(key)), None)
