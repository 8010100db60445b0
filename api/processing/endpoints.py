"""The record of processing over HTTP: as data, and as a page for the authority."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.auth.guards import DatabaseDep, PrivacyOfficer
from api.errors import language_of
from api.processing import page
from api.processing.record import gather
from api.processing.schemas import ProcessingRead

router = APIRouter(tags=["processing"])


@router.get("/processing-record")
def get_record(database: DatabaseDep, _subject: PrivacyOfficer) -> ProcessingRead:
    """Give the record of processing activities as it stands now (GDPR Art. 30)."""
    with database.read() as session:
        return gather(session)


@router.get("/processing-record.html", response_class=HTMLResponse)
def read_record(request: Request, database: DatabaseDep, _subject: PrivacyOfficer) -> HTMLResponse:
    """Show the same as a page to print or hand over."""
    with database.read() as session:
        content = page.draw(gather(session), language_of(request))
    return HTMLResponse(content, headers={"Content-Security-Policy": page.CONTENT_SECURITY_POLICY})
