"""The register of precedents, and what was done to it."""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE precedents (
        id VARCHAR(100) NOT NULL PRIMARY KEY,
        digest VARCHAR(64) NOT NULL,
        origin VARCHAR(120) NOT NULL,
        body TEXT NOT NULL,
        published_at VARCHAR(40) NOT NULL,
        published_by VARCHAR(100) NOT NULL,
        withdrawn_at VARCHAR(40)
    )
    """,
    """
    CREATE TABLE precedent_changes (
        number INTEGER NOT NULL PRIMARY KEY,
        change VARCHAR(20) NOT NULL,
        precedent_id VARCHAR(100),
        rows_changed INTEGER NOT NULL,
        reason TEXT NOT NULL,
        at VARCHAR(40) NOT NULL,
        person_id VARCHAR(100) NOT NULL
    )
    """,
)
