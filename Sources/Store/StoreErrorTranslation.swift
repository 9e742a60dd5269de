import GRDB
import Glibc

extension StoreError {
  /// Runs `body` and turns SQLite's errors into ours.
  static func translating<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      switch error.resultCode.primaryResultCode {
      case .SQLITE_NOTADB: throw StoreError.notOurs(path)
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: throw StoreError.readOnly(path)
      case .SQLITE_FULL: throw StoreError.diskFull(path)
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
        throw StoreError.diskFull(path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy(path)
      case .SQLITE_CORRUPT: throw StoreError.damaged(path)
      default: throw error
      }
    }
  }

  /// Runs `body` and says of files that cannot be written why.
  static func writing<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as DurableFile.Failure {
      if failure.code == EEXIST { throw StoreError.exists(path) }
      throw failure.isDiskFull ? StoreError.diskFull(path) : StoreError.readOnly(path)
    }
  }
}
