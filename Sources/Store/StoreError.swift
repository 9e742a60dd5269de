/// What went wrong with the database, and what to do next.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no file at this path.
  case notFound(String)
  /// The file is not one of ours.
  case notOurs(String)
  /// A newer version of the program wrote it.
  case newerDatabase(String)
  /// It cannot be written: read-only file or folder.
  case readOnly(String)
  /// The disk is full.
  case diskFull(String)
  /// Another process holds it for too long.
  case busy(String)
  /// It exists already.
  case exists(String)
  /// The database says that something is broken.
  case damaged(String)
  /// The clock went back behind the last record.
  case clockBack(String)
  /// Somebody wrote an identity card or telephone number.
  case privateNumber
  /// A workflow cannot go on: an expression or a date cannot be worked out.
  case blocked(String)
}
