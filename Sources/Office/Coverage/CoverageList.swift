import Foundation
import YAMLReading

/// The rows of the requirements and the clauses of the policies, as `Workflows/requirements.yaml` lists them.
struct CoverageList {
  /// A policy document.
  struct Policy {
    /// S0, S1….
    var id: String
    /// What it is called.
    var title: String
    /// Every clause that may be cited, in the document's own numbering.
    var clauses: [String]
  }

  /// A row of the requirements.
  struct Row {
    /// S1-16.
    var id: String
    /// Our own short title.
    var title: String
    /// Places in packs that carry it without a `cite`: `FILE#TEXT`, the first line with that text.
    var places: [String]
    /// Sources that carry it.
    var code: [String]
    /// Tests that show it besides those that name it.
    var tests: [String]
    /// Why it cannot be software, or what of it cannot.
    var why: String?
    /// Where it stands in the list.
    var line: Int
  }

  var policies: [Policy] = []
  var rows: [Row] = []
  /// The test that walks every workflow to its end.
  var walk = ""

  /// Reads the list.
  /// - Throws: `FindingList` with everything that is wrong with it.
  init(_ text: String, file: String) throws(FindingList) {
    let reading = Reading(file: file)
    if let node = reading.document(text), let fields = reading.fields(node, "条目表") {
      walk = fields.requiredText("walk") ?? ""
      if let node = fields.node("policies"), let policies = reading.fields(node, "policies") {
        self.policies = policies.entries.compactMap { id, _, node in Self.policy(id, reading.fields(node, "文件 \(id)")) }
      }
      if let node = fields.node("rows"), let rows = reading.fields(node, "rows") {
        self.rows = rows.entries.compactMap { id, key, node in
          if id.wholeMatch(of: /S[0-9]-[0-9]{1,2}/) == nil { reading.report(at: key, "条目「\(id)」应写成 S1-16") }
          return Self.row(id, reading.fields(node, "条目 \(id)"))
        }
      }
      fields.finish()
    }
    guard reading.findings.isEmpty else { throw FindingList(findings: reading.findings) }
  }

  private static func policy(_ id: String, _ fields: Fields?) -> Policy? {
    guard let fields, let title = fields.requiredText("title") else { return nil }
    defer { fields.finish() }
    return Policy(id: id, title: title, clauses: fields.words("clauses").map(\.text))
  }

  private static func row(_ id: String, _ fields: Fields?) -> Row? {
    guard let fields, let title = fields.requiredText("title") else { return nil }
    defer { fields.finish() }
    return Row(
      id: id, title: title, places: fields.words("at").map(\.text), code: fields.words("code").map(\.text),
      tests: fields.words("tests").map(\.text), why: fields.text("why"), line: fields.line)
  }
}
