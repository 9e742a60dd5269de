import CLibical

/// Reads any file as a calendar, says what is wrong with it and prints its normal form.
///
/// It neither crashes nor hangs, whatever the bytes: at most 16 MiB, 300,000 content lines of 1 MiB, eight levels of components; no
/// recurrence is expanded.
public enum CalendarCheck {
  /// What a check found.
  public struct Report: Hashable, Sendable {
    /// What is wrong, by line; empty for a calendar without fault.
    public let problems: [Problem]
    /// The calendar as it should have been written; empty where there is none. Checking it gives the same normal form.
    public let normalForm: [UInt8]
  }

  /// Checks a file.
  ///
  /// - Parameter bytes: the file as it is.
  public static func check(_ bytes: [UInt8]) -> Report {
    Libical.use {
      var reader = CalendarReader(bytes)
      var log = reader.log
      var normalForm: [UInt8] = []
      for calendar in reader.calendars {
        CalendarRules(calendar).check(&log)
        RestrictionCheck.check(calendar, &log)
        NormalForm.append(calendar, to: &normalForm, &log)
      }
      reader.log = log
      return Report(problems: log.report, normalForm: normalForm)
    }
  }
}

/// libical's own check of what must stand in a component how often (RFC 5546 section 3, RFC 5545 section 3.6).
enum RestrictionCheck {
  /// Checks a calendar; what libical notes in the components is taken out again.
  static func check(_ calendar: CalendarTree, _ log: inout ProblemLog) {
    icalcomponent_strip_errors(calendar.raw)
    icalrestriction_check(calendar.raw)
    collect(calendar, &log)
    icalcomponent_strip_errors(calendar.raw)
  }

  private static func collect(_ tree: CalendarTree, _ log: inout ProblemLog) {
    for complaint in tree.properties(ICAL_XLICERROR_PROPERTY) {
      let text = Libical.copy(icalproperty_get_xlicerror(complaint))
      let (name, rule) = translate(text)
      log.add(rule, line: name.isEmpty ? tree.line : tree.line(of: name), property: name.isEmpty ? tree.name : "\(tree.name) \(name)")
    }
    for child in tree.children { collect(child, &log) }
  }

  /// "Failed iTIP restrictions for NAME property. Expected N instances of the property and got M".
  private static func translate(_ complaint: String) -> (name: String, rule: CalendarRule) {
    let words = complaint.split(separator: " ")
    guard words.count > 5, words[3] == "for" else { return ("", .forbidden) }
    let name = String(words[4])
    guard let found = words.last, Int(found) != nil, let position = words.firstIndex(of: "Expected"),
      let end = words[position...].firstIndex(of: "instances")
    else { return (name, .forbidden) }
    switch words[(position + 1)..<end].joined(separator: " ") {
    case "0": return (name, .forbidden)
    case "1" where found == "0": return (name, .required)
    case let expected: return (name, .tooFew(expected: wording[expected] ?? expected, found: String(found)))
    }
  }

  private static let wording = [
    "zero or one": "0 或 1", "zero or more": "0 以上", "one or more": "1 以上", "0+": "0 以上", "1+": "1 以上", "0 or 1": "0 或 1",
  ]
}
