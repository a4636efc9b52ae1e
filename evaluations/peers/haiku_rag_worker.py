"""haiku.rag at work, in a process of its own: it needs Python 3.12, and its packages are not ours.

Run by ``evaluations.peers.haiku_rag`` as a script with that interpreter; reads one JSON value on standard input and
writes one on standard output. It uses haiku.rag's own client: documents imported with chunks, hybrid search, its own
store.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.metadata
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


async def work(given: dict[str, Any]) -> dict[str, Any]:
    """Take the documents in, then search for every question."""
    client_module = importlib.import_module("haiku.rag.client")
    config_module = importlib.import_module("haiku.rag.config")
    chunk_module = importlib.import_module("haiku.rag.store.models.chunk")
    documents_module = importlib.import_module("haiku.rag.client.documents")
    docling = importlib.import_module("docling_core.types.doc.document")
    labels = importlib.import_module("docling_core.types.doc.labels")
    config = config_module.AppConfig.model_validate(
        {
            "embeddings": {
                "model": {
                    "provider": "openai",
                    "name": given["model"],
                    "vector_dim": given["dimensions"],
                    "base_url": given["embeddings_at"],
                    "api_key": "none",
                },
                "batch_size": 64,
            }
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        async with client_module.HaikuRAG(Path(folder) / "peer.lancedb", config=config, create=True) as client:
            began = time.perf_counter()
            imports = []
            for document in given["documents"]:
                whole = docling.DoclingDocument(name=document["id"])
                chunks = []
                for order, text in enumerate(document["chunks"]):
                    item = whole.add_text(label=labels.DocItemLabel.PARAGRAPH, text=text)
                    metadata = {"doc_item_refs": [item.self_ref], "labels": ["paragraph"]}
                    chunks.append(chunk_module.Chunk(content=text, metadata=metadata, order=order))
                imports.append(
                    documents_module.DocumentImport(
                        docling_document=whole, chunks=chunks, uri=document["id"], title=document["title"]
                    )
                )
            for start in range(0, len(imports), 200):
                await client.import_documents(imports[start : start + 200])
            preparing = time.perf_counter() - began
            found = []
            for question in given["questions"]:
                asked = time.perf_counter()
                results = await client.search(question, limit=given["count"], include_images=False)
                taken = (time.perf_counter() - asked) * 1000
                ids = list(dict.fromkeys(result.document_uri for result in results))
                found.append({"ids": ids, "milliseconds": taken})
    return {"version": _version(), "preparing_seconds": preparing, "found": found}


def _version() -> str:
    for name in ("haiku-rag-slim", "haiku-rag"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "of unknown version"


def main() -> None:
    """Read, work, write."""
    json.dump(asyncio.run(work(json.load(sys.stdin))), sys.stdout)


if __name__ == "__main__":
    main()
