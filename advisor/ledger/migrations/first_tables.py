"""0001: people, conversations and their turns, feedback, questions passed on, and evidence by digest.

Times are ISO 8601 text in UTC, which sorts as it reads and is the same in every database.
"""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE people (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        first_seen_at VARCHAR(40) NOT NULL
    )
    """,
    """
    CREATE TABLE conversations (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        person_id VARCHAR(100) NOT NULL REFERENCES people (id),
        title VARCHAR(300) NOT NULL,
        jurisdiction VARCHAR(30) NOT NULL,
        classification VARCHAR(30) NOT NULL,
        started_at VARCHAR(40) NOT NULL,
        last_at VARCHAR(40) NOT NULL
    )
    """,
    "CREATE INDEX conversations_of_person ON conversations (person_id, last_at)",
    """
    CREATE TABLE turns (
        conversation_id VARCHAR(100) NOT NULL REFERENCES conversations (id),
        number INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer_id VARCHAR(100) NOT NULL UNIQUE,
        answer TEXT NOT NULL,
        asked_at VARCHAR(40) NOT NULL,
        PRIMARY KEY (conversation_id, number)
    )
    """,
    """
    CREATE TABLE feedback (
        answer_id VARCHAR(100) NOT NULL PRIMARY KEY REFERENCES turns (answer_id),
        helpful INTEGER NOT NULL,
        note TEXT NOT NULL,
        at VARCHAR(40) NOT NULL
    )
    """,
    """
    CREATE TABLE referred_questions (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        answer_id VARCHAR(100),
        question TEXT NOT NULL,
        note TEXT NOT NULL,
        person_id VARCHAR(100) NOT NULL REFERENCES people (id),
        at VARCHAR(40) NOT NULL,
        status VARCHAR(20) NOT NULL
    )
    """,
    "CREATE INDEX referred_questions_by_status ON referred_questions (status, at)",
    """
    CREATE TABLE artefacts (
        sha256 VARCHAR(64) NOT NULL PRIMARY KEY,
        body TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE evidence_shown (
        answer_id VARCHAR(100) NOT NULL REFERENCES turns (answer_id),
        sha256 VARCHAR(64) NOT NULL REFERENCES artefacts (sha256),
        PRIMARY KEY (answer_id, sha256)
    )
    """,
    "CREATE INDEX evidence_shown_by_digest ON evidence_shown (sha256)",
)
