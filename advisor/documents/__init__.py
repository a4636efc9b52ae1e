"""Documents that leave the advisor: papers that a reviewer works in, calendars, cards for review."""
