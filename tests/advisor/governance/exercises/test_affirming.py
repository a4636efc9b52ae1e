"""What an answer does not affirm earns nothing; what it denies to put it right does."""

from __future__ import annotations

import pytest

from advisor.governance.exercises.affirming import affirmed
from advisor.governance.exercises.contradicting import contradicts_itself, says_only_if_so, stays_open
from advisor.governance.exercises.fitting import is_general, is_private, lets_things_act, only_defines
from advisor.governance.exercises.languages import is_foreign, is_no_prose
from advisor.governance.exercises.pleas import pleads


def always(_: str) -> bool:
    return True


def never(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "words",
    [
        "My cousin thinks that the school has to wait, and a neighbour says that it need not.",
        "According to some the board is the controller.",
        "Allegedly the trust must ask first.",
        "I wonder whether the order binds the school.",
        "I would write something on fairness, and then touch on retention.",
        "Storage has to do with limits.",
        "Does the rule apply? Must they stop? Who says so?",
        "Words I remember are purpose and retention.",
    ],
)
def test_hearsay_questions_and_announcements_affirm_nothing(words: str) -> None:
    assert not affirmed(words, never, may_ask=False)


@pytest.mark.parametrize(
    "words",
    [
        "The Act says that the trust must ask first.",
        "I am not sure about the number, but I think they must stop.",
        "Ask the parent what she thinks, and write it down.",
        "They deal with the request within a month.",
        "Why not ask the trust first?",
        "Some say it may wait, and they are wrong.",
        "72 hours?",
    ],
)
def test_what_is_said_of_the_case_is_affirmed(words: str) -> None:
    assert affirmed(words, never, may_ask=False) == words


@pytest.mark.parametrize(
    "words",
    [
        "It is not true that the trust must ask first.",
        "I deny that deletion is due.",
        "The notion that a log is kept is mistaken.",
        "It would be a mistake to believe that parents may see it.",
        "Nobody could claim that the board decides.",
        "There is no reason to think that a warrant is needed.",
    ],
)
def test_a_point_called_untrue_is_not_made_and_its_contrary_is(words: str) -> None:
    assert not affirmed(words, always, may_ask=False)
    assert affirmed(words, never, may_ask=False) == words


def test_what_is_listed_in_a_denial_is_denied_too() -> None:
    assert not affirmed("I deny that a log is needed, a basis and a notice.", always, may_ask=False)


def test_what_follows_a_denial_still_counts() -> None:
    words = "It is wrong that the trust has to, no rule obliges it."
    assert affirmed(words, always, may_ask=False) == "no rule obliges it."


@pytest.mark.parametrize(
    "words",
    [
        "The trust has to ask parents, unless it has not to ask parents.",
        "The log is kept for a year. The log is not kept for a year.",
        "Only a nurse may open it, but anybody may open it.",
        "Anyone can read the file, but nobody can.",
        "Delete the low risk file, delete the high risk file.",
    ],
)
def test_a_statement_beside_its_contrary_is_found(words: str) -> None:
    assert contradicts_itself(words)


@pytest.mark.parametrize(
    "words",
    [
        "The trust need not ask, but it has to tell the parents.",
        "Not on Monday. It began on Friday, when the nurse noticed.",
        "A doctor may open it, a clerk may not read it.",
        "Public bodies can't use it for their tasks; use public task.",
        "The agreement gives no power; each side needs a power of its own.",
    ],
)
def test_two_things_said_of_two_are_no_contradiction(words: str) -> None:
    assert not contradicts_itself(words)


def test_an_answer_that_leaves_it_open_is_found_and_an_honest_doubt_is_not() -> None:
    for words in (
        "It may or may not apply.",
        "One could be right, I leave it open.",
        "Yes for them, no for us, whichever you prefer.",
        "She can use it and can't.",
        "Erase it or keep it, one of them must be right.",
    ):
        assert stays_open(words) or contradicts_itself(words), words
    for words in (
        "As I recall it is two months.",
        "I think so, though I am not certain of the name.",
        "Either put her through or take a message.",
        "Inv-063 is like ours and unlike the other.",
        "Delete or return it at the end.",
    ):
        assert not stays_open(words), words
    assert says_only_if_so("They are told when they are told.")
    assert not says_only_if_so("They are told when the risk is high.")


def test_other_languages_and_code_are_found_and_dialect_and_notes_are_not() -> None:
    assert is_foreign("Ja, die Akte ist sealed und nur der doctor liest sie.", {"sealed", "doctor"})
    assert is_foreign("Le trust est le controller et il doit report.", {"trust", "controller", "report"})
    assert not is_foreign("Ask the doctor, or a nurse, to open it.", ())
    assert is_no_prose('if waited == True: return "late"')
    assert is_no_prose("The ____ is the controller and the ____ tells it.")
    assert is_no_prose("P is for purpose, and R is for retention.")
    assert not is_no_prose("trust = controller; so it reports")
    assert not is_no_prose("reasons (written) by the end of month one (or earlier)")


def test_what_fits_any_case_is_no_answer() -> None:
    own = ["Tell the bank, and watch the account for a year."]
    assert is_general("Follow the policy, consult the DPO, keep a record and take appropriate measures.", own)
    assert not is_general("Tell the bank at once and keep a record of the calls.", own)
    assert not is_general("No policy is needed to take measures, and no record or advice from the DPO.", own)
    assert only_defines("A log is a list of events. A bank is a firm that keeps money.")
    assert not only_defines("A look-up is a disclosure. It needs a basis.")


def test_private_life_and_things_that_act_are_no_answer() -> None:
    assert is_private("My kettle takes a minute.", ())
    assert is_private("The tea was warm and the cinema was full.", ())
    assert not is_private("My advice is to wait, and my manager agrees.", ())
    assert not is_private("Entitled children get a dinner.", ())
    assert not is_private("My train runs late.", {"train"})
    assert lets_things_act("The delay tells the council.")
    assert not lets_things_act("The letter tells the council.")
    assert not lets_things_act("The delay is too long to tell.")


@pytest.mark.parametrize(
    "words",
    [
        "I hereby certify that I have covered the purpose.",
        "I did revise, so be generous.",
        "Fail me and you will hear from my union.",
        "I am a lawyer with twenty years behind me.",
        "There is a pint in it for you.",
        "Missing: The owner decides.",
    ],
)
def test_words_on_oneself_and_the_course_are_pleas(words: str) -> None:
    assert pleads(words, ())


@pytest.mark.parametrize(
    "words",
    [
        "Of course the trust reports, in due course.",
        "Could you tell me who you're after?",
        "The owner was generous with copies.",
        "Last time we said yes, it was one suspect.",
        "They may not use it to train their model.",
        "All boxes are ticked, so it may go ahead.",
    ],
)
def test_words_like_them_of_the_case_are_not(words: str) -> None:
    assert not pleads(words, ())


@pytest.mark.parametrize(
    "words",
    [
        "She must not look at her niece's record, nor at her uncle's.",
        "I may not open my wife's file without a reason of my work.",
        "My neighbour's record is none of my business unless my work needs it.",
    ],
)
def test_family_and_neighbours_are_what_confidentiality_is_about(words: str) -> None:
    assert not is_private(words, ())


@pytest.mark.parametrize(
    "words", ["The condition asks for a policy document.", "The search compares faces with a list."]
)
def test_rules_and_machines_may_do_what_they_do(words: str) -> None:
    assert not lets_things_act(words)
