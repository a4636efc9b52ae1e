"""Keeping libraries off the network: several try it unless told not to."""

from __future__ import annotations

from advisor.settings import Settings


def libraries_offline(settings: Settings) -> dict[str, str]:
    """What they have to find in the environment before any of them is imported."""
    return {
        "ANONYMIZED_TELEMETRY": "False",
        "HF_HUB_OFFLINE": "0" if settings.embedding.allow_download else "1",
        "TRANSFORMERS_OFFLINE": "0" if settings.embedding.allow_download else "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "LANGSMITH_TRACING": "false",
        "LANGCHAIN_TRACING_V2": "false",
        "LANGSMITH_TRACING_V2": "false",
        "TOKENIZERS_PARALLELISM": "false",
    }
