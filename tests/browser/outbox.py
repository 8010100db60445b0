"""Looking into the outbox of a page, and into what the service has of it."""

import base64
import io
import json
import sqlite3
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Error, Page

from api.storage import keyring, sealing
from tests.browser.programs import Handslag
from tests.uploads import picture

_RELOADS = 5
_ITEMS = """() => new Promise((done, failed) => {
  const open = indexedDB.open("handslag-outbox");
  open.onerror = () => failed(open.error);
  open.onupgradeneeded = () => open.transaction.abort();
  open.onsuccess = () => {
    const all = open.result.transaction("items").objectStore("items").getAll();
    all.onsuccess = () => { open.result.close(); done(all.result); };
  };
})"""


def items(page: Page) -> list[dict[str, Any]]:
    """Return what waits, as the app keeps it, without the sealed contents."""
    for _ in range(_RELOADS):
        try:
            found: list[dict[str, Any]] = page.evaluate(_ITEMS)
        except Error as error:
            # The app loads itself anew when a newer one stands on the server: look again then.
            if "Execution context was destroyed" not in error.message:
                raise
            page.wait_for_load_state()
        else:
            return found
    raise TimeoutError("the page is loaded again and again")


def wait_for(page: Page, count: int, *, seconds: int = 240) -> None:
    """Wait until `count` items are on the phone."""
    for _ in range(seconds * 4):
        if len(items(page)) == count:
            return
        page.wait_for_timeout(250)
    raise TimeoutError(f"{len(items(page))} items, not {count}: {items(page)[:2]}")


def wait_for_fewer(page: Page) -> None:
    """Wait until at least five more items have gone."""
    before = len(items(page))
    for _ in range(240):
        if len(items(page)) <= before - 5:
            return
        page.wait_for_timeout(250)
    raise TimeoutError(f"still {before} items")


_CONTENTS = """() => new Promise((done) => {
  const open = indexedDB.open("handslag-outbox");
  open.onsuccess = () => {
    const all = open.result.transaction("contents").objectStore("contents").getAll();
    all.onsuccess = () => {
      open.result.close();
      done(all.result.map((content) => Array.from(new Uint8Array(content))));
    };
  };
})"""


def contents(page: Page) -> list[bytes]:
    """Return the stored bytes of what waits."""
    return [bytes(content) for content in page.evaluate(_CONTENTS)]


def stored_pictures(page: Page, handslag: Handslag) -> list[Image.Image]:
    """Return the front of each capture that waits, opened as the service alone can."""
    opened: list[Image.Image] = []
    for item, sealed in zip(items(page), contents(page), strict=True):
        if item["kind"] == "capture":
            ring = keyring.load(handslag.data / "keys" / "master.key")
            kind, body = sealing.open_sealed(ring, sealed, f"/api/v1{item['path']}")
            mail = BytesParser(policy=HTTP).parsebytes(
                f"Content-Type: {kind}\r\n\r\n".encode() + body
            )
            (front,) = [part for part in mail.walk() if part.get_filename() == "front"]
            content = front.get_payload(decode=True)
            assert isinstance(content, bytes)
            opened.append(Image.open(io.BytesIO(content)))
    return opened


def pictures(folder: Path, count: int, name: str = "card") -> list[Path]:
    """Draw `count` cards that differ."""
    paths = [folder / f"{name}-{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(picture(f"{name} {number}", "Norvika Bygg AB", size=(700, 420)))
    return paths


def erase_all(handslag: Handslag) -> None:
    """Mark every capture as erased on its person's request."""
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        database.execute("UPDATE captures SET erased_at = received_at")
    database.close()


def key_of(handslag: Handslag, kid: str) -> str:
    """Return the public key of another month, as the app keeps it."""
    point = sealing.public_key(keyring.load(handslag.data / "keys" / "master.key"), kid)
    return json.dumps({"kid": kid, "key": base64.b64encode(point).decode()})


def received(handslag: Handslag) -> dict[str, tuple[datetime, str]]:
    """Return the moment and the seller of every capture that the service has, by id."""
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        rows = database.execute(
            "SELECT c.id, c.taken_at, u.email FROM captures c JOIN users u ON u.id = c.user_id"
        ).fetchall()
    database.close()
    return {row[0]: (datetime.fromisoformat(row[1]).replace(tzinfo=UTC), row[2]) for row in rows}


def known(page: Page, handslag: Handslag) -> set[str]:
    """Return the id of every capture on the phone or at the service; one on its way is in both."""
    return {one["captureId"].replace("-", "") for one in items(page)} | received(handslag).keys()


def channels(handslag: Handslag) -> list[str]:
    """Return the channel of each capture that the service has, oldest first."""
    with sqlite3.connect(handslag.data / "handslag.db") as database:
        rows = database.execute("SELECT channel FROM captures ORDER BY id").fetchall()
    database.close()
    return [row[0] for row in rows]


def wait_for_rows(page: Page, handslag: Handslag, query: str) -> list[tuple[Any, ...]]:
    """Return what `query` finds at the service, once it finds something."""
    for _ in range(240):
        with sqlite3.connect(handslag.data / "handslag.db") as database:
            rows = database.execute(query).fetchall()
        database.close()
        if rows:
            return rows
        page.wait_for_timeout(250)
    raise TimeoutError(query)
