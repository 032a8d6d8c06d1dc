"""A real mail server for the tests, which can also be as unkind as real ones are."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LONGER_THAN_ANY_TEST = 3600


class MailServer:
    """Keeps what it is sent, oldest first, in `messages`.

    A message stands in `messages` from the moment its last line is in, also when the sender is never
    told so: whoever sends it again has sent it twice.
    """

    def __init__(self) -> None:
        self.host, self.port = "127.0.0.1", 0
        self.messages: list[EmailMessage] = []
        self._refused: set[str] = set()
        self._hangs = False
        self._hangs_up = False

    @property
    def url(self) -> str:
        """Its address, as EMAIL_URL has it."""
        return f"smtp://{self.host}:{self.port}"

    def refuse(self, address: str) -> None:
        """Answer 550 to every message for this address."""
        self._refused.add(address.lower())

    def hang(self) -> None:
        """Take messages in and say nothing, as a server in trouble does: the sender waits."""
        self._hangs = True

    def hang_up(self) -> None:
        """Take messages in and close the connection without a word."""
        self._hangs_up = True

    def recover(self) -> None:
        """Answer again as a server should, to messages that are yet to come."""
        self._refused.clear()
        self._hangs = self._hangs_up = False

    def wait_for(self, count: int) -> list[EmailMessage]:
        """The messages, once there are so many. The sender may not have heard yet that they are in."""
        deadline = time.monotonic() + 240
        while len(self.messages) < count:
            assert time.monotonic() < deadline, f"{len(self.messages)} messages came, not {count}"
            time.sleep(0.02)
        return list(self.messages)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.lower() in self._refused:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content
        assert content is not None
        # Lines end on the wire as they do nowhere else.
        message = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        if self._hangs:
            await asyncio.sleep(LONGER_THAN_ANY_TEST)
        if self._hangs_up:
            server.transport.close()
        return "250 OK"


class _AtAnyPort(Controller):
    """Listens where the system has it listen, so that nobody else can be there first."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    controller = _AtAnyPort(server, hostname=server.host, port=0, ready_timeout=240)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
