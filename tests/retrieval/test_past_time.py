"""Whether a question asks how the law stood in an earlier year."""

from __future__ import annotations

import pytest

from retrieval.past_time import year_asked_of


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("In 2011 did a college have to register with the Commissioner?", 2011),
        ("how long did a surgery have for answering a patient's request in May 2014", 2014),
        ("Our trust passed staff addresses to a union in 2016. Was that allowed?", 2016),
        ("Was consent needed for school photographs back in 2009?", 2009),
        ("What were the fines for a breach on 3 April 2017?", 2017),
        ("Were councils under the duty during 2019 and 2020?", 2019),
        ("could a landlord, in 2013, refuse to hand over a tenant's file?", 2013),
    ],
)
def test_the_year_is_found_where_the_law_of_that_time_is_asked_for(question: str, year: int) -> None:
    assert year_asked_of(question) == year


@pytest.mark.parametrize(
    "question",
    [
        "May we release the notes of a man who died in 2012?",
        "My gran was a patient here in 2008. Can I see her file?",
        "Could we destroy files opened in 2010?",
        "Could the niece of somebody who left in 2015 ask for the file?",
        "What did the Data Protection Act 2018 change?",
        "Was section 7 of the 2002 Act repealed?",
        "We were told in 2020 that we need consent; is that still so?",
        "How long must we keep accident reports from 2016?",
        "Did the Freedom of Information (Scotland) Act 2002 apply to housing associations?",
        "What is the fee?",
    ],
)
def test_a_year_in_the_story_or_in_the_name_of_a_law_is_not_one_asked_about(question: str) -> None:
    assert year_asked_of(question) is None
