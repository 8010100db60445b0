"""Taking captures in: once in effect, whole or not at all."""

import io
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from PIL import Image

from api.auth.subject import Role
from api.db.session import Database
from api.kit import clock, ids
from api.models import Capture, CaptureFile
from api.policies import service as policies
from api.settings import Settings
from tests.uploads import form, picture, send, told

Make = Callable[..., TestClient]
NOW = datetime(2026, 11, 20, 9, 12, 13, tzinfo=UTC)


@pytest.fixture
def phone(client_with: Make) -> TestClient:
    """Give a program that may send captures."""
    return client_with("captures:write")


def stored(database: Database, capture_id: UUID) -> Capture:
    with database.read() as session:
        return session.get_one(Capture, capture_id)


def blobs(settings: Settings) -> list[bytes]:
    return [file.read_bytes() for file in (settings.data / "blobs").rglob("*") if file.is_file()]


def jobs_of(database: Database, capture_id: UUID) -> int:
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.read() as session:
        counted = session.scalar(
            sa.text(f"select count(*) from {table} where workflow_uuid = :name"),  # noqa: S608 - our own
            {"name": f"read:{capture_id}"},
        )
    return int(counted or 0)


def test_a_card_is_taken_in_with_its_job(
    phone: TestClient, database: Database, settings: Settings
) -> None:
    capture_id = ids.new_id()
    content = picture()
    answer = send(phone, form(told(), front=content), capture_id=capture_id)
    assert answer.status_code == 201
    assert answer.json()["state"] == "received"
    assert jobs_of(database, capture_id) == 1
    assert stored(database, capture_id).policy_version_id == "2018-05"
    (kept,) = blobs(settings)
    assert content not in kept, "the quarantine is sealed"


def test_sending_it_again_changes_nothing(
    phone: TestClient, database: Database, settings: Settings
) -> None:
    capture_id, parts = ids.new_id(), form(told(), front=picture(), back=picture("Baksida"))
    answers = [send(phone, parts, capture_id=capture_id) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert jobs_of(database, capture_id) == 1
    assert len(blobs(settings)) == 2


def test_other_content_under_a_known_id_is_refused_and_what_is_stored_stays(
    phone: TestClient, database: Database
) -> None:
    capture_id, capture = ids.new_id(), told()
    send(phone, form(capture, front=picture()), capture_id=capture_id)
    before = stored(database, capture_id).content_sha256
    other_file = send(phone, form(capture, front=picture("Annat")), capture_id=capture_id)
    other_words = send(
        phone,
        form(capture | {"register": "supplier_service"}, front=picture()),
        capture_id=capture_id,
    )
    assert [a.status_code for a in (other_file, other_words)] == [409, 409]
    assert other_file.json()["type"] == "capture-differs"
    assert stored(database, capture_id).content_sha256 == before


def test_another_users_id_is_taken(browser_as: Make, client_with: Make) -> None:
    capture_id, parts = ids.new_id(), form(told(), front=picture())
    assert send(browser_as("seller"), parts, capture_id=capture_id).status_code == 201
    for stranger in (browser_as("seller"), client_with("captures:write")):
        answer = send(stranger, parts, capture_id=capture_id)
        assert (answer.status_code, answer.json()["type"]) == (409, "capture-id-taken")


def test_an_erased_capture_stays_gone(phone: TestClient, database: Database) -> None:
    capture_id, parts = ids.new_id(), form(told(), front=picture())
    send(phone, parts, capture_id=capture_id)
    with database.write() as session:
        session.get_one(Capture, capture_id).erased_at = clock.now()
    answer = send(phone, parts, capture_id=capture_id)
    assert (answer.status_code, answer.json()["type"]) == (410, "capture-erased")


def test_a_hundred_at_once_all_answer(phone: TestClient, database: Database) -> None:
    parts = [form(told(), front=picture(f"Kort {n}")) for n in range(100)]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda p=p: answers.append(send(phone, p).status_code))
        for p in parts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [201] * 100
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(Capture.id))) == 100


def test_the_same_upload_from_two_tabs_at_once_is_one_capture(
    phone: TestClient, database: Database, settings: Settings
) -> None:
    capture_id, parts = ids.new_id(), form(told(), front=picture())
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(send(phone, parts, capture_id=capture_id).status_code)
        )
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * 11 + [201]
    assert jobs_of(database, capture_id) == 1
    assert len(blobs(settings)) == 1


def _bomb() -> bytes:
    content = io.BytesIO()
    Image.new("1", (13_000, 13_000)).save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("parts", "status", "slug"),
    [
        (lambda: form(told(), front=b""), 422, "empty-file"),
        (lambda: form(told(), front=b"not a picture at all"), 415, "unknown-file-kind"),
        (lambda: form(told(), front=b"<svg xmlns='x'/>"), 415, "unknown-file-kind"),
        (lambda: form(told(), document=b"\n<?xml version='1.0'?><svg/>"), 415, "unknown-file-kind"),
        (lambda: form(told(), document=b"%PDF-1.7 ..."), 415, "unknown-file-kind"),
        (lambda: form(told(), document=bytes(range(256))), 415, "unknown-file-kind"),
        (lambda: form(told()), 422, "wrong-parts"),
        (lambda: form(told(), back=picture()), 422, "wrong-parts"),
        (lambda: form(told(), front=picture(), document=b"Hej"), 422, "wrong-parts"),
        (lambda: form(told(), front=picture(), side=b"x"), 422, "wrong-parts"),
        (lambda: form(b"{", front=picture()), 422, "invalid"),
        (lambda: form(b"[]", front=picture()), 422, "invalid"),
        (lambda: form(told(register="friends"), front=picture()), 422, "invalid"),
        (lambda: form(told(channel="telepathy"), front=picture()), 422, "invalid"),
        (lambda: form(told(context={"kind": "party"}), front=picture()), 422, "invalid"),
        (lambda: form(told(taken_at="2026-11-20T10:00:00"), front=picture()), 422, "invalid"),
        (lambda: form(told(taken_at="0001-01-01T00:00:00Z"), front=picture()), 422, "invalid"),
        (
            lambda: form(
                told(context={"kind": "fair", "occasion_id": str(ids.new_id())}), front=picture()
            ),
            422,
            "unknown-occasion",
        ),
    ],
)
def test_bad_input_is_told_and_leaves_nothing(
    phone: TestClient,
    database: Database,
    settings: Settings,
    parts: Callable[[], Any],
    status: int,
    slug: str,
) -> None:
    answer = send(phone, parts())
    assert (answer.status_code, answer.json()["type"]) == (status, slug)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count(Capture.id))) == 0
    assert blobs(settings) == []


@pytest.mark.parametrize("content", [picture()[:2000], _bomb()], ids=["cut off", "169 megapixels"])
def test_what_only_decoding_finds_out_is_taken_in(phone: TestClient, content: bytes) -> None:
    assert send(phone, form(told(), front=content)).status_code == 201


def test_fifty_megabytes_are_too_much(phone: TestClient) -> None:
    answer = send(phone, form(told(), front=b"\xff\xd8\xff" + bytes(50_000_000)))
    assert (answer.status_code, answer.json()["type"]) == (413, "too-large")


@pytest.mark.parametrize("body", [b"", b"--x\r\nbroken", b"--x\r\n\r\n--x--\r\n"])
def test_a_body_that_is_no_form_is_refused(phone: TestClient, body: bytes) -> None:
    answer = phone.put(
        f"/api/v1/captures/{ids.new_id()}",
        content=body,
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("form_", ["PNG", "WEBP"])
def test_the_kind_is_told_by_content_not_by_name(
    phone: TestClient, database: Database, form_: str
) -> None:
    capture_id = ids.new_id()
    parts = form(told(), front=picture(form=form_))
    parts["front"] = ("card.jpg", parts["front"][1], "image/jpeg")
    assert send(phone, parts, capture_id=capture_id).status_code == 201
    with database.read() as session:
        told_type = session.scalar(
            sa.select(CaptureFile.received_type).where(CaptureFile.capture_id == capture_id)
        )
    assert told_type == f"image/{form_.lower()}"


CONTEXTS: list[tuple[dict[str, Any], dict[str, Any], str | None]] = [
    ({"kind": "fair"}, {}, None),
    ({"kind": "service_desk"}, {}, None),
    ({"kind": "customer_site"}, {}, None),
    ({"kind": "feedback"}, {}, None),
    ({"kind": "tech_question"}, {}, None),
    ({"kind": "problem_report"}, {}, None),
    ({"kind": "other_contact"}, {}, None),
    ({"kind": "transaction"}, {}, "reference"),
    ({"kind": "transaction", "reference": " "}, {}, "reference"),
    ({"kind": "transaction", "reference": "Order 4711"}, {}, None),
    ({"kind": "survey", "reference": "2026-1"}, {}, "answered_at"),
    ({"kind": "survey", "reference": "2026-1", "answered_at": NOW.isoformat()}, {}, None),
    ({"kind": "website"}, {}, "url"),
    ({"kind": "website", "url": "https://norvika.example/om"}, {"channel": "website"}, None),
    ({"kind": "fair"}, {"channel": "website"}, "url"),
    ({"kind": "fair"}, {"channel": "other"}, "note"),
    ({"kind": "fair", "note": "Läste upp sitt nummer"}, {"channel": "other"}, None),
]


@pytest.mark.row("P1-7", part=True)
@pytest.mark.row("P1-8", part=True)
@pytest.mark.row("P1-10", part=True)
@pytest.mark.parametrize(("context", "changes", "missing"), CONTEXTS)
def test_each_context_and_channel_asks_for_what_makes_it_evidence(
    phone: TestClient, context: dict[str, Any], changes: dict[str, Any], missing: str | None
) -> None:
    answer = send(phone, form(told(context=context, **changes), front=picture()))
    if missing is None:
        assert answer.status_code == 201
    else:
        assert answer.status_code == 422
        assert missing in str(answer.json()["errors"])


@pytest.mark.row("P1-11", part=True)
def test_a_phone_whose_clock_runs_an_hour_ahead_is_taken_in_and_flagged(
    phone: TestClient, database: Database
) -> None:
    capture_id = ids.new_id()
    ahead = clock.now() + timedelta(hours=1)
    parts = form(told(taken_at=(ahead - timedelta(minutes=2)).isoformat()), front=picture())
    answer = send(phone, parts, capture_id=capture_id, sent_at=ahead)
    assert answer.status_code == 201
    assert answer.json()["clock_flagged"] is True
    capture = stored(database, capture_id)
    assert capture.skew_ms == pytest.approx(3_600_000, abs=60_000)
    assert capture.sent_at == ahead
    assert capture.taken_at == ahead - timedelta(minutes=2)
    assert abs(capture.received_at - clock.now()) < timedelta(minutes=1)


def test_a_card_taken_after_it_was_sent_by_the_same_clock_is_refused(phone: TestClient) -> None:
    later = (clock.now() + timedelta(minutes=1)).isoformat()
    answer = send(phone, form(told(taken_at=later), front=picture()))
    assert (answer.status_code, answer.json()["type"]) == (422, "taken-after-sent")


def test_a_phone_that_does_not_say_its_time_is_taken_in(phone: TestClient) -> None:
    answer = phone.put(f"/api/v1/captures/{ids.new_id()}", files=form(told(), front=picture()))
    assert answer.status_code == 201
    assert answer.json()["clock_flagged"] is False


@pytest.mark.row("P7-62")
def test_a_card_of_before_midnight_keeps_the_policy_of_before_midnight(
    phone: TestClient, database: Database
) -> None:
    midnight = clock.now() + timedelta(hours=2)
    with database.write() as session:
        policies.publish(
            session, version_id="2027-01", effective_from=midnight, content=b"Ny policy."
        )
    now = midnight + timedelta(hours=8)
    # Minutes from midnight at which the card was taken, and minutes the phone is ahead of us.
    phones = {(-10, 0): "2018-05", (-10, 30): "2018-05", (1, 0): "2027-01"}
    with clock.stopped_at(now):
        for (minutes, ahead), version in phones.items():
            taken = midnight + timedelta(minutes=minutes + ahead)
            parts = form(told(taken_at=taken.isoformat()), front=picture())
            answer = send(phone, parts, sent_at=now + timedelta(minutes=ahead))
            assert answer.json()["policy_version"] == version


@pytest.mark.parametrize(
    ("role", "status"), [(None, 200), ("seller", 404), ("reviewer", 200), ("admin", 403)]
)
def test_a_seller_sees_ones_own_and_a_reviewer_all(
    browser_as: Make, role: Role | None, status: int
) -> None:
    capture_id, sender = ids.new_id(), browser_as("seller")
    send(sender, form(told(), front=picture()), capture_id=capture_id)
    asking = sender if role is None else browser_as(role)
    assert asking.get(f"/api/v1/captures/{capture_id}").status_code == status


def test_the_list_of_what_one_sent_is_ones_own_latest_first(browser_as: Make) -> None:
    seller, colleague = browser_as("seller"), browser_as("seller")
    sent = [ids.new_id() for _ in range(5)]
    for capture_id in sent:
        send(seller, form(told(), front=picture()), capture_id=capture_id)
    send(colleague, form(told(), front=picture()))
    listed: list[str] = []
    cursor = None
    while True:
        page = seller.get(
            "/api/v1/captures", params={"limit": 2} | ({"cursor": cursor} if cursor else {})
        ).json()
        listed += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert listed == [str(capture_id) for capture_id in reversed(sent)]


def test_who_may_not_send_is_told_before_the_body_is_read(
    client: TestClient, client_with: Make
) -> None:
    parts = form(told(), front=picture())
    assert send(client, parts).status_code == 401
    assert send(client_with("contacts:read"), parts).status_code == 403
