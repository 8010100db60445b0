"""Days: counted in months, and written as people read them. All in UTC."""

import calendar
from datetime import date

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def add_months(day: date, months: int) -> date:
    """Return the day `months` later; the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def written(day: date, language: str) -> str:
    """Return `day` as "18 november 2029" in `language` ("sv" or "en")."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"
