#!/usr/bin/env python3
"""Checks the planner against others' work: OR-Tools proves the optimum of small timetables, a second validator scores every solution, the JSON
Schema is applied to every problem. Needs `pip install ortools jsonschema` and a built `jiaoli`; none of them is used at run time.

    Scripts/planner-oracle.py .build/debug/jiaoli [FILE.ctt …]        files are only validated and scored, not proved
"""
import itertools, json, random, subprocess, sys, tempfile
from pathlib import Path

try:
    import jsonschema
    from ortools.sat.python import cp_model
except ImportError as missing:
    sys.exit(f"{missing}: pip install ortools jsonschema")


class Instance:
    """A `.ctt` file, read by the words of the competition's report."""

    def __init__(self, text):
        head, *sections = text.split("\n\n")
        number = {line.split(":")[0]: line.split(":")[1].strip() for line in head.splitlines()}
        self.days, self.periods = int(number["Days"]), int(number["Periods_per_day"])
        rows = {s.split("\n")[0].rstrip(":"): [line.split() for line in s.split("\n")[1:] if line.strip()] for s in sections}
        self.courses = {r[0]: (r[1], int(r[2]), int(r[3]), int(r[4])) for r in rows["COURSES"]}
        self.rooms = {r[0]: int(r[1]) for r in rows["ROOMS"]}
        self.curricula = {r[0]: r[2:] for r in rows["CURRICULA"]}
        self.closed = {(r[0], int(r[1]), int(r[2])) for r in rows.get("UNAVAILABILITY_CONSTRAINTS", [])}
        for kind, rows in (("Courses", self.courses), ("Rooms", self.rooms), ("Curricula", self.curricula), ("Constraints", self.closed)):
            assert len(rows) == int(number[kind]), f"{kind}: {len(rows)} of {number[kind]}"

    def conflicts(self):
        pairs = set()
        for members in self.curricula.values():
            pairs.update(frozenset(p) for p in itertools.combinations(sorted(set(members)), 2))
        for one, other in itertools.combinations(sorted(self.courses), 2):
            if self.courses[one][0] == self.courses[other][0]:
                pairs.add(frozenset((one, other)))
        return pairs

    def score(self, solution):
        """Violations and costs of a list of (course, room, day, period)."""
        lectures = conflicts = closed = occupied = seats = days = lone = rooms = 0
        for course, (_, count, least, students) in self.courses.items():
            own = [l for l in solution if l[0] == course]
            moments = {(l[2], l[3]) for l in own}
            lectures += abs(count - len(own)) + len(own) - len(moments)
            closed += sum((course, *m) in self.closed for m in moments)
            seats += sum(max(0, students - self.rooms[l[1]]) for l in own)
            days += 5 * max(0, least - len({l[2] for l in own}))
            rooms += max(0, len({l[1] for l in own}) - 1)
        pairs = self.conflicts()
        for day, period in itertools.product(range(self.days), range(self.periods)):
            here = [l for l in solution if (l[2], l[3]) == (day, period)]
            occupied += len(here) - len({l[1] for l in here})
            conflicts += sum(frozenset(p) in pairs for p in itertools.combinations(sorted({l[0] for l in here}), 2))
        for members in self.curricula.values():
            held = [(l[2], l[3]) for l in solution if l[0] in members]
            lone += 2 * sum((d, p - 1) not in held and (d, p + 1) not in held for d, p in held)
        return lectures + conflicts + closed + occupied, seats + days + lone + rooms

    def optimum(self, seconds=60):
        """The proved least cost; None where no timetable exists; False where neither was proved in time."""
        model = cp_model.CpModel()
        moments = list(itertools.product(range(self.days), range(self.periods)))
        at, in_room, cost = {}, {}, []
        for course, (_, count, least, students) in self.courses.items():
            for m in moments:
                for room, size in self.rooms.items():
                    x = at[course, m, room] = model.NewBoolVar("")
                    if students > size:
                        cost.append((students - size) * x)
                at[course, m] = model.NewBoolVar("")
                model.Add(sum(at[course, m, r] for r in self.rooms) == at[course, m])
                if (course, *m) in self.closed:
                    model.Add(at[course, m] == 0)
            model.Add(sum(at[course, m] for m in moments) == count)
            held = []
            for day in range(self.days):
                today = model.NewBoolVar("")
                model.AddMaxEquality(today, [at[course, (day, p)] for p in range(self.periods)])
                held.append(today)
            missing = model.NewIntVar(0, least, "")
            model.Add(missing >= least - sum(held))
            cost.append(5 * missing)
            used = []
            for room in self.rooms:
                use = model.NewBoolVar("")
                model.AddMaxEquality(use, [at[course, m, room] for m in moments])
                used.append(use)
            cost.append(sum(used) - 1)
        for m in moments:
            for room in self.rooms:
                model.AddAtMostOne(at[c, m, room] for c in self.courses)
            for one, other in map(tuple, self.conflicts()):
                model.AddAtMostOne((at[one, m], at[other, m]))
        for members in self.curricula.values():
            busy = {m: sum(at[c, m] for c in set(members)) for m in moments}
            for day, period in moments:
                lone = model.NewBoolVar("")
                model.Add(lone >= busy[day, period] - busy.get((day, period - 1), 0) - busy.get((day, period + 1), 0))
                cost.append(2 * lone)
        model.Minimize(sum(cost))
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 1
        status = solver.Solve(model)
        return {cp_model.OPTIMAL: round(solver.ObjectiveValue()) if status == cp_model.OPTIMAL else 0, cp_model.INFEASIBLE: None}.get(status, False)


def invent(seed):
    """A small timetable, often without any solution or without a perfect one."""
    dice = random.Random(seed)
    days, periods, rooms = dice.randint(2, 3), dice.randint(2, 4), dice.randint(1, 3)
    courses = [(f"c{i}", f"t{dice.randint(0, 4)}", dice.randint(1, 3)) for i in range(dice.randint(3, 6))]
    while sum(c[2] for c in courses) > days * periods * rooms:
        courses.pop()
    curricula = [sorted(dice.sample([c[0] for c in courses], dice.randint(1, len(courses)))) for _ in range(dice.randint(1, 3))]
    closed = sorted({(dice.choice(courses)[0], dice.randrange(days), dice.randrange(periods)) for _ in range(dice.randint(0, 8))})
    lines = [f"Name: seed-{seed}", f"Courses: {len(courses)}", f"Rooms: {rooms}", f"Days: {days}", f"Periods_per_day: {periods}",
             f"Curricula: {len(curricula)}", f"Constraints: {len(closed)}", "", "COURSES:"]
    lines += [f"{c} {t} {n} {dice.randint(1, n)} {dice.randint(5, 40)}" for c, t, n in courses]
    lines += ["", "ROOMS:"] + [f"r{i}\t{dice.randint(10, 40)}" for i in range(rooms)]
    lines += ["", "CURRICULA:"] + [f"q{i}  {len(q)} " + " ".join(q) for i, q in enumerate(curricula)]
    lines += ["", "UNAVAILABILITY_CONSTRAINTS:"] + [f"{c} {d} {p}" for c, d, p in closed] + ["", "END.", ""]
    return "\n".join(lines)


def main(jiaoli, files):
    def run(*words):
        return subprocess.run([jiaoli, "plan", *words], check=True, capture_output=True, text=True).stdout

    schema = json.loads(run("schema"))
    proved = reached = impossible = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in files or range(1, 41):
            text = Path(name).read_text() if files else invent(name)
            path, plan = Path(folder, "x.ctt"), Path(folder, "plan.json")
            path.write_text(text)
            instance = Instance(text)
            converted = run("convert", str(path))
            jsonschema.validate(json.loads(converted), schema)
            Path(folder, "x.json").write_text(converted)
            assert Instance(run("convert", str(Path(folder, "x.json")))).__dict__ == instance.__dict__, f"{name}: not the same after there and back"
            plan.write_text(run("solve", str(path), "--json", *(["--seconds", "2"] if files else ["--steps", "3000"])))
            document = json.loads(plan.read_text())
            days = [d["date"] for d in json.loads(converted)["days"]]
            solution = [(a["session"].rsplit("#", 1)[0], a["place"], days.index(a["day"]), a["firstPeriod"] - 1)
                        for a in document["assignments"]]
            violations, cost = instance.score(solution)
            said = run("score", str(path), str(plan)).splitlines()[-1]
            assert said == f"Summary: Violations = {violations}, Total Cost = {cost}", f"{name}: {said}, but {violations} and {cost}"
            assert violations == len(document.get("unplaced", [])), f"{name}: {violations} violations"
            if files:
                print(f"{name}: violations {violations}, cost {cost}, as the second validator says")
                continue
            best = instance.optimum()
            if best is None:
                assert document["unplaced"], f"seed {name}: a whole plan where none exists"
                impossible += 1
            elif best is not False:
                assert not document.get("unplaced"), f"seed {name}: a plan exists"
                assert document["bound"] <= best <= cost, f"seed {name}: bound {document['bound']}, optimum {best}, cost {cost}"
                proved, reached = proved + 1, reached + (best == cost)
    if not files:
        print(f"{proved} optima proved, reached in {reached}; bound ≤ optimum ≤ cost in all; {impossible} proved impossible and said so")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
