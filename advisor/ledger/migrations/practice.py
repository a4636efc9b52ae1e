"""Practice: exercises as they were taken, attempts with their answers and hints, and groups with their learners."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE exercises_as_taken (
        digest VARCHAR(64) NOT NULL PRIMARY KEY,
        body TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE practice_groups (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        code VARCHAR(20) NOT NULL UNIQUE,
        title VARCHAR(200) NOT NULL,
        exercise_ids TEXT NOT NULL,
        trainer_id VARCHAR(100) NOT NULL,
        opened_at VARCHAR(40) NOT NULL,
        closed_at VARCHAR(40)
    )
    """,
    "CREATE INDEX practice_groups_of_trainer ON practice_groups (trainer_id, opened_at)",
    """
    CREATE TABLE practice_members (
        group_id VARCHAR(100) NOT NULL REFERENCES practice_groups (id),
        person_id VARCHAR(100) NOT NULL,
        shown_as VARCHAR(200) NOT NULL,
        joined_at VARCHAR(40) NOT NULL,
        PRIMARY KEY (group_id, person_id)
    )
    """,
    "CREATE INDEX practice_members_by_person ON practice_members (person_id)",
    """
    CREATE TABLE practice_notes (
        group_id VARCHAR(100) NOT NULL REFERENCES practice_groups (id),
        number INTEGER NOT NULL,
        person_id VARCHAR(100),
        text TEXT NOT NULL,
        at VARCHAR(40) NOT NULL,
        PRIMARY KEY (group_id, number)
    )
    """,
    """
    CREATE TABLE attempts (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        person_id VARCHAR(100) NOT NULL,
        exercise_id VARCHAR(100) NOT NULL,
        exercise_digest VARCHAR(64) NOT NULL REFERENCES exercises_as_taken (digest),
        group_id VARCHAR(100) REFERENCES practice_groups (id),
        started_at VARCHAR(40) NOT NULL
    )
    """,
    "CREATE INDEX attempts_of_person ON attempts (person_id, started_at)",
    "CREATE INDEX attempts_of_group ON attempts (group_id)",
    """
    CREATE TABLE given_answers (
        attempt_id VARCHAR(100) NOT NULL REFERENCES attempts (id),
        step_id VARCHAR(100) NOT NULL,
        answer TEXT NOT NULL,
        marked TEXT NOT NULL,
        at VARCHAR(40) NOT NULL,
        PRIMARY KEY (attempt_id, step_id)
    )
    """,
    """
    CREATE TABLE hints_taken (
        attempt_id VARCHAR(100) NOT NULL REFERENCES attempts (id),
        step_id VARCHAR(100) NOT NULL,
        place INTEGER NOT NULL,
        at VARCHAR(40) NOT NULL,
        PRIMARY KEY (attempt_id, step_id, place)
    )
    """,
)
