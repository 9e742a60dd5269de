/// Calendar homes: passwords of devices, and what teachers keep in calendars of their own. All of it stands beside the journal: it is theirs,
/// not the office's. What the office shows there (活动, 任务) is kept too, so that a client can be told what changed since it last looked.
extension SchemaStep {
  static let calendarHomes = SchemaStep(
    name: "calendar homes",
    sql: """
      CREATE TABLE device_password (
        id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL CHECK (person <> ''), label TEXT NOT NULL CHECK (label <> ''),
        tag TEXT NOT NULL CHECK (tag <> ''), salt BLOB NOT NULL CHECK (length(salt) >= 16), hash BLOB NOT NULL CHECK (length(hash) = 32),
        rounds INTEGER NOT NULL CHECK (rounds > 1), block INTEGER NOT NULL CHECK (block > 0), lanes INTEGER NOT NULL CHECK (lanes > 0),
        issued INTEGER NOT NULL, used INTEGER, revoked INTEGER
      ) STRICT;
      CREATE UNIQUE INDEX device_password_tag ON device_password (person, tag) WHERE revoked IS NULL;
      CREATE TABLE home_collection (
        id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL CHECK (person <> ''), name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('events', 'tasks', 'own')),
        components TEXT NOT NULL CHECK (json_valid(components)), properties TEXT NOT NULL CHECK (json_valid(properties)),
        change INTEGER NOT NULL CHECK (change >= 0), created INTEGER NOT NULL,
        -- Of what the office fills: the journal's length and the day when it was last compared.
        journal INTEGER, day INTEGER,
        UNIQUE (person, name), CHECK ((kind = 'own') = (journal IS NULL))
      ) STRICT;
      CREATE TABLE home_resource (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL REFERENCES home_collection ON DELETE CASCADE,
        name TEXT NOT NULL CHECK (name <> ''), uid TEXT NOT NULL CHECK (uid <> ''), component TEXT NOT NULL, etag TEXT NOT NULL,
        size INTEGER NOT NULL CHECK (size >= 0), created INTEGER NOT NULL, modified INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL,
        change INTEGER NOT NULL, born INTEGER NOT NULL CHECK (born <= change),
        properties TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(properties)),
        body BLOB NOT NULL,
        UNIQUE (collection, name), UNIQUE (collection, uid)
      ) STRICT;
      CREATE UNIQUE INDEX home_resource_change ON home_resource (collection, change);
      CREATE INDEX home_resource_span ON home_resource (collection, last, first);
      -- What is gone, for those who knew it: born tells who did.
      CREATE TABLE home_removal (
        collection INTEGER NOT NULL REFERENCES home_collection ON DELETE CASCADE, name TEXT NOT NULL,
        change INTEGER NOT NULL, born INTEGER NOT NULL,
        PRIMARY KEY (collection, name)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX home_removal_change ON home_removal (collection, change);
      -- A task that was ticked off without what proves it: what to say in its place.
      CREATE TABLE home_tick (
        task INTEGER PRIMARY KEY, at INTEGER NOT NULL, attempts INTEGER NOT NULL CHECK (attempts > 0), message TEXT NOT NULL
      ) STRICT;
      """,
    personal: [
      "DELETE FROM home_tick WHERE task IN (SELECT id FROM task WHERE assignee = :person)",
      "DELETE FROM home_resource WHERE collection IN (SELECT id FROM home_collection WHERE person = :person)",
      "DELETE FROM home_removal WHERE collection IN (SELECT id FROM home_collection WHERE person = :person)",
      "DELETE FROM home_collection WHERE person = :person", "DELETE FROM device_password WHERE person = :person",
    ])
}
