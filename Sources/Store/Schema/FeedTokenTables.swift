/// Feed tokens, and beside the journal when each was last used.
extension SchemaStep {
  static let feedTokens = SchemaStep(
    name: "feed tokens",
    sql: """
      CREATE TABLE feed_token (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        label TEXT NOT NULL CHECK (label <> ''),
        subject_kind TEXT NOT NULL CHECK (subject_kind IN ('person', 'studio', 'school', 'run', 'semester')), subject TEXT NOT NULL,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        issuer TEXT NOT NULL, issued INTEGER NOT NULL, revoked INTEGER CHECK (revoked >= issued)
      ) STRICT;
      -- A revoked token is not in it: finding none takes the same steps as for a token that never was.
      CREATE UNIQUE INDEX feed_token_live ON feed_token (hash) WHERE revoked IS NULL;
      CREATE INDEX feed_token_subject ON feed_token (subject_kind, subject);
      CREATE TABLE feed_token_use (token INTEGER PRIMARY KEY, used INTEGER NOT NULL) STRICT;
      """,
    derived: ["feed_token"])
}
