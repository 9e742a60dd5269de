import AcademicCalendar
import Foundation
import Logging
import Office

@testable import WebService

/// A folder with a rehearsal office, served; it goes when the test ends.
final class Fixture: Sendable {
  let folder: URL
  var path: String { folder.appending(path: "office.db").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Office.create(path: path, name: "测试", isRehearsal: true, now: Date(timeIntervalSince1970: 0), uidDomain: "x.test")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The office for one command, on a day or on the last one.
  func office(_ staff: String? = nil, on day: String? = nil) throws -> Office {
    try Office(path: path, as: staff, now: Date(timeIntervalSince1970: 0), rehearsalDay: day.map { Day($0)! })
  }

  /// A service of this office that does not run yet.
  func service(_ change: (inout ServiceConfiguration) -> Void = { _ in }) throws -> OfficeService {
    var configuration = ServiceConfiguration()
    (configuration.port, configuration.threads) = (0, 1)
    change(&configuration)
    let office = try StandingOffice(path: path, clock: { Date(timeIntervalSince1970: 0) })
    return OfficeService(office, configuration: configuration, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
  }
}
