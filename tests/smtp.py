"""A small mail relay on this machine (RFC 5321), with STARTTLS, that keeps what it is handed."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from typing_extensions import override

from api.tls.authority import identity_for


@dataclass
class Server:
    """What the relay does and has seen. `answers`: what it says to each recipient, then 250."""

    port: int
    authority: Path
    answers: list[bytes] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    offers_tls: bool = True


@contextmanager
def relay(folder: Path, name: str = "localhost") -> Iterator[Server]:
    """Give a relay on a free port whose certificate is for `name`."""
    identity = identity_for(folder, [name])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.certificate, identity.key)

    class Session(socketserver.BaseRequestHandler):
        @override
        def handle(self) -> None:
            if not _converse(self.request, seen, is_encrypted=False):
                return
            try:
                with context.wrap_socket(self.request, server_side=True) as secure:
                    _converse(secure, seen, is_encrypted=True)
            except OSError:
                return  # the other side did not like the certificate, or went away

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        seen = Server(server.server_address[1], identity.authority)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield seen
        server.shutdown()


def _converse(connection: socket.socket, seen: Server, *, is_encrypted: bool) -> bool:
    """Talk until the other side has done, and return whether it wants to go on encrypted."""
    with connection.makefile("rb") as heard, connection.makefile("wb", 0) as said:
        if not is_encrypted:
            said.write(b"220 ready\r\n")
        while line := heard.readline():
            verb = line[:4].upper()
            if verb == b"STAR":
                said.write(b"220 go on\r\n")
                return True
            if verb == b"DATA":
                said.write(b"354 tell\r\n")
                told = b"".join(iter(heard.readline, b".\r\n"))
                seen.mails.append(message_from_bytes(told, policy=policy.default))
                seen.encrypted.append(is_encrypted)
            said.write(_answer(verb, seen) + b"\r\n")
            if verb == b"QUIT":
                break
    return False


def _answer(verb: bytes, seen: Server) -> bytes:
    if verb == b"EHLO":
        return b"250-here\r\n" + (b"250-STARTTLS\r\n" if seen.offers_tls else b"") + b"250 8BITMIME"
    if verb == b"QUIT":
        return b"221 bye"
    return seen.answers.pop(0) if verb == b"RCPT" and seen.answers else b"250 fine"
