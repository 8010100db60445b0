"""Days as people in Sweden count and write them."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_HOME = ZoneInfo("Europe/Stockholm")

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def day_of(moment: datetime) -> date:
    """Return the day it is in Sweden at `moment`, which must have its zone."""
    return moment.astimezone(_HOME).date()


def hours_of(day: date) -> list[datetime]:
    """Return the moments, in UTC, at which the hours of a day in Sweden begin: 24, or 23 or 25."""
    start, end = (
        datetime.combine(one, time(), _HOME).astimezone(UTC)
        for one in (day, day + timedelta(days=1))
    )
    return [start + timedelta(hours=n) for n in range(round((end - start) / timedelta(hours=1)))]


def hour_of(moment: datetime) -> int:
    """Return the hour, 0 to 23, that a clock in Sweden shows at `moment`."""
    return moment.astimezone(_HOME).hour


def add_months(day: date, months: int) -> date:
    """Return the day `months` later; the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def written(day: date, language: str) -> str:
    """Return `day` as "18 november 2029" in `language` ("sv" or "en")."""
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"
