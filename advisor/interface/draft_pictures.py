"""Pictures on the page of a draft: drawn elsewhere as SVG, shown as an image with a name; a table has the same."""

from __future__ import annotations

from base64 import b64encode

from advisor.interface.escaping import text


def figure(svg: str, alternative: str, caption: str) -> str:
    """One picture. It keeps its letters legible: a narrow screen scrolls it within its own frame."""
    data = b64encode(svg.encode()).decode()
    return (
        f'<figure class="ga-drawn"><figcaption class="ga-hidden">{text(caption)}</figcaption>'
        f'<div class="ga-scroll" tabindex="0" role="region" aria-label="{text(caption)}">'
        f'<img alt="{text(alternative)}" src="data:image/svg+xml;base64,{data}"></div></figure>'
    )
