"""Which command can take a case from one status to another: one table, drawn on the page of permissions.

The exploration of the small world makes exactly these moves, and a test compares the two.
"""

from __future__ import annotations

from advisor.approval.casefile import Status
from advisor.approval.command import CommandKind as Do

_DRAFT, _SUBMITTED, _REVIEW, _RETURNED = Status.DRAFT, Status.SUBMITTED, Status.UNDER_REVIEW, Status.RETURNED
_APPROVED, _CONDITIONS, _REJECTED = Status.APPROVED, Status.APPROVED_WITH_CONDITIONS, Status.REJECTED
_SUSPENDED, _EXPIRED, _WITHDRAWN = Status.SUSPENDED, Status.EXPIRED, Status.WITHDRAWN
_STANDING = (_APPROVED, _CONDITIONS, _SUSPENDED)

TIME = "its last day has passed"
"""What moves a case without a command."""

MOVES: dict[Status, dict[Do | None, tuple[Status, ...]]] = {
    _DRAFT: {Do.SUBMIT: (_SUBMITTED,), Do.WITHDRAW: (_WITHDRAWN,)},
    _SUBMITTED: {
        Do.BEGIN_REVIEW: (_REVIEW,),
        Do.ADVISE: (_REVIEW,),
        Do.APPROVE: (_REVIEW, _APPROVED, _CONDITIONS),
        Do.REJECT: (_REVIEW, _REJECTED),
        Do.ATTEST: (_REVIEW, _REJECTED),
        Do.RETURN: (_RETURNED,),
        Do.ANSWER: (Status.ANSWERED,),
        Do.ASK_BACK: (_RETURNED,),
        Do.REVISE: (_DRAFT,),
        Do.WITHDRAW: (_WITHDRAWN,),
    },
    _REVIEW: {
        Do.APPROVE: (_APPROVED, _CONDITIONS, _RETURNED),
        Do.REJECT: (_REJECTED, _RETURNED),
        Do.ATTEST: (_APPROVED, _CONDITIONS, _REJECTED),
        Do.RETURN: (_RETURNED,),
        Do.ANSWER: (Status.ANSWERED,),
        Do.ASK_BACK: (_RETURNED,),
        Do.REVISE: (_DRAFT,),
        Do.WITHDRAW: (_WITHDRAWN,),
    },
    _RETURNED: {Do.REVISE: (_DRAFT,), Do.WITHDRAW: (_WITHDRAWN,)},
    **{
        status: {
            Do.REVISE: (_DRAFT,),
            Do.REVOKE: (Status.REVOKED,),
            Do.SUPERSEDE: (Status.SUPERSEDED,),
            (Do.RESUME if status is _SUSPENDED else Do.SUSPEND): (
                (_APPROVED, _CONDITIONS) if status is _SUSPENDED else (_SUSPENDED,)
            ),
            None: (_EXPIRED,),
        }
        for status in _STANDING
    },
    _EXPIRED: {Do.SUPERSEDE: (Status.SUPERSEDED,)},
}
"""From status by command (``None``: by time) to the statuses that may follow. What is not here stays where it is."""
