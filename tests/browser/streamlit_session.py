"""A visitor without a browser: a session over Streamlit's own websocket, as a browser would open it.

It costs next to nothing, so that a test can be thirty people at once. It knows the widgets of the page by the end of
their keys, and keeps what was put into them until the page is opened anew.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qsl

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

_SECONDS = 100
_STREAMLIT = Subprotocol("streamlit")


class StreamlitSession:
    """One tab of one visitor on one page."""

    def __init__(self, base: str, page: str) -> None:
        """Connect to a server.

        Raises:
            OSError: it does not answer.
        """
        address = base.replace("http", "ws", 1) + "/_stcore/stream"
        self._open = ExitStack()
        try:
            self._socket = self._open.enter_context(
                connect(address, subprotocols=[_STREAMLIT], origin=Origin(base), max_size=None, close_timeout=1)
            )
        except WebSocketException as error:
            raise ConnectionError(str(error)) from error
        self._page = page
        self._hash = ""
        self._states: dict[str, WidgetState] = {}
        self._widgets: dict[str, Any] = {}
        self.query = ""
        self.words = ""

    def open(self, query: str = "") -> None:
        """Go to an address of the page."""
        self.query, self._states = query, {}
        self._run()

    def asked(self, name: str) -> str:
        """A value of the address."""
        return dict(parse_qsl(self.query)).get(name, "")

    def has(self, key: str) -> bool:
        """Whether there is a widget of that key."""
        return any(one.endswith(f"-{key}") for one in self._widgets)

    def write(self, key: str, words: str) -> None:
        """Write into a field."""
        self._state(key).string_value = words

    def tick(self, key: str) -> None:
        """Tick a box."""
        self._state(key).bool_value = True

    def choose(self, key: str, place: int) -> None:
        """Choose one of several by its place."""
        self._state(key).string_value = self._widgets[self._id(key)].options[place]

    def press(self, key: str) -> None:
        """Press a button and wait until the page is drawn anew.

        Raises:
            OSError: the server has gone; whether it still did what was asked is not known.
        """
        pressed = WidgetState(id=self._id(key), trigger_value=True)
        self._run(pressed)

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def _id(self, key: str) -> str:
        found = [one for one in self._widgets if one.endswith(f"-{key}")]
        assert len(found) == 1, f"{key} on a page that says: {self.words[-1500:]}"
        return found[0]

    def _state(self, key: str) -> WidgetState:
        widget = self._id(key)
        return self._states.setdefault(widget, WidgetState(id=widget))

    def _run(self, pressed: WidgetState | None = None) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        if self._hash:
            state.page_script_hash = self._hash
        else:
            state.page_name = self._page
        state.widget_states.widgets.extend([*self._states.values(), *([pressed] if pressed else [])])
        try:
            self._socket.send(message.SerializeToString())
            while not self._read():
                pass
        except WebSocketException as error:
            raise ConnectionError(str(error)) from error

    def _read(self) -> bool:
        """Take the next message in; whether it says that the page is drawn."""
        got = ForwardMsg.FromString(self._socket.recv(timeout=_SECONDS))
        match got.WhichOneof("type"):
            case "new_session":
                self.words, self._widgets = "", {}
            case "navigation":
                self._hash = got.navigation.page_script_hash
            case "page_info_changed":
                self.query = got.page_info_changed.query_string
            case "delta" if got.delta.WhichOneof("type") == "new_element":
                element = got.delta.new_element
                shown = getattr(element, str(element.WhichOneof("type")))
                if element.WhichOneof("type") == "html":
                    self.words += shown.body
                elif identifier := getattr(shown, "id", ""):
                    self._widgets[identifier] = shown
            case "script_finished":
                return bool(got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)
        return False
