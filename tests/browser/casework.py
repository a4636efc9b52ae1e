"""People at work on cases in a browser: choosing whom to be, what to do, filling in the form and sending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.browser.conftest import Visit

PROPOSAL = b"""# Home visits after discharge

The council and the health board want to know, on the day that somebody leaves hospital, **who needs a visit**.

## Who benefits

People who come home from hospital and need help within a day.

## Cost of not sharing

- One in six people waited more than three days for a first visit.

## Risks before and after

Before: medium. After the measures: low.
"""


@dataclass
class Desk:
    """One browser, in which one person plays every part."""

    visit: Visit

    @property
    def words(self) -> str:
        """Everything that the page says."""
        return self.visit.words

    def open(self, path: str, person: str = "") -> None:
        """Go to an address, as one of the invented people."""
        joint = "&" if "?" in path else "?"
        self.visit.open(f"{path}{joint}as={person}" if person else path)

    def play(self, name: str) -> None:
        """Choose by the switcher whom to be."""
        if f"Acting as {name}" in self.words:
            return
        box = self.visit.page.get_by_role("combobox", name="Act as")
        box.click()
        self.visit.page.get_by_role("option", name=name).click()
        self.visit.settled()

    def pick(self, words: str, *, exact: bool = True) -> None:
        """Choose what to do."""
        self.visit.page.get_by_role("radio", name=words, exact=exact).locator("xpath=ancestor::label").click()
        self.visit.settled()

    def fill(self, label: str, words: str, number: int = 0) -> None:
        """Write into a field."""
        self.visit.page.get_by_role("textbox", name=label, exact=True).nth(number).fill(words)

    def day(self, legend: str, when: date) -> None:
        """Write a day into its three fields."""
        group = self.visit.page.get_by_role("group", name=legend)
        for name, value in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
            group.get_by_role("textbox", name=name).fill(str(value))

    def bring(self, name: str, body: bytes) -> None:
        """Choose a file."""
        field = self.visit.page.locator("[data-testid=stFileUploaderDropzoneInput]")
        field.set_input_files([{"name": name, "mimeType": "text/plain", "buffer": body}])
        self.visit.settled()

    def press(self, words: str) -> None:
        """Press a button and wait until the page is drawn anew."""
        self.visit.page.get_by_role("button", name=words, exact=True).click()
        self.visit.settled()

    def does(self, choice: str, button: str, **fields: str) -> None:
        """Choose, fill in and send; it has to be done."""
        self.pick(choice)
        for label, words in fields.items():
            self.fill(label.replace("_", " "), words)
        self.press(button)
        self.done()

    def done(self) -> None:
        """The last thing was done, and the page says so and holds the focus there."""
        self.visit.page.locator(".ga-done, .ga-problem").first.wait_for(timeout=10_000)
        assert self.visit.page.locator(".ga-problem").count() == 0, self.visit.page.locator(".ga-problem").inner_text()

    def refused(self) -> str:
        """The last thing was refused: what the error summary says."""
        self.visit.page.locator(".ga-problem").wait_for(timeout=10_000)
        return self.visit.page.locator(".ga-problem").inner_text()

    @property
    def status(self) -> str:
        """The status of the case on the page."""
        return self.visit.page.locator(".ga-cards__marks .ga-mark").first.inner_text()

    @property
    def case_id(self) -> str:
        """The case on the page."""
        return self.visit.page.url.partition("case=")[2].partition("&")[0]

    def start(self, title: str, *others: str, body: bytes = PROPOSAL) -> str:
        """Put up a document as a case, and say what its identifier is."""
        self.pick("Put up a document")
        if others:
            self.pick("Agreement")
        for name in others:
            self.visit.page.get_by_role("checkbox", name=name).locator("xpath=ancestor::label").click()
        self.fill("Title", title)
        self.bring("proposal.md", body)
        self.pick("Low")
        self.press("Start the case")
        self.done()
        return self.case_id
