"""How Thunderbird finds a teacher's calendars, shows duties and ticks tasks off. Used by Scripts/check-thunderbird."""

import os

# `given` are user name, password and location.
FIND = """
  const found = await cal.provider.detection.detect(given[0], given[1], given[2], true, [], {});
  const calendars = [...found.values()].flat();
"""


def find(bird, office, port, check):
    """What the dialog "New Calendar, on the network" does with a user name and a location."""
    host = f"https://localhost:{port}"
    for location in (host, host + "/dav/", host + "/dav/principals/A1/"):
        found = bird.run(FIND + "return calendars.map(one => [one.name, one.readOnly]);", "A1", office.password, location)
        check(f"finds the calendars from {location.replace(host, 'https://HOST')}", sorted(found) == [["任务", False], ["活动", True]], found)
    wrong = bird.run(
        "try { await cal.provider.detection.detect('A1', 'wrong', given[0], false, [], {}); return 'in' } catch (e) { return e.name }", host)
    check("a wrong password is told as one", wrong == "AuthFailedError", wrong)


# The dialog that "Add Calendar…" opens, from its first page to its last; `given` are user name, password and location.
DIALOG = """
  const opened = (address, ready) => until(address, () =>
    [...Services.wm.getEnumerator(null)].find(one => one.location.href.endsWith(address) && one.document.readyState == "complete" && ready(one)));
  const next = () => wizard.document.querySelector("dialog").getButton("accept").click();
  setTimeout(() => cal.window.openCalendarWizard(window), 0);
  const wizard = await opened("calendar-creation.xhtml", one => one.document.getElementById("calendar-type"));
  await pause(500);
  wizard.document.getElementById("calendar-type").value = "network";
  next();
  for (const [name, value] of [["network-username-input", given[0]], ["network-location-input", given[2]]]) {
    const field = wizard.document.getElementById(name);
    field.value = value;
    field.dispatchEvent(new wizard.Event("input"));
  }
  await pause(200);
  next();
  const asked = await opened("commonDialog.xhtml", one => one.document.getElementById("password1Textbox"));
  await pause(500);
  asked.document.getElementById("password1Textbox").value = given[1];
  asked.document.querySelector("dialog").getButton("accept").click();
  const list = await until("what was found", () => {
    const list = wizard.document.getElementById("network-calendar-list");
    return !wizard.document.getElementById("panel-select-calendars").hidden && list.children.length && list;
  });
  const names = [...list.children].map(one => [one.calendar.name, one.calendar.readOnly]);
  await pause(200);
  next();
  for (const [name] of names) await until(name, async () => calendar(name) && (await items(name)).length);
  return names;
"""


def add_by_dialog(bird, office, port, check):
    """What the README tells a teacher to do."""
    names = bird.run(DIALOG, "A1", office.password, f"https://localhost:{port}/dav/")
    check("the dialog for a new calendar asks for the password, finds both calendars and fills them", sorted(names) == [["任务", False], ["活动", True]], names)


def subscribe(bird, office, port, check):
    """Ticks all that was found, and waits until each calendar was read."""
    names = bird.run(
        FIND + """
        for (const one of calendars) {
          if (calendar(one.name)) continue;
          one.setProperty("cache.enabled", true);
          cal.manager.registerCalendar(one);
          await refresh(one.name);
        }
        return cal.manager.getCalendars().map(one => one.name);""", "A1", office.password, f"https://localhost:{port}")
    check("subscribes to them", {"任务", "活动"} <= set(names), names)


def read(bird, office, check):
    sessions = office.json("plan", "show", "2026-2027-1")["sessions"]
    shown = bird.run("await refresh('活动'); return (await items('活动')).map(plain);")
    mine = [one for one in shown if "DTSTART;TZID=Asia/Shanghai" in one["text"]]
    check("活动 shows the planned sessions at their time", 0 < len(mine) <= len(sessions), f"{len(mine)} of {len(shown)}, planned {len(sessions)}")
    check("活动 cannot be written to", bird.run("return calendar('活动').readOnly"))
    tasks = bird.run("return (await items('任务')).map(plain);")
    pending = {task["title"] for task in office.json("tasks", "--person", "A1")}
    check("任务 shows the tasks of `jiaoli tasks`", {one["title"] for one in tasks} == pending, [one["title"] for one in tasks])


def read_feed(bird, office, port, check):
    """The feed of a token, by its address alone."""
    address = f"https://localhost:{port}/feeds/{office.token('A1')}.ics"
    names = bird.run("""
      const found = await cal.provider.detection.detect("", "", given[0], false, [], {});
      const calendars = [...found.values()].flat();
      for (const one of calendars) {
        one.setProperty("cache.enabled", true);
        cal.manager.registerCalendar(one);
      }
      return calendars.map(one => [one.name, one.type, one.readOnly]);""", address)
    check("a feed is found by its address", [one[1] for one in names] == ["ics"], names)
    feed = office.run("feed", "A1").decode()
    expected = [feed.count("BEGIN:VEVENT\r\n"), feed.count("BEGIN:VTODO\r\n")]
    read = bird.run("""
      const all = await until("the feed", async () => { const all = await items(given[0]); return all.length && all; });
      return [all.filter(one => one.isEvent()).length, all.filter(one => one.isTodo()).length];""", names[0][0])
    check("and all of it is read", read == expected, [read, expected])


# Where the box of a line of the task list is.
BOX = """
  const tree = document.getElementById("calendar-task-tree");
  const row = await until("the line " + given[0], () => tree.mTaskArray.findIndex(one => one.title == given[0]) + 1) - 1;
  tree.ensureRowIsVisible(row);
  const column = tree.columns.getNamedColumn("calendar-task-tree-col-completed");
  const cell = tree.getCoordsForCellItem(row, column, "cell");
  const box = tree.body.getBoundingClientRect();
  return [box.left + cell.x + cell.width / 2, box.top + cell.y + cell.height / 2];
"""


def click(bird, title, test):
    """Clicks into the box of a task and waits until the task is as the test wants it.

    The test is JavaScript of `one`, which has the task's status and whether it is done."""
    bird.click(*bird.run(BOX, title))
    return bird.run(f"return await until('the task', async () => {{ const one = plain(await item('任务', given[0])); return {test} && one; }});", title)


def tick_off(bird, office, keep, check):
    bird.run("""
      document.getElementById("tasksButton").click();
      await until("the task list", () => window.gCurrentMode == "task");
      document.getElementById("opt_all_filter").click();
      await until("tasks", () => document.getElementById("calendar-task-tree").mTaskArray.length);""")
    bird.picture(os.path.join(keep, "tasks-before.png"))
    done = click(bird, "读完一本书", "one.done")
    check("a click into the box hands the task in", office.status("读完一本书") == "submitted", office.status("读完一本书"))
    check("and Thunderbird shows it as done and waiting for review", done["status"] == "COMPLETED" and "已提交" in done["description"], done)
    back = click(bird, "写读书笔记", "one.status == 'IN-PROCESS'")
    check("a task without its evidence comes back in process", not back["done"] and office.status("写读书笔记") == "open", back)
    check("and says what is missing and where to bring it", "【未能提交】" in back["description"] and "照片" in back["description"]
          and "/tasks/" in back["description"], back["description"])
    bird.run("""
      const tree = document.getElementById("calendar-task-tree");
      tree.view.selection.select(tree.mTaskArray.findIndex(one => one.title == given[0]));
      await pause(500);""", "写读书笔记")
    bird.picture(os.path.join(keep, "tasks-after.png"))
    again = click(bird, "读完一本书", "!one.done")
    check("taking the mark away takes the task back", office.status("读完一本书") == "open" and again["status"] != "COMPLETED", again)
    title = bird.run("""
      const old = await item("任务", "交读书心得");
      const changed = old.clone();
      changed.title = "随便";
      let outcome = "taken";
      try { await calendar("任务").modifyItem(changed, old); } catch (e) { outcome = "refused"; }
      await refresh("任务");
      return [outcome, !!(await item("任务", "交读书心得")), !!(await item("任务", "随便"))];""")
    check("a task's title cannot be changed, and stays", title == ["refused", True, False], title)
    kept = bird.run("""
      const old = await item("任务", "交读书心得");
      let outcome = "taken";
      // Thunderbird says nothing where a deletion is refused.
      try { await calendar("任务").deleteItem(old); } catch (e) {}
      const added = new CalTodo();
      added.title = "随手记";
      try { await calendar("任务").addItem(added); } catch (e) { outcome = "refused"; }
      await refresh("任务");
      return [outcome, !!(await item("任务", "交读书心得")), !!(await item("任务", "随手记"))];""")
    check("a task cannot be deleted and none added, and Thunderbird shows so", kept == ["refused", True, False] and office.status("交读书心得") == "open", kept)
    office.run("review", str(next(task["id"] for task in office.json("tasks", "--person", "A1") if task["title"] == "交读书心得")), "--waive", "免交")
    gone = bird.run("await refresh('任务'); return plain(await item('任务', '交读书心得'));")
    check("what the office waives is settled in Thunderbird after a refresh", gone and gone["status"] in ("COMPLETED", "CANCELLED"), gone)


def tick_offline(bird, office, check):
    """Boxes that are ticked without a network are heard when it is back."""
    bird.run("""
      Services.io.manageOfflineStatus = false;
      Services.io.offline = true;
      for (const title of ["读完一本书", "写读书笔记"]) {
        const old = await item("任务", title);
        const one = old.clone();
        one.isCompleted = true;
        await calendar("任务").modifyItem(one, old);
      }""")
    check("boxes ticked without a network are ticked in Thunderbird only", office.status("读完一本书") == "open")
    bird.run("Services.io.offline = false; await refresh('任务');")
    bird.run("await pause(2000); await refresh('任务');")
    check("and hand tasks in afterwards", office.status("读完一本书") == "submitted" and office.status("写读书笔记") == "open",
          [office.status("读完一本书"), office.status("写读书笔记")])
    back = bird.run("return plain(await item('任务', '写读书笔记'));")
    check("the one without its evidence comes back here, too", back["status"] == "IN-PROCESS" and "【未能提交】" in back["description"], back)
