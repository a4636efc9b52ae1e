"""The advisor: rules of the field, journeys, ledger and the surfaces that people use."""

__version__ = "0.1.0"
