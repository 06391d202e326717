"""Times as readers see them: on the clock of the place they come from."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from parallax.web.places import zone


def short_time(at: datetime, country: str, now: datetime) -> str:
    """ "14:05", "Tue 14:05" within the week, "16 Jul" within the year, else "16 Jul 2024"; local."""
    there = at.astimezone(zone(country).info)
    today = now.astimezone(zone(country).info).date()
    if there.date() == today:
        return f"{there:%H:%M}"
    if timedelta(0) < today - there.date() < timedelta(days=7):
        return f"{there:%a %H:%M}"
    if there.year == today.year:
        return f"{there.day} {there:%b}"
    return f"{there.day} {there:%b %Y}"


def long_time(at: datetime, country: str) -> str:
    """ "Wednesday 16 July 2025, 14:05, Kyiv time"."""
    there = at.astimezone(zone(country).info)
    return f"{there:%A} {there.day} {there:%B %Y}, {there:%H:%M}, {zone(country).town} time"


def clock_time(at: datetime, country: str) -> str:
    return f"{at.astimezone(zone(country).info):%H:%M}"


def time_after(at: datetime, first: datetime) -> str:
    """ "at once", "25 min later", "3 h later", "2 days later": what clocks of several countries hide."""
    minutes = round((at - first).total_seconds() / 60)
    if minutes < 1:
        return "at once"
    if minutes < 60:
        return f"{minutes} min later"
    hours = round(minutes / 60)
    return f"{hours} h later" if hours < 48 else f"{round(hours / 24)} days later"


def town(country: str) -> str:
    return zone(country).town


def utc_time(at: datetime) -> str:
    """ "16 Jul 2025, 11:05 UTC", for what happened on this machine rather than in a place."""
    there = at.astimezone(zone("").info)
    return f"{there.day} {there:%b %Y, %H:%M} UTC"


def day_name(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
