"""0003: the chain of events, artefacts of cases, read models of cases, and people with a name that can be erased."""

from __future__ import annotations

_PEOPLE = (
    "ALTER TABLE people ADD COLUMN name VARCHAR(200) NOT NULL DEFAULT ''",
    "ALTER TABLE people ADD COLUMN email VARCHAR(300) NOT NULL DEFAULT ''",
    "ALTER TABLE people ADD COLUMN issuer VARCHAR(300)",
    "ALTER TABLE people ADD COLUMN subject VARCHAR(300)",
    "ALTER TABLE people ADD COLUMN erased_at VARCHAR(40)",
    "CREATE UNIQUE INDEX people_by_subject ON people (issuer, subject)",
)

STATEMENTS = (
    *_PEOPLE,
    """
    CREATE TABLE events (
        sequence INTEGER NOT NULL PRIMARY KEY,
        stream VARCHAR(120) NOT NULL,
        version INTEGER NOT NULL,
        command_id VARCHAR(100),
        body TEXT NOT NULL,
        artefacts TEXT NOT NULL,
        previous VARCHAR(64) NOT NULL,
        digest VARCHAR(64) NOT NULL UNIQUE,
        UNIQUE (stream, version)
    )
    """,
    "CREATE INDEX events_of_command ON events (command_id)",
    """
    CREATE TABLE cases (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        kind VARCHAR(40) NOT NULL,
        recorded_status VARCHAR(40) NOT NULL,
        trial INTEGER NOT NULL,
        author_id VARCHAR(100) NOT NULL,
        last_at VARCHAR(40) NOT NULL,
        snapshot TEXT NOT NULL
    )
    """,
    "CREATE INDEX cases_by_status ON cases (recorded_status, kind)",
    "CREATE INDEX cases_of_author ON cases (author_id)",
    """
    CREATE TABLE case_parties (
        case_id VARCHAR(100) NOT NULL REFERENCES cases (id),
        organisation_id VARCHAR(100) NOT NULL,
        PRIMARY KEY (case_id, organisation_id)
    )
    """,
    "CREATE INDEX case_parties_by_organisation ON case_parties (organisation_id)",
)

_ARTEFACTS = """
    CREATE TABLE case_artefacts (
        digest VARCHAR(64) NOT NULL PRIMARY KEY,
        media_type VARCHAR(100) NOT NULL,
        name VARCHAR(300) NOT NULL,
        body {binary}
    )
    """

IN_OWN_WORDS = {
    "sqlite": (
        _ARTEFACTS.format(binary="BLOB"),
        """
        CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END
        """,
        """
        CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END
        """,
    ),
    "postgresql": (
        _ARTEFACTS.format(binary="BYTEA"),
        """
        CREATE FUNCTION refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''events are only ever added''; END'
        """,
        """
        CREATE TRIGGER events_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_events()
        """,
    ),
}
"""What each database says in its own way: the type of bytes, and the triggers that refuse a change of an event."""
