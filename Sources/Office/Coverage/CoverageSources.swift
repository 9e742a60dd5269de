import Foundation
import YAMLReading

/// A line of a pack that cites a row.
struct CitedLine {
  /// Relative to the folder of packs.
  var file: String
  /// 1-based.
  var line: Int
  /// The row and the clause.
  var citation: Citation
}

/// A test whose text names rows.
struct NamingTest {
  /// The file's name.
  var file: String
  /// The test's name.
  var name: String
  /// The rows.
  var rows: Set<String>
}

/// What the packs cite and the tests name.
struct CoverageSources {
  var lines: [CitedLine] = []
  var tests: [NamingTest] = []
  /// Files of packs that are workflows; the rest are schemes.
  var workflows: Set<String> = []
  /// Citations that cannot be read.
  var findings: [Finding] = []

  /// Reads every YAML file of the packs and every Swift file of the tests.
  init(packs: URL, tests: URL) {
    for file in Self.files(packs, "yaml") where file.contains("/") {
      guard let text = try? String(contentsOf: packs.appending(path: file), encoding: .utf8) else { continue }
      if text.hasPrefix("workflow:") || text.contains("\nworkflow:") { workflows.insert(file) }
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for match in line.matches(of: /\bcite: *"?([^,}"]+)/) { cite(String(match.1).trimmed, file, index + 1) }
      }
    }
    for file in Self.files(tests, "swift") {
      guard let text = try? String(contentsOf: tests.appending(path: file), encoding: .utf8) else { continue }
      self.tests += Self.tests(of: text, file: String(file.split(separator: "/").last ?? ""))
    }
  }

  private mutating func cite(_ text: String, _ file: String, _ line: Int) {
    guard let citation = Citation(text) else {
      findings.append(Finding(.error, file: file, line: line, column: 1, message: "cite「\(text)」应以需求条目开头, 如 S1-3 六(一)1"))
      return
    }
    lines.append(CitedLine(file: file, line: line, citation: citation))
  }

  /// Files with this ending, in order.
  private static func files(_ folder: URL, _ ending: String) -> [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix("." + ending) }.sorted()
  }

  /// A row that is named in a documentation comment belongs to the test below, one that is named in a test to that test. Rows that a
  /// test's own little files cite, and those in what helps tests, show nothing.
  static func tests(of text: String, file: String) -> [NamingTest] {
    var tests: [NamingTest] = []
    var waiting: Set<String> = []
    var (isMarked, isInside) = (false, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let rows = Set(line.replacing(/cite: *S[0-9]-[0-9]+/, with: "").matches(of: /\bS[0-4]-[0-9]{1,2}\b/).map { String($0.0) })
      if line.contains("@Test") { isMarked = true }
      if let match = line.firstMatch(of: /func (?:`([^`]+)`|([A-Za-z0-9_]+))/) {
        let isLocal = line.hasPrefix("    ")
        if isLocal, isInside { continue }
        isInside = isMarked
        if isMarked { tests.append(NamingTest(file: file, name: String(match.1 ?? match.2 ?? ""), rows: rows.union(waiting))) }
        (isMarked, waiting) = (false, [])
      } else if line.trimmed.hasPrefix("///") || isMarked {
        waiting.formUnion(rows)
      } else if isInside {
        tests[tests.count - 1].rows.formUnion(rows)
      }
    }
    return tests.filter { !$0.rows.isEmpty }
  }
}
