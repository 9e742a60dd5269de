"""Used by Scripts/check-readers: what other readers make of a feed is what the office planned."""

import json
import os
import sys

import icalendar

from served import Office, Service

office = Office(people=40)
service = Service(office)
failures = []


def check(what, holds):
    print(("ok: " if holds else "FAILED: ") + what)
    if not holds:
        failures.append(what)


try:
    token = office.token("W01", "--no-deadlines", "--no-to-dos", "--alarm", "30")
    response, body = service.get(f"/feeds/{token}.ics")
    office.write("feed.ics", body.decode())
    # libical, by its own check of restrictions and by reading it to its normal form.
    report = json.loads(office.run("calendar", "check", "feed.ics", "--json"))
    check("libical has no complaint", report["problems"] == [])
    calendar, normal = icalendar.Calendar.from_ical(body), icalendar.Calendar.from_ical(report["normalForm"])
    events, others = calendar.walk("VEVENT"), normal.walk("VEVENT")
    check("python icalendar reads 200 events without an error", len(events) == 200 and not any(event.errors for event in events) and not calendar.errors)

    def facts(event):
        names = ["UID", "SUMMARY", "LOCATION", "DESCRIPTION", "SEQUENCE", "STATUS", "TRANSP"]
        times = [event.decoded(name) for name in ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED")]
        alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        return [str(event.get(name)) for name in names] + [str(time) for time in times + alarms]

    check("libical and python icalendar read the same", sorted(map(facts, events)) == sorted(map(facts, others)))
    planned = {f"session-{line['task']}": line for line in office.json("plan", "show", "2026-2027-1")["sessions"]}
    read = {str(event["UID"]).split("@")[0]: event for event in events}
    check("each planned talk is there once", planned.keys() == read.keys())
    same = all(
        str(read[uid].decoded("DTSTART").date()) == line["day"] and str(read[uid]["SUMMARY"]).startswith(line["title"])
        and f"第{line['period']}节" in str(read[uid]["DESCRIPTION"]) for uid, line in planned.items()
    )
    check("on its day, in its period, under its title", same)
    check("at +08:00", {str(event.decoded("DTSTART").utcoffset()) for event in events} == {"8:00:00"})
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    check("written again by python icalendar it reads the same", sorted(map(facts, again.walk("VEVENT"))) == sorted(map(facts, events)))
finally:
    service.stop()
    office.remove()
sys.exit(1 if failures else 0)
