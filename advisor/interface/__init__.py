"""The web app: its pages, the accessible parts they share, and the server's pinned settings and headers."""
