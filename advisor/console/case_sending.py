"""Sending a command on a case from the console: as whoever has signed in, on what they see, told in words or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape

from advisor.approval.actor import Actor
from advisor.approval.casefile import Case, Status
from advisor.approval.command import Command
from advisor.approval.reading import check_may_read
from advisor.approval.record import Nature, Term
from advisor.approval.refusal import Reason, Refusal
from advisor.composition import Advisor, new_id, now, open_advisor
from advisor.console import output
from advisor.console.sign_in import acting
from advisor.journeys.casework import Done

CaseId = Annotated[str, typer.Argument(metavar="CASE", help="The identifier of the case.")]
For = Annotated[str | None, typer.Option("--for", help="The organisation for which you act, by its identifier.")]
Seen = Annotated[
    int | None, typer.Option("--seen", help="The version of the case that you looked at; the newest if not given.")
]
Digest = Annotated[
    str | None, typer.Option("--digest", help="The digest of what you looked at; what stands now if not given.")
]
CommandId = Annotated[
    str | None, typer.Option("--command-id", help="A name for this command, so that it can be sent again without harm.")
]
Reasons = Annotated[str, typer.Option("--reasons", help="Why, in your own words.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]


@contextmanager
def refusals_told(as_json: bool) -> Iterator[None]:
    """With ``--json`` a refusal is data on standard output too; it stays exit 1 with its sentence on standard error.

    Raises:
        BadParameter: what was given is not of the right form.
    """
    try:
        yield
    except Refusal as refusal:
        if as_json:
            output.print_json(
                {
                    "refused": True,
                    "reason": refusal.reason.value,
                    "sentence": refusal.sentence,
                    "what_to_do": refusal.what_to_do,
                }
            )
        raise
    except ValidationError as error:
        first = error.errors()[0]
        raise typer.BadParameter(f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}") from error


@dataclass(frozen=True)
class Sending:
    """The options that every command on a case has."""

    case_id: str
    organisation_id: str | None
    seen: int | None
    digest: str | None
    command_id: str | None
    as_json: bool

    @cached_property
    def advisor(self) -> Advisor:
        """The advisor."""
        return open_advisor()

    @cached_property
    def actor(self) -> Actor:
        """Who has signed in.

        Raises:
            Refusal: nobody has.
        """
        return acting(self.advisor).actor

    @cached_property
    def case(self) -> Case:
        """The case as the person may see it.

        Raises:
            Refusal: there is none for them.
        """
        return self.advisor.casework.case(self.actor, self.case_id)

    @property
    def seen_version(self) -> int:
        """The version that the person looked at."""
        return self.case.version if self.seen is None else self.seen

    @property
    def body(self) -> str:
        """The organisation for which the person acts: the one named, or the only one that there is.

        Raises:
            Refusal: there are several, and none was named.
        """
        if self.organisation_id is not None:
            return self.organisation_id
        mine = check_may_read(self.case, self.actor, self.advisor.authority.register(), now())
        if len(mine) > 1:
            raise Refusal(
                Reason.NOT_A_PARTY,
                "You belong to several parties of this case.",
                f"Say for which you act: --for {' or '.join(mine)}",
            )
        return mine[0]

    def send(self, kind: type[Command], **values: object) -> None:
        """Send a command and say what became of it.

        Raises:
            Refusal: a rule says no.
        """
        with refusals_told(self.as_json):
            command = kind.model_validate(
                {
                    "id": self.command_id or new_id(),
                    "case_id": self.case_id,
                    "seen_version": self.seen_version,
                    "organisation_id": self.body,
                    **({"digest": self.digest or self.case.proposal.digest} if "digest" in kind.model_fields else {}),
                    **values,
                }
            )
            done = self.advisor.casework.do(command, self.actor)
        tell(self.advisor, done, self.as_json)

    def bring(self, file: Path) -> str:
        """Keep a file that the person brings; its digest.

        Raises:
            Refusal: there is no such case for them.
        """
        body = read_file(file)
        with refusals_told(self.as_json):
            return self.advisor.casework.keep_file(self.actor, self.case_id, body, name=file.name)


def tell(advisor: Advisor, done: Done, as_json: bool) -> None:
    """Say where the case stands after a command."""
    case = done.case
    status, mark = case.status(now()), advisor.casework.watermark(case)
    if as_json:
        output.print_json(
            {
                "case_id": case.id,
                "version": case.version,
                "status": status.value,
                "digest": case.proposal.digest,
                "repeated": done.repeated,
                "watermark": mark,
                "events": [one.model_dump(mode="json") for one in done.events],
            }
        )
        return
    screen = output.screen()
    again = " (sent before; nothing was done again)" if done.repeated else ""
    standing = "a draft" if status is Status.DRAFT else status.value
    screen.print(f"Case [bold]{escape(case.id)}[/] is {standing}, at version {case.version}{again}.")
    for event in done.events:
        if event.case_id != case.id:
            screen.print(f"Case [bold]{escape(event.case_id)}[/] was opened from it.")
    if mark:
        screen.print(f"[yellow]{escape(mark)}[/]")


def read_file(file: Path) -> bytes:
    """The bytes of a file.

    Raises:
        BadParameter: it cannot be read, or it is empty.
    """
    try:
        body = file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read: {error.strerror}") from error
    if not body:
        raise typer.BadParameter(f"{file} is empty")
    return body


def term(nature: Nature, words: str) -> Term:
    """A condition, with its day where one stands before it: ``2027-01-31: All readers are trained``.

    Raises:
        BadParameter: there is no text.
    """
    first, mark, rest = words.partition(":")
    try:
        due_on = date.fromisoformat(first.strip()) if mark else None
    except ValueError:
        due_on = None
    text = rest.strip() if due_on else words.strip()
    if not text:
        raise typer.BadParameter("a condition is written down")
    return Term(nature=nature, text=text, due_on=due_on)
