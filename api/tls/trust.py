"""A page over plain http that hands a phone the authority and says how to trust it: nothing else.

It has to be plain: until the phone trusts the authority, https shows a warning. Whoever sits
between could swap the file, so the page asks to compare its fingerprint with the one on the
server's screen.
"""

import contextlib
import html
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from typing_extensions import override

from api.tls.authority import Identity

_PAGE = """<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Handslag: lita på servern</title>
<style>body{{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:auto;padding:1.5rem}}
code{{overflow-wrap:anywhere}}a{{display:inline-block;padding:.75rem 0}}</style>
<h1>Lita på den här servern</h1>
<p>Det görs en gång på varje telefon.</p>
<ol><li><a href="/handslag.crt">Hämta certifikatet</a></li>
<li><b>iPhone:</b> Inställningar, Profil hämtad, Installera. Sedan Allmänt, Om, Inställningar för
betrodda certifikat: slå på Handslag.<br><b>Android:</b> Inställningar, Säkerhet, Fler
säkerhetsinställningar, Installera ett certifikat, CA-certifikat: välj filen.</li>
<li>Jämför: serverns skärm ska visa samma rad.<br><code>{fingerprint}</code></li>
<li><a href="{url}">Öppna Handslag</a> och lägg appen på hemskärmen.</li></ol>
<h1 lang="en">Trust this server</h1>
<p lang="en">Once on each phone. Get <a href="/handslag.crt">the certificate</a>.
<b>iPhone:</b> Settings, Profile Downloaded, Install; then General, About, Certificate Trust
Settings: turn Handslag on. <b>Android:</b> Settings, Security, More security settings, Install a
certificate, CA certificate. Compare the line above with the server's screen, then
<a href="{url}">open Handslag</a> and put the app on the home screen.</p></html>
"""


@contextlib.contextmanager
def serving(identity: Identity, url: str, host: str, port: int) -> Iterator[None]:
    """Serve the page on `host` and `port` inside the block."""
    page = _PAGE.format(url=html.escape(url), fingerprint=identity.fingerprint).encode()
    authority = x509.load_pem_x509_certificate(identity.authority.read_bytes())
    files = {
        "/": ("text/html; charset=utf-8", page),
        # DER under this type is what both systems offer to install.
        "/handslag.crt": ("application/x-x509-ca-cert", authority.public_bytes(Encoding.DER)),
    }
    server = _Server((host, port), _Handler)
    server.files = files
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    files: dict[str, tuple[str, bytes]]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        found = self.server.files.get(self.path)
        self.send_response_only(200 if found else 404)
        if found is None:
            self.end_headers()
            return
        self.send_header("Content-Type", found[0])
        self.send_header("Content-Length", str(len(found[1])))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(found[1])

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: an address is personal data."""
