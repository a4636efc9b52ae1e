"""0002: every call of a language model, with what it used; ``day`` is the day in UTC against whose budget it counts."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE model_calls (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        purpose VARCHAR(40) NOT NULL,
        person_id VARCHAR(100) NOT NULL,
        prompt_digest VARCHAR(64) NOT NULL,
        model VARCHAR(200) NOT NULL,
        host VARCHAR(300) NOT NULL,
        local INTEGER NOT NULL,
        parameters TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        prompt_tokens INTEGER NOT NULL,
        completion_tokens INTEGER NOT NULL,
        tokens_estimated INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL,
        outcome VARCHAR(40) NOT NULL,
        status INTEGER,
        begun_at VARCHAR(40) NOT NULL,
        day VARCHAR(10) NOT NULL
    )
    """,
    "CREATE INDEX model_calls_of_day ON model_calls (day, person_id)",
)
