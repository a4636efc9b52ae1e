"""Connecting the journeys with their real adapters, one module for each part of the work; composition calls them."""
