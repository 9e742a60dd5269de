import GRDB

extension Projection {
  func issue(_ token: FeedTokenIssue) throws {
    try execute(
      "INSERT INTO feed_token (hash, label, subject_kind, subject, settings, issuer, issued) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        token.hash, token.label, token.scope.kind.rawValue, token.scope.subject, try StableJSON.text(token.scope), entry.actor, entry.at,
      ])
  }

  /// Whoever is erased needs no calendar any more, and has given out none.
  func revokeTokens(ofErased pseudonym: String) throws {
    try execute(
      "UPDATE feed_token SET revoked = ? WHERE revoked IS NULL AND (issuer = ? OR (subject_kind = 'person' AND subject = ?))",
      [entry.at, pseudonym, pseudonym])
  }

  func revoke(_ revocation: FeedTokenRevocation) throws {
    try execute("UPDATE feed_token SET revoked = ? WHERE id = ? AND revoked IS NULL", [entry.at, revocation.token])
  }
}
