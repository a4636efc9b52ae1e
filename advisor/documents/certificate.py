"""The certificate of an exercise: a page of accessible PDF, the same bytes for the same certificate."""

from __future__ import annotations

import json

import typst

from advisor.governance.exercises.certificate import Certificate

_PAGE = """
#let told = json(bytes(sys.inputs.certificate))
#set document(title: [Certificate: ] + told.title, author: "Governance advisor")
#set page(paper: "a4", margin: 30mm)
#set text(lang: "en", region: "GB", size: 12pt)
#show heading: set block(below: 18pt)

#align(center)[
  #v(30mm)
  = Certificate of practice
  #text(size: 20pt, weight: "bold", told.learner)

  has finished the exercise

  #text(size: 16pt, told.title)

  with #told.marks of #told.out_of marks on #told.day.
]

#v(12mm)
*What to keep:* #told.lesson

#v(12mm)
#text(size: 9pt)[
  This records practice with invented cases. It is no qualification and gives nobody authority to decide.
  Reference: #told.reference.
]
"""


def write(certificate: Certificate) -> bytes:
    """The PDF. What a learner wrote is handed over as data, so that nothing in it is taken for typesetting."""
    on = certificate.finished_at
    told = {
        "learner": certificate.learner,
        "title": certificate.title,
        "lesson": certificate.lesson,
        "marks": f"{certificate.marks:g}",
        "out_of": f"{certificate.out_of:g}",
        "day": f"{on.day} {on:%B %Y}",
        "reference": certificate.attempt_id,
    }
    pdf: bytes = typst.compile(
        _PAGE.encode(),
        format="pdf",
        sys_inputs={"certificate": json.dumps(told)},
        pdf_standards=["ua-1"],
        timestamp=int(on.timestamp()),
        ignore_system_fonts=True,
    )
    return pdf
