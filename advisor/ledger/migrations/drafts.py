"""Drafts: what each is and whose, and every version of it with who made it and by what act."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE drafts (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        author_id VARCHAR(100) NOT NULL,
        organisation_id VARCHAR(100),
        title VARCHAR(200) NOT NULL,
        document VARCHAR(20) NOT NULL,
        started_at VARCHAR(40) NOT NULL,
        last_at VARCHAR(40) NOT NULL,
        case_id VARCHAR(100)
    )
    """,
    "CREATE INDEX drafts_of_author ON drafts (author_id, last_at)",
    "CREATE INDEX drafts_of_organisation ON drafts (organisation_id, last_at)",
    """
    CREATE TABLE draft_versions (
        draft_id VARCHAR(100) NOT NULL REFERENCES drafts (id),
        number INTEGER NOT NULL,
        digest VARCHAR(64) NOT NULL,
        saved TEXT NOT NULL,
        made_by VARCHAR(100) NOT NULL,
        at VARCHAR(40) NOT NULL,
        did TEXT NOT NULL,
        PRIMARY KEY (draft_id, number)
    )
    """,
)
