"""Measuring the advisor: datasets of questions, scorers, tasks, baselines and the report."""
