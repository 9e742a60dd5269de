/// What the office keeps of people's work besides tasks: activities and who attended, hours, outcomes, titles, money, surveys, marks; and
/// the results that were published.
extension SchemaStep {
  static let records = SchemaStep(
    name: "records", sql: occasions + ledgers + judgements + results + indexes,
    derived: [
      "consequence", "result", "publication", "profile", "mark", "survey", "money", "title", "outcome", "hours", "attendance", "occasion",
    ])

  /// Who entered it, when, whence; and whether it still counts.
  private static let origin = """
      entered INTEGER NOT NULL, actor TEXT NOT NULL, source TEXT NOT NULL,
      withdrawn INTEGER, reason TEXT, CHECK ((withdrawn IS NULL) = (reason IS NULL))
    """

  /// Whom it is about.
  private static let subject = """
      subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'school', 'studio', 'team', 'district')), subject TEXT NOT NULL
    """

  private static let occasions = """
    CREATE TABLE occasion (
      id INTEGER PRIMARY KEY, code TEXT UNIQUE, task INTEGER UNIQUE REFERENCES task,
      title TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL, topic TEXT NOT NULL, mode TEXT NOT NULL,
      day INTEGER NOT NULL, last_day INTEGER NOT NULL CHECK (last_day >= day), hours REAL CHECK (hours >= 0), periods INTEGER CHECK (periods >= 0),
      school TEXT REFERENCES school, studio TEXT REFERENCES studio, person TEXT REFERENCES person,
      \(origin),
      CHECK ((code IS NULL) <> (task IS NULL))
    ) STRICT;
    CREATE TABLE attendance (
      id INTEGER PRIMARY KEY, occasion INTEGER NOT NULL REFERENCES occasion, person TEXT NOT NULL REFERENCES person,
      status TEXT NOT NULL CHECK (status IN ('present', 'late', 'leave', 'absent')), hours REAL CHECK (hours >= 0),
      \(origin)
    ) STRICT;
    CREATE UNIQUE INDEX attendance_once ON attendance (occasion, person) WHERE withdrawn IS NULL;
    """

  private static let ledgers = """
    CREATE TABLE hours (
      id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES person, hours REAL NOT NULL CHECK (hours >= 0), credits REAL CHECK (credits >= 0),
      mode TEXT NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL, level TEXT NOT NULL, status TEXT NOT NULL, day INTEGER NOT NULL,
      note TEXT NOT NULL,
      \(origin)
    ) STRICT;
    CREATE TABLE outcome (
      id INTEGER PRIMARY KEY, \(subject), kind TEXT NOT NULL CHECK (kind <> ''), level TEXT NOT NULL, rank TEXT NOT NULL, status TEXT NOT NULL,
      title TEXT NOT NULL CHECK (title <> ''), day INTEGER NOT NULL, evidence TEXT NOT NULL,
      \(origin)
    ) STRICT;
    CREATE TABLE title (
      id INTEGER PRIMARY KEY, \(subject), title TEXT NOT NULL CHECK (title <> ''), level TEXT NOT NULL,
      granted INTEGER NOT NULL, expires INTEGER CHECK (expires >= granted),
      revoked INTEGER, revoked_reason TEXT CHECK ((revoked IS NULL) = (revoked_reason IS NULL)),
      \(origin)
    ) STRICT;
    CREATE TABLE money (
      id INTEGER PRIMARY KEY, \(subject), kind TEXT NOT NULL CHECK (kind <> ''), fen INTEGER NOT NULL,
      payer TEXT NOT NULL, payee TEXT NOT NULL, project TEXT NOT NULL, status TEXT NOT NULL, day INTEGER NOT NULL,
      \(origin)
    ) STRICT;
    CREATE TABLE profile (
      person TEXT PRIMARY KEY REFERENCES person, birthday INTEGER, hired INTEGER, degree TEXT, level TEXT
    ) STRICT, WITHOUT ROWID;
    """

  private static let judgements = """
    CREATE TABLE survey (
      id INTEGER PRIMARY KEY, \(subject), survey TEXT NOT NULL, item TEXT NOT NULL, respondents TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0), score REAL NOT NULL, day INTEGER NOT NULL,
      \(origin)
    ) STRICT;
    CREATE TABLE mark (
      id INTEGER PRIMARY KEY, \(subject), scheme TEXT NOT NULL, period TEXT NOT NULL, item TEXT NOT NULL, judge TEXT NOT NULL, score REAL NOT NULL,
      day INTEGER NOT NULL,
      \(origin)
    ) STRICT;
    CREATE UNIQUE INDEX mark_once ON mark (scheme, period, subject_kind, subject, item, judge, actor) WHERE withdrawn IS NULL;
    """

  private static let results = """
    CREATE TABLE publication (
      id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, version INTEGER NOT NULL, period TEXT NOT NULL, title TEXT NOT NULL,
      first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, parameters TEXT NOT NULL CHECK (json_valid(parameters)),
      through INTEGER NOT NULL, indicators TEXT NOT NULL CHECK (json_valid(indicators)),
      at INTEGER NOT NULL, actor TEXT NOT NULL,
      FOREIGN KEY (scheme, version) REFERENCES scheme
    ) STRICT;
    CREATE TABLE result (
      id INTEGER PRIMARY KEY, publication INTEGER NOT NULL REFERENCES publication,
      scheme TEXT NOT NULL, period TEXT NOT NULL, day INTEGER NOT NULL, subject_kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'unknown')), missing TEXT NOT NULL CHECK (json_valid(missing)),
      applies INTEGER NOT NULL CHECK (applies IN (0, 1)), score REAL, grade TEXT, frozen TEXT NOT NULL CHECK (json_valid(frozen)),
      -- Publishing again takes the place of what was published before.
      replaced INTEGER REFERENCES publication
    ) STRICT;
    CREATE UNIQUE INDEX result_once ON result (scheme, period, subject_kind, subject) WHERE replaced IS NULL;
    CREATE TABLE consequence (
      id INTEGER PRIMARY KEY, publication INTEGER NOT NULL REFERENCES publication, result INTEGER NOT NULL REFERENCES result,
      subject_kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, cite TEXT, kind TEXT NOT NULL, target TEXT NOT NULL,
      amount REAL, state TEXT NOT NULL CHECK (state IN ('done', 'proposed', 'decision', 'confirmed', 'declined', 'open', 'replaced')),
      note TEXT
    ) STRICT;
    """

  private static let indexes = """
    CREATE INDEX occasion_day ON occasion (day);
    CREATE INDEX attendance_person ON attendance (person) WHERE withdrawn IS NULL;
    CREATE INDEX hours_person ON hours (person, day) WHERE withdrawn IS NULL;
    CREATE INDEX outcome_subject ON outcome (subject, day) WHERE withdrawn IS NULL;
    CREATE INDEX title_subject ON title (subject, granted) WHERE withdrawn IS NULL;
    CREATE INDEX money_subject ON money (subject, day) WHERE withdrawn IS NULL;
    CREATE INDEX survey_subject ON survey (subject, day) WHERE withdrawn IS NULL;
    CREATE INDEX result_subject ON result (subject, scheme, period) WHERE replaced IS NULL;
    CREATE INDEX result_publication ON result (publication);
    CREATE INDEX consequence_publication ON consequence (publication);
    CREATE INDEX consequence_subject ON consequence (subject);
    CREATE INDEX task_day ON task (coalesce(due, opens), status);
    """
}
