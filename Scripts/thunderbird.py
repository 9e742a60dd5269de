"""A real Thunderbird on a screen of its own, driven by script over Marionette. Used by Scripts/check-thunderbird; nothing here is used by the
program."""

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import time

from served import free_port

# A profile that asks nothing, calls nobody but us, and lives in China.
PREFERENCES = {
    "app.donation.eoy.version.viewed": 999,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "calendar.alarms.playsound": False,
    "calendar.timezone.local": "Asia/Shanghai",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "signon.rememberSignons": True,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
}

# What every script begins with.
PRELUDE = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const { CalEvent } = ChromeUtils.importESModule("resource:///modules/CalEvent.sys.mjs");
const { CalTodo } = ChromeUtils.importESModule("resource:///modules/CalTodo.sys.mjs");
const { CalAlarm } = ChromeUtils.importESModule("resource:///modules/CalAlarm.sys.mjs");
const { CalRecurrenceInfo } = ChromeUtils.importESModule("resource:///modules/CalRecurrenceInfo.sys.mjs");
const { setTimeout } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
async function until(what, test) {
  for (let tries = 0; tries < 300; tries++) {
    const value = await test();
    if (value) return value;
    await pause(50);
  }
  throw new Error("waited in vain: " + what);
}
const calendar = name => cal.manager.getCalendars().find(one => one.name == name);
const items = name => calendar(name).getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
const item = async (name, title) => (await items(name)).find(one => one.title == title);
/** Asks the service what is new, as the button does, and waits until it is told. */
function refresh(name) {
  return new Promise(resolve => {
    const observer = {
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onStartBatch() {}, onEndBatch() {}, onAddItem() {}, onModifyItem() {}, onDeleteItem() {}, onError() {},
      onPropertyChanged() {}, onPropertyDeleting() {},
      onLoad(loaded) { if (loaded.id == calendar(name).id) { calendar(name).removeObserver(observer); resolve(); } },
    };
    calendar(name).addObserver(observer);
    calendar(name).refresh();
  });
}
const datesOf = parent => parent.recurrenceInfo.getOccurrences(parent.startDate, cal.createDateTime("20991231T000000Z"), 0);
const plain = one => one && {
  title: one.title, description: one.getProperty("DESCRIPTION"), status: one.status, percent: one.percentComplete,
  done: one.isCompleted ?? false, location: one.getProperty("LOCATION"), repeats: !!one.recurrenceInfo, text: one.icalString,
};
"""


class Thunderbird:
    """Runs until `quit`; its profile stays in `folder`, so that it can be started again."""

    def __init__(self, folder):
        self.folder = folder
        self.profile = os.path.join(folder, "profile")
        os.makedirs(self.profile, exist_ok=True)
        reading, writing = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = ":" + number.readline().strip()
        self.process = None

    def start(self):
        port = free_port()
        with open(os.path.join(self.profile, "user.js"), "w") as file:
            for name, value in {**PREFERENCES, "marionette.port": port}.items():
                file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
        environment = dict(os.environ, DISPLAY=self.display, HOME=self.folder, MOZ_CRASHREPORTER_DISABLE="1", GDK_BACKEND="x11")
        environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
        self.log = open(os.path.join(self.folder, "thunderbird.log"), "a")
        self.process = subprocess.Popen(
            ["thunderbird", "--marionette", "--remote-allow-system-access", "--no-remote", "-profile", self.profile],
            env=environment, stdout=self.log, stderr=self.log,
        )
        self.connect(port)
        self.command("WebDriver:NewSession", {})
        self.command("Marionette:SetContext", {"value": "chrome"})
        self.command("WebDriver:SetTimeouts", {"script": 120000})
        self.run('await until("calendars", () => document.readyState == "complete" && window.gCurrentMode !== undefined);')

    def connect(self, port):
        for _ in range(600):
            try:
                self.connection = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("Thunderbird ended: see " + self.log.name)
                time.sleep(0.1)
        self.answers = self.connection.makefile("rb")
        self.number = 0
        self.receive()

    def receive(self):
        length = b""
        while not length.endswith(b":"):
            byte = self.answers.read(1)
            if not byte:
                raise SystemExit("Thunderbird ended: see " + self.log.name)
            length += byte
        return json.loads(self.answers.read(int(length[:-1])))

    def command(self, name, parameters):
        self.number += 1
        data = json.dumps([0, self.number, name, parameters]).encode()
        self.connection.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}\n{error.get('stacktrace', '')}")
        return result

    def run(self, script, *arguments):
        """Runs a script in the window, with what it awaits; `given` are the arguments."""
        body = f"const given = Array.from(arguments); return (async () => {{ {PRELUDE}\n{script} }})();"
        return self.command("WebDriver:ExecuteScript", {"script": body, "args": list(arguments), "newSandbox": True, "sandbox": "system"})["value"]

    def click(self, x, y):
        """A click of the mouse into the window."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport"}, {"type": "pointerDown", "button": 0},
                 {"type": "pointerUp", "button": 0}]
        self.command("WebDriver:PerformActions", {"actions": [
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}]})

    def picture(self, path):
        data = self.command("WebDriver:TakeScreenshot", {"full": True, "hash": False})["value"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def stop(self):
        """Ends the program as a person does, the screen stays."""
        if self.process and self.process.poll() is None:
            self.command("Marionette:Quit", {"flags": ["eForceQuit"]})
            self.process.wait(timeout=60)
        self.log.close()

    def quit(self):
        try:
            self.stop()
        except Exception:
            if self.process:
                self.process.kill()
        self.screen.terminate()
        self.screen.wait()


def version():
    """What Thunderbird calls itself, or None where it or the screen is not installed."""
    if not shutil.which("thunderbird") or not shutil.which("Xvfb"):
        return None
    text = subprocess.run(["thunderbird", "--version"], capture_output=True, text=True, env=dict(os.environ, HOME="/nonexistent")).stdout
    found = re.search(r"[0-9][0-9.]*(esr)?", text)
    return found.group(0) if found else "?"
