"""An invented office with a service, for the scripts that measure and test it. Nothing here is used by the program."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile


def binary():
    """The built program: $JIAOLI, or the one of the last build."""
    if "JIAOLI" in os.environ:
        return os.path.abspath(os.environ["JIAOLI"])
    return subprocess.check_output(["swift", "build", "--show-bin-path"], text=True).strip() + "/jiaoli"


class Office:
    """1,000 people, one studio of 20 with 200 talks in a semester, planned and published."""

    def __init__(self, people=1000):
        self.folder = tempfile.mkdtemp(prefix="jiaoli-")
        self.jiaoli = binary()
        self.people = [f"P{number:04}" for number in range(1, people + 1)]
        self.write("schools.csv", "学校编号,学校名称,片区,学段\n" + "".join(f"S{n:03},第{n}小学,城区,小学\n" for n in range(1, 11)))
        rows = (f"{person},教师{n},S{n % 10 + 1:03},小学,语文\n" for n, person in enumerate(self.people, 1))
        self.write("people.csv", "工号,姓名,学校编号,学段,学科\n" + "".join(rows))
        self.write("studios.csv", "工作室编号,工作室名称,级别\nW01,小学语文工作室,省级\n")
        members = (f"W01,{person},{'成员' if n else '主持人'},\n" for n, person in enumerate(self.people[:20]))
        self.write("members.csv", "工作室编号,工号,身份,导师工号\n" + "".join(members))
        self.write("talks.yaml", workflow())
        self.run("init", "--name", "测速", "--rehearsal")
        self.run("import", "schools.csv", "people.csv", "studios.csv", "members.csv", "--today", "2026-08-31")
        self.run("semester", "add", "2026-2027-1", "--from", "2026-09-01", "--weeks", "20")
        self.run("workflow", "install", "talks.yaml")
        self.run("start", "talks", "--subject", "W01", "--semester", "2026-2027-1")
        self.run("plan", "2026-2027-1", "--studio", "W01")
        self.run("plan", "publish", "2026-2027-1")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, **options):
        environment = dict(os.environ, JIAOLI_DATABASE=os.path.join(self.folder, "office.db"))
        return subprocess.Popen([self.jiaoli, *arguments], cwd=self.folder, env=environment, stdout=subprocess.PIPE, **options)

    def run(self, *arguments, check=True):
        process = self.start(*arguments, stderr=subprocess.PIPE)
        output, error = process.communicate()
        if check and process.returncode != 0:
            raise SystemExit(f"jiaoli {' '.join(arguments)}: {error.decode()}")
        return output

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json"))

    def token(self, subject, *options):
        return self.json("feed", "token", "issue", subject, "--label", "测试", *options)["secret"]

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def workflow():
    """200 talks: ten for each of the twenty members."""
    talk = (
        "      talk-{0}: {{ title: 第{0}次专题讲座, for: subject.members, role: member, "
        "window: {{ from: 2026-09-01, through: 2027-01-15 }}, activity: {{ kind: lecture, periods: 1 }} }}\n"
    )
    return (
        "workflow: talks\nversion: 1\ntitle: 专题讲座\nsubject: studio\nroles: { member: 成员 }\ninitial: work\nstates:\n"
        "  work:\n    title: 进行\n    window: { from: 2026-09-01, through: 2027-01-31 }\n    tasks:\n"
        + "".join(talk.format(number) for number in range(1, 11))
        + "    on: { done: closed }\n  closed: { type: final, title: 结束 }\n"
    )


class Service:
    """`jiaoli serve` on a free port, or on one that is given."""

    def __init__(self, office, *options, port=0):
        self.process = office.start("serve", "--port", str(port), *options)
        line = self.process.stdout.readline().decode()
        self.host, port = re.search(r"://([0-9.]+):([0-9]+)", line).groups()
        self.port = int(port)

    def get(self, path, headers={}):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def metric(self, name):
        text = self.get("/metrics")[1].decode()
        return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M).group(1))

    def resident(self):
        """Resident memory in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
