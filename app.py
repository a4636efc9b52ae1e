"""The web app. ``advisor serve`` runs it with its settings pinned; ``streamlit run app.py`` runs it too."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from advisor.interface.headers import SecurityHeaders
from advisor.interface.routes import ROUTES, lifespan
from advisor.interface.server import FRAME, names, sign_in_secrets, tls_only

# `streamlit run` finds the app by reading this line, so the call stays literal.
app = st.App(
    FRAME,
    secrets=sign_in_secrets(),
    routes=ROUTES,
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders, tls_only=tls_only()),
        Middleware(TrustedHostMiddleware, allowed_hosts=names(), www_redirect=False),
    ],
)
