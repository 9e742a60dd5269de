"""What Thunderbird does with a calendar of the teacher's own. Used by Scripts/check-thunderbird."""

OWN = "自己的"

MAKE = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:A="http://apple.com/ns/ical/"><D:set><D:prop>
<D:displayname>自己的</D:displayname><A:calendar-color>#AA5500FF</A:calendar-color>
</D:prop></D:set></C:mkcalendar>"""

# An event of one hour; `given` are identifier, title and start in Shanghai.
EVENT = """
  const event = new CalEvent();
  event.id = given[0];
  event.title = given[1];
  event.startDate = cal.createDateTime(given[2]);
  event.startDate.timezone = cal.timezoneService.getTimezone("Asia/Shanghai");
  event.endDate = event.startDate.clone();
  event.endDate.hour += 1;
"""

ADD = f"await calendar('{OWN}').addItem(event);"


def make(device, check):
    status, _ = device.ask("MKCALENDAR", "own/", MAKE.encode(), Content_Type="application/xml")
    check("another device makes a calendar", status == 201, status)


def edit(bird, device, check):
    """An event comes, changes and goes."""
    colour = bird.run(f"return [calendar('{OWN}').getProperty('color'), calendar('{OWN}').readOnly];")
    check("the calendar comes with its colour, to be written to", colour == ["#AA5500", False], colour)
    bird.run(EVENT + ADD, "plain", "备课", "20260910T080000")
    status, text = device.ask("GET", "own/plain.ics")
    check("an event made in Thunderbird is in the service", status == 200 and "SUMMARY:备课" in text and "DTSTART;TZID=Asia/Shanghai:20260910T080000" in text, text)
    bird.run(f"const old = await item('{OWN}', '备课'); const one = old.clone(); one.title = '集体备课'; one.setProperty('LOCATION', '二楼'); await calendar('{OWN}').modifyItem(one, old);")
    _, text = device.ask("GET", "own/plain.ics")
    check("a change of it, too", "SUMMARY:集体备课" in text and "LOCATION:二楼" in text, text)
    bird.run(f"await calendar('{OWN}').deleteItem(await item('{OWN}', '集体备课'));")
    check("and its end", device.ask("GET", "own/plain.ics")[0] == 404)


def repeat(bird, device, check):
    """A weekly event, one of which is another and one of which falls out."""
    bird.run(EVENT + """
      event.recurrenceInfo = new CalRecurrenceInfo(event);
      event.recurrenceInfo.appendRecurrenceItem(cal.createRecurrenceRule("RRULE:FREQ=WEEKLY;COUNT=5"));
    """ + ADD, "weekly", "教研组会", "20260911T140000")
    bird.run(f"""
      const parent = await item("{OWN}", "教研组会");
      const dates = datesOf(parent);
      const changed = dates[1].clone();
      changed.title = "教研组会: 评课";
      await calendar("{OWN}").modifyItem(changed, dates[1]);""")
    bird.run(f"""
      const parent = await item("{OWN}", "教研组会");
      const changed = parent.clone();
      changed.recurrenceInfo.removeOccurrenceAt(datesOf(parent)[2].recurrenceId);
      await calendar("{OWN}").modifyItem(changed, parent);""")
    _, text = device.ask("GET", "own/weekly.ics")
    check("a weekly event keeps its rule, its exception and its gap", all(part in text for part in (
        "RRULE:FREQ=WEEKLY;COUNT=5", "RECURRENCE-ID;TZID=Asia/Shanghai:20260918T140000", "SUMMARY:教研组会: 评课", "EXDATE;TZID=Asia/Shanghai:20260925T140000")), text)
    shown = bird.run(f"""
      await refresh("{OWN}");
      const parent = await item("{OWN}", "教研组会");
      return datesOf(parent).map(one => one.title + one.startDate.icalString);""")
    check("and comes back as four dates", shown == [
        "教研组会20260911T140000", "教研组会: 评课20260918T140000", "教研组会20261002T140000", "教研组会20261009T140000"], shown)


def note(bird, device, check):
    """A to-do of the teacher's own is the teacher's alone."""
    bird.run(f"const one = new CalTodo(); one.id = 'todo'; one.title = '买粉笔'; await calendar('{OWN}').addItem(one);")
    bird.run(f"const old = await item('{OWN}', '买粉笔'); const one = old.clone(); one.isCompleted = true; await calendar('{OWN}').modifyItem(one, old);")
    _, text = device.ask("GET", "own/todo.ics")
    check("a to-do of one's own is kept with its mark", "SUMMARY:买粉笔" in text and "STATUS:COMPLETED" in text and "PERCENT-COMPLETE:100" in text, text)


def remind(bird, device, check):
    """An alarm that is due is put off and dismissed; both are kept by the service, so that no other device rings again."""
    bird.run(EVENT + """
      const now = cal.dtz.now();
      event.startDate = now.getInTimezone(cal.timezoneService.getTimezone("Asia/Shanghai"));
      event.startDate.minute += 5;
      event.endDate = event.startDate.clone();
      event.endDate.hour += 1;
      const alarm = new CalAlarm();
      alarm.related = Ci.calIAlarm.ALARM_RELATED_START;
      alarm.action = "DISPLAY";
      alarm.offset = cal.createDuration("-PT10M");
      event.addAlarm(alarm);
    """ + ADD, "alarm", "接待来访", "20260912T080000")
    rings = bird.run("""
      const ringing = await until("the alarm", () => Services.wm.getMostRecentWindow("Calendar:AlarmWindow"));
      return (await until("its line", () => ringing.document.querySelector("richlistitem"))) && true;""")
    check("an alarm of the calendar rings", rings)
    service = 'const service = Cc["@mozilla.org/calendar/alarm-service;1"].getService(Ci.calIAlarmService); '
    bird.run(service + f"const one = await item('{OWN}', '接待来访'); await service.snoozeAlarm(one, one.getAlarms()[0], cal.createDuration('PT15M'));")
    text = bird.run(f"return (await until('the snooze', async () => {{ const one = await item('{OWN}', '接待来访'); return one.hasProperty('X-MOZ-SNOOZE-TIME') && one.icalString; }}));")
    _, kept = device.ask("GET", "own/alarm.ics")
    check("putting it off is kept", "X-MOZ-SNOOZE-TIME:" in kept and "X-MOZ-LASTACK:" in kept and "BEGIN:VALARM" in kept, kept + text)
    bird.run(service + f"const one = await item('{OWN}', '接待来访'); await service.dismissAlarm(one, one.getAlarms()[0]);")
    bird.run(f"await until('the end', async () => !(await item('{OWN}', '接待来访')).hasProperty('X-MOZ-SNOOZE-TIME'));")
    _, kept = device.ask("GET", "own/alarm.ics")
    check("dismissing it is kept", "X-MOZ-SNOOZE-TIME:" not in kept and "X-MOZ-LASTACK:" in kept, kept)


def follow(bird, device, check):
    """What another device changes comes with the next refresh, and only that."""
    def event(title):
        return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//\r\nBEGIN:VEVENT\r\nUID:other\r\nDTSTAMP:20260901T000000Z\r\n"
                f"DTSTART:20260913T010000Z\r\nDTEND:20260913T020000Z\r\nSUMMARY:{title}\r\nX-OTHER;A=1:kept\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").encode()

    token = f"calendar('{OWN}').wrappedJSObject.mUncachedCalendar.wrappedJSObject"
    supported, before = bird.run(f"await refresh('{OWN}'); return [{token}.mHasWebdavSyncSupport, {token}.mWebdavSyncToken];")
    check("Thunderbird follows by sync-collection", supported and before, before)
    device.ask("PUT", "own/other.ics", event("来自手机"), Content_Type="text/calendar; charset=utf-8")
    come, after = bird.run(f"await refresh('{OWN}'); return [plain(await item('{OWN}', '来自手机')), {token}.mWebdavSyncToken];")
    check("an event of another device comes with a refresh", bool(come) and after != before, [come, before, after])
    device.ask("PUT", "own/other.ics", event("手机上改过"), Content_Type="text/calendar; charset=utf-8")
    check("its change comes", bool(bird.run(f"await refresh('{OWN}'); return plain(await item('{OWN}', '手机上改过'));")))
    bird.run(f"const old = await item('{OWN}', '手机上改过'); const one = old.clone(); one.title = '两边都改过'; await calendar('{OWN}').modifyItem(one, old);")
    _, kept = device.ask("GET", "own/other.ics")
    check("what Thunderbird does not know is still there after its change", "X-OTHER;A=1:kept" in kept and "SUMMARY:两边都改过" in kept, kept)
    device.ask("DELETE", "own/other.ics")
    check("and its end comes", bird.run(f"await refresh('{OWN}'); return await item('{OWN}', '两边都改过') == null;"))
    same = bird.run(f"const one = {token}.mWebdavSyncToken; await refresh('{OWN}'); return one == {token}.mWebdavSyncToken;")
    check("nothing new, no new token", same)


def without_network(bird, device, check):
    """Offline the cache is read and written; what was written goes to the service afterwards."""
    bird.run("Services.io.manageOfflineStatus = false; Services.io.offline = true;")
    read = bird.run(f"return [(await items('{OWN}')).length, (await items('活动')).length, (await items('任务')).length];")
    check("without a network everything can still be read", all(read), read)
    bird.run(EVENT + ADD, "offline", "家访", "20260914T180000")
    status, _ = device.ask("GET", "own/offline.ics")
    check("what is written meanwhile stays in Thunderbird", status == 404, status)
    bird.run(f"Services.io.offline = false; await refresh('{OWN}');")
    text = None
    for _ in range(20):
        status, text = device.ask("GET", "own/offline.ics")
        if status == 200:
            break
        bird.run("await pause(200);")
    check("and goes to the service afterwards", status == 200 and "SUMMARY:家访" in text, text)
