/// The journal, the roster, runs and plans.
extension SchemaStep {
  static let officeTables = SchemaStep(
    name: "1: journal, roster, runs, plans", sql: journal + settings + roster + runs + plans,
    derived: [
      "session_person", "session", "draft_person", "draft", "unplaced", "evidence", "notice", "review_seat", "review", "task", "timer",
      "invocation", "run", "scheme",
      "workflow",
      "absence", "lesson", "membership", "studio", "person", "school", "holiday_notice", "semester", "office",
    ])

  private static let journal = """
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL CHECK (actor <> ''),
      behalf TEXT,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL CHECK (json_valid(payload))
    ) STRICT;
    CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
    CREATE TRIGGER journal_keeps_text BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
    CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
      WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
      BEGIN SELECT RAISE(ABORT, 'journal has a gap'); END;
    """

  private static let settings = """
    CREATE TABLE office (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL,
      uid_domain TEXT NOT NULL,
      rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
      today INTEGER,
      now INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE semester (
      id TEXT PRIMARY KEY,
      school_year INTEGER NOT NULL,
      term INTEGER NOT NULL CHECK (term IN (1, 2)),
      first_day INTEGER NOT NULL,
      weeks INTEGER NOT NULL CHECK (weeks BETWEEN 1 AND 30)
    ) STRICT;
    CREATE TABLE holiday_notice (year INTEGER PRIMARY KEY, json TEXT NOT NULL CHECK (json_valid(json))) STRICT;
    CREATE TABLE workflow (
      id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TABLE scheme (
      id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    """

  private static let roster = """
    CREATE TABLE school (id TEXT PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, stage TEXT NOT NULL) STRICT;
    CREATE TABLE person (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, school TEXT REFERENCES school, stage TEXT NOT NULL, subject TEXT NOT NULL,
      posts TEXT NOT NULL CHECK (json_valid(posts))
    ) STRICT;
    CREATE INDEX person_school ON person (school);
    CREATE TABLE studio (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, school TEXT REFERENCES school
    ) STRICT;
    CREATE TABLE membership (
      studio TEXT NOT NULL REFERENCES studio, person TEXT NOT NULL REFERENCES person,
      role TEXT NOT NULL CHECK (role IN ('主持人', '成员', '学员')), mentor TEXT REFERENCES person,
      PRIMARY KEY (studio, person), CHECK (mentor IS NULL OR role = '学员')
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX membership_leader ON membership (studio) WHERE role = '主持人';
    CREATE INDEX membership_person ON membership (person);
    CREATE TABLE lesson (
      person TEXT NOT NULL REFERENCES person, weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
      period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 20), weeks TEXT NOT NULL CHECK (weeks IN ('每周', '单周', '双周')),
      class TEXT NOT NULL,
      PRIMARY KEY (person, weekday, period, weeks)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE absence (
      id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT REFERENCES person, school TEXT REFERENCES school,
      first_day INTEGER NOT NULL, last_day INTEGER NOT NULL CHECK (last_day >= first_day), reason TEXT NOT NULL,
      CHECK ((person IS NULL) <> (school IS NULL))
    ) STRICT;
    """

  private static let runs = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      workflow TEXT NOT NULL, version INTEGER NOT NULL,
      subject_kind TEXT NOT NULL, subject TEXT NOT NULL, semester TEXT REFERENCES semester,
      parameters TEXT NOT NULL CHECK (json_valid(parameters)),
      status TEXT NOT NULL CHECK (status IN ('active', 'done', 'cancelled')),
      parent INTEGER REFERENCES run, parent_invocation TEXT,
      started INTEGER NOT NULL, ended INTEGER,
      snapshot TEXT NOT NULL,
      suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
      entered TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(entered)),
      FOREIGN KEY (workflow, version) REFERENCES workflow,
      CHECK ((parent IS NULL) = (parent_invocation IS NULL)),
      CHECK ((status = 'active') = (ended IS NULL))
    ) STRICT;
    CREATE INDEX run_parent ON run (parent) WHERE parent IS NOT NULL;
    CREATE INDEX run_subject ON run (workflow, subject, semester);
    CREATE TABLE invocation (
      run INTEGER NOT NULL REFERENCES run, id TEXT NOT NULL, state TEXT NOT NULL,
      required INTEGER NOT NULL CHECK (required IN (0, 1)),
      status TEXT NOT NULL CHECK (status IN ('active', 'settled', 'left')),
      total INTEGER NOT NULL CHECK (total >= 0), settled INTEGER NOT NULL CHECK (settled BETWEEN 0 AND total),
      accepted INTEGER NOT NULL CHECK (accepted BETWEEN 0 AND settled),
      PRIMARY KEY (run, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE timer (
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, send_id TEXT NOT NULL, due INTEGER NOT NULL,
      message TEXT NOT NULL CHECK (json_valid(message))
    ) STRICT;
    CREATE INDEX timer_due ON timer (due, id);
    CREATE INDEX timer_run ON timer (run);
    CREATE TABLE task (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run, invocation TEXT NOT NULL, state TEXT NOT NULL, key TEXT NOT NULL,
      title TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('planned', 'open', 'submitted', 'accepted', 'returned', 'waived', 'cancelled')),
      required INTEGER NOT NULL CHECK (required IN (0, 1)),
      role TEXT, assignee TEXT REFERENCES person, school TEXT REFERENCES school, mentee TEXT REFERENCES person,
      opens INTEGER NOT NULL, due INTEGER,
      activity TEXT CHECK (activity IS NULL OR json_valid(activity)),
      evidence TEXT NOT NULL CHECK (json_valid(evidence)),
      cite TEXT, submitted INTEGER, submitter TEXT, settled INTEGER, note TEXT,
      claimed INTEGER NOT NULL DEFAULT 0 CHECK (claimed IN (0, 1)),
      modified INTEGER NOT NULL DEFAULT 0,
      UNIQUE (run, key),
      FOREIGN KEY (run, invocation) REFERENCES invocation,
      CHECK ((status IN ('accepted', 'waived', 'cancelled')) = (settled IS NOT NULL))
    ) STRICT;
    CREATE TRIGGER task_is_new AFTER INSERT ON task
      BEGIN UPDATE task SET modified = (SELECT now FROM office) WHERE id = NEW.id; END;
    -- What a calendar shows of a task changed; that its first day came is no change.
    CREATE TRIGGER task_changes AFTER UPDATE OF status, assignee, title, due ON task
      WHEN (NEW.status <> OLD.status AND NOT (OLD.status = 'planned' AND NEW.status = 'open'))
        OR NEW.assignee IS NOT OLD.assignee OR NEW.title <> OLD.title OR NEW.due IS NOT OLD.due
      BEGIN UPDATE task SET modified = (SELECT now FROM office) WHERE id = NEW.id; END;
    -- Nobody goes to what is waived or cancelled.
    CREATE TRIGGER task_takes_session AFTER UPDATE OF status ON task
      WHEN NEW.status IN ('waived', 'cancelled') AND OLD.status NOT IN ('waived', 'cancelled')
      BEGIN
        UPDATE session SET cancelled = 1, sequence = sequence + 1, modified = (SELECT now FROM office),
          change = CASE NEW.status WHEN 'waived' THEN '任务已免除' ELSE '任务已取消' END
        WHERE task = NEW.id AND cancelled = 0 AND day >= coalesce((SELECT today FROM office), 0);
      END;
    CREATE INDEX task_assignee ON task (assignee, due);
    CREATE INDEX task_planned ON task (opens) WHERE status = 'planned';
    CREATE INDEX task_pending ON task (due) WHERE status IN ('planned', 'open', 'returned');
    CREATE INDEX task_activity ON task (run) WHERE activity IS NOT NULL;
    CREATE TABLE review (
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, invocation TEXT, task INTEGER REFERENCES task,
      round INTEGER NOT NULL CHECK (round >= 0), level TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('active', 'returned', 'approved', 'rejected', 'left')),
      due INTEGER, opened INTEGER NOT NULL, ended INTEGER,
      CHECK ((task IS NULL) <> (invocation IS NULL)),
      FOREIGN KEY (run, invocation) REFERENCES invocation
    ) STRICT;
    CREATE INDEX review_task ON review (task) WHERE task IS NOT NULL;
    CREATE INDEX review_run ON review (run);
    CREATE TABLE review_seat (
      id INTEGER PRIMARY KEY, review INTEGER NOT NULL REFERENCES review, round INTEGER NOT NULL, level TEXT NOT NULL,
      person TEXT REFERENCES person, added INTEGER NOT NULL CHECK (added IN (0, 1)),
      verdict TEXT CHECK (verdict IN ('approve', 'return', 'reject')), target TEXT, note TEXT, at INTEGER,
      CHECK ((verdict IS NULL) = (at IS NULL))
    ) STRICT;
    CREATE INDEX review_seat_review ON review_seat (review, round);
    CREATE INDEX review_seat_person ON review_seat (person) WHERE verdict IS NULL;
    CREATE TABLE task_log (
      id INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task, at INTEGER NOT NULL, actor TEXT NOT NULL, behalf TEXT,
      event TEXT NOT NULL, person TEXT REFERENCES person, note TEXT
    ) STRICT;
    CREATE INDEX task_log_task ON task_log (task);
    CREATE INDEX task_log_copy ON task_log (person, task) WHERE event = 'copy';
    CREATE TABLE notice (
      id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, day INTEGER NOT NULL, kind TEXT NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT;
    CREATE INDEX notice_run ON notice (run);
    CREATE TABLE evidence (
      id INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task, kind TEXT NOT NULL, name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64), size INTEGER NOT NULL CHECK (size >= 0), day INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX evidence_task ON evidence (task);
    CREATE INDEX evidence_file ON evidence (sha256);
    """

  private static let plans = """
    CREATE TABLE draft (
      task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester,
      day INTEGER NOT NULL, period INTEGER NOT NULL CHECK (period >= 1), length INTEGER NOT NULL CHECK (length >= 1),
      place TEXT REFERENCES school, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1))
    ) STRICT;
    CREATE INDEX draft_semester ON draft (semester);
    CREATE TABLE draft_person (
      task INTEGER NOT NULL REFERENCES draft, position INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person,
      PRIMARY KEY (task, position), UNIQUE (task, person)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unplaced (
      task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester, reasons TEXT NOT NULL CHECK (json_valid(reasons))
    ) STRICT;
    CREATE TABLE session (
      task INTEGER PRIMARY KEY REFERENCES task, semester TEXT NOT NULL REFERENCES semester,
      day INTEGER NOT NULL, period INTEGER NOT NULL CHECK (period >= 1), length INTEGER NOT NULL CHECK (length >= 1),
      place TEXT REFERENCES school, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
      cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)), sequence INTEGER NOT NULL CHECK (sequence >= 0),
      published INTEGER NOT NULL, modified INTEGER NOT NULL, change TEXT NOT NULL
    ) STRICT;
    CREATE INDEX session_semester ON session (semester);
    CREATE INDEX session_place ON session (place, day);
    CREATE TABLE session_person (
      task INTEGER NOT NULL REFERENCES session, position INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person,
      PRIMARY KEY (task, position), UNIQUE (task, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_person_person ON session_person (person);
    """
}
