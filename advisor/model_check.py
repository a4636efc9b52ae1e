"""The state of the language model: whether it answers, keeps to the form, and what is left of its budget."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from advisor.composition import LOCAL_PERSON, Advisor
from advisor.connecting.model import Connection
from advisor.errors import GovernanceError
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.health import Check
from corpus.source import Classification

if TYPE_CHECKING:
    from advisor.language_model.chat import Mode

_PASSAGE = "Anyone who works in the building may fill the kettle."
_LONGEST_TOKENS = 200


def examine(advisor: Advisor) -> list[Check]:
    """Look at the connection, and ask the model something that is nobody's; one check where no model is set."""
    connection = advisor.connection
    if connection is None:
        todo = "Set model.base_url and model.name; see docs/how-to/connect-a-model.md."
        return [Check(what="Language model", state="absent", found="none set", what_to_do=todo)]
    checks = [_endpoint(connection), _sensitive(connection)]
    checks += _replies(connection)
    checks.append(Check(what="Tokens are counted", state="well", found=connection.token_counting))
    try:
        left = connection.tokens_left(LOCAL_PERSON)
    except GovernanceError as error:
        return [*checks, Check(what="Budget", state="wrong", found=error.sentence, what_to_do=error.what_to_do)]
    checks.append(Check(what="Budget", state="well" if left else "wrong", found=f"{left:,} tokens left today"))
    return checks


def _endpoint(connection: Connection) -> Check:
    endpoint = connection.endpoint
    if endpoint.local:
        return Check(what="Endpoint", state="well", found=f"{endpoint.named}, local: nothing leaves your machines")
    if endpoint.encrypted:
        return Check(
            what="Endpoint", state="well", found=f"{endpoint.named}, outside: identifiers are masked before they leave"
        )
    return Check(
        what="Endpoint",
        state="wrong",
        found=f"{endpoint.named}, outside and not encrypted: others can read what is sent, the key included",
        what_to_do="Use an address that begins with https://, or list the host in model.local_hosts if it is yours.",
    )


def _sensitive(connection: Connection) -> Check:
    if connection.endpoint.local:
        return Check(what="OFFICIAL-SENSITIVE", state="well", found="may be worded by this model")
    return Check(what="OFFICIAL-SENSITIVE", state="well", found="never sent: such answers are quoted from the sources")


def _replies(connection: Connection) -> list[Check]:
    """What each way of asking for JSON brings; the first failure that has nothing to do with the way ends it."""
    from advisor.language_model.chat import Mode

    door, checks = connection.door, []
    usual = door.mode
    for mode in (Mode.JSON_SCHEMA, Mode.JSON_OBJECT):
        door.mode = mode
        try:
            checks.append(_reply(connection, mode))
        except GovernanceError as error:
            checks.append(Check(what=mode.value, state="wrong", found=error.sentence, what_to_do=error.what_to_do))
            break
    else:
        if all(check.state != "well" for check in checks):
            todo = "Answers will be quoted. Try a model that is better at following instructions."
            checks.append(Check(what="Form of replies", state="wrong", found="not kept", what_to_do=todo))
        usual = Mode.JSON_SCHEMA if checks[0].state == "well" else Mode.JSON_OBJECT
    door.mode = usual
    return checks


def _reply(connection: Connection, mode: Mode) -> Check:
    from prompts.prompt import load

    prompt = load("check")
    filled = prompt.fill(passage=_PASSAGE)
    request = ModelRequest(
        purpose=CallPurpose.CHECK,
        system=filled.system,
        user=filled.user,
        output_name=prompt.id,
        output_schema=prompt.output,
        prompt_digest=prompt.digest,
        longest_tokens=_LONGEST_TOKENS,
        classification=Classification.OFFICIAL,
        person_id=LOCAL_PERSON,
    )
    text = "".join(connection.door.ask(request))
    call = connection.latest_calls(1)[0]
    facts = [f"{call.milliseconds:,} ms", "streamed" if connection.door.streams else "not streamed"]
    facts.append(
        f"{call.tokens} tokens" + (", estimated: the server gives no figures" if call.tokens_estimated else "")
    )
    if connection.door.mode is not mode:
        return Check(what=mode.value, state="absent", found=f"the server does not know it ({', '.join(facts)})")
    if not _in_form(text):
        return Check(what=mode.value, state="absent", found=f"the reply is not in the form ({', '.join(facts)})")
    return Check(what=mode.value, state="well", found=f"the reply is in the form ({', '.join(facts)})")


def _in_form(text: str) -> bool:
    start = text.find("{")
    try:
        value: Any = json.JSONDecoder().raw_decode(text, max(start, 0))[0]
    except ValueError:
        return False
    claims = value.get("claims") if isinstance(value, dict) else None
    keys = {"text", "passages", "quotation"}
    return isinstance(claims, list) and all(isinstance(one, dict) and keys <= set(one) for one in claims)
