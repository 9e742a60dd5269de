public import Foundation
import YAMLReading

/// Which clause of which policy is carried by what, and which test shows it: a page made from the packs.
public struct CoveragePage {
  /// The page, as Markdown.
  public let text: String

  /// Makes the page.
  /// - Parameters:
  ///   - packs: the folder of the packs, with `requirements.yaml`.
  ///   - root: the folder in which `Sources` and `Tests` lie.
  /// - Throws: `FindingList` where a `cite` names what is not there, or a row has neither carrier nor reason nor a test.
  public init(packs: URL, root: URL) throws {
    let file = packs.appending(path: "requirements.yaml")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw OfficeError(.notFound, "读不到 \(file.path)", advice: "在源码的文件夹里运行, 或指明流程包所在的文件夹")
    }
    let list = try CoverageList(text, file: "requirements.yaml")
    let sources = CoverageSources(packs: packs, tests: root.appending(path: "Tests"))
    let check = CoverageCheck(list: list, sources: sources, packs: packs, root: root)
    let findings = sources.findings + check.findings
    guard findings.isEmpty else { throw FindingList(findings: findings) }
    self.text = CoverageText(check: check).text
  }
}

/// What carries each row, and what is wrong.
struct CoverageCheck {
  let list: CoverageList
  let sources: CoverageSources
  let packs: URL
  let root: URL

  /// Lines of packs that carry a row, by file.
  func carriers(of row: CoverageList.Row) -> [(file: String, lines: [Int])] {
    var lines = Dictionary(grouping: sources.lines.filter { $0.citation.requirement == row.id }, by: \.file)
      .mapValues { Set($0.map(\.line)) }
    for place in row.places {
      if let found = find(place) { lines[found.file, default: []].insert(found.line) }
    }
    return lines.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  /// Tests that show a row: those that name it, those that the list names, and the walk of the workflows that carry it.
  func tests(of row: CoverageList.Row) -> [String] {
    var tests = row.tests + sources.tests.filter { $0.rows.contains(row.id) }.map { "\($0.file.dropLast(6)): \($0.name)" }
    let walked = carriers(of: row).map(\.file).filter(sources.workflows.contains)
      .map { String($0.split(separator: "/").last?.dropLast(5) ?? "") }
    if !walked.isEmpty { tests.append("\(list.walk): \(walked.joined(separator: ", "))") }
    var seen: Set<String> = []
    return tests.filter { seen.insert($0).inserted }
  }

  var findings: [Finding] { citations + rows }

  private var citations: [Finding] {
    let clauses = Dictionary(list.policies.map { ($0.id, Set($0.clauses)) }, uniquingKeysWith: { $1 })
    let known = Set(list.rows.map(\.id))
    return sources.lines.compactMap { line in
      let policy = String(line.citation.requirement.prefix { $0 != "-" })
      let message: String
      if !known.contains(line.citation.requirement) {
        message = "没有条目「\(line.citation.requirement)」"
      } else if clauses[policy]?.contains(line.citation.clause) != true {
        message = "\(policy) 没有条款「\(line.citation.clause)」; 条款列在 requirements.yaml"
      } else {
        return nil
      }
      return Finding(.error, file: line.file, line: line.line, column: 1, message: message)
    }
  }

  private var rows: [Finding] {
    list.rows.flatMap { row -> [Finding] in
      var messages = row.places.filter { find($0) == nil }.map { "\(row.id) 的 at「\($0)」找不到" }
      messages += (row.code + row.tests.compactMap { $0.split(separator: ":").first.map(String.init) }.filter { $0.contains("/") })
        .filter { !FileManager.default.fileExists(atPath: root.appending(path: $0).path) }.map { "\(row.id): 没有文件 \($0)" }
      let isCarried = !carriers(of: row).isEmpty || !row.code.isEmpty
      if !isCarried, row.why == nil { messages.append("\(row.id)「\(row.title)」既没有承担处, 也没有说明原因 (why)") }
      if isCarried, tests(of: row).isEmpty { messages.append("\(row.id)「\(row.title)」没有测试证明") }
      return messages.map { Finding(.error, file: "requirements.yaml", line: row.line, column: 1, message: $0) }
    }
  }

  /// The first line of a pack's file with a text.
  private func find(_ place: String) -> (file: String, line: Int)? {
    let parts = place.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2, let text = try? String(contentsOf: packs.appending(path: parts[0]), encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { $0.contains(parts[1]) }.map { (parts[0], $0 + 1) }
  }
}

/// The page in words.
struct CoverageText {
  let check: CoverageCheck

  var text: String {
    var lines = [
      "# 政策条目对照", "",
      "由 `jiaoli workflow coverage` 从流程包、测试与 [requirements.yaml](requirements.yaml) 生成, 不要手改。「承担处」是文件与行号; 同一条目可由几处承担。", "",
      summary,
    ]
    for policy in check.list.policies {
      lines += ["", "## \(policy.id) \(policy.title)", "", "| 条目 | 内容 | 承担处 | 由哪个测试证明 | 说明 |", "| --- | --- | --- | --- | --- |"]
      lines += check.list.rows.filter { $0.id.hasPrefix(policy.id + "-") }.map(row)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let rows = check.list.rows
    let carried = rows.count { !check.carriers(of: $0).isEmpty || !$0.code.isEmpty }
    let partly = rows.count { (!check.carriers(of: $0).isEmpty || !$0.code.isEmpty) && $0.why != nil }
    return "共 \(rows.count) 条: 有承担处的 \(carried) 条, 其中 \(partly) 条另有说明 (原文没有的数, 或由人判断的部分); 不能承担的 \(rows.count - carried) 条。"
  }

  private func row(_ row: CoverageList.Row) -> String {
    let carriers = check.carriers(of: row).map { file, lines in
      "[\(file.dropLast(5))](\(file)):\(lines.map(String.init).joined(separator: ","))"
    }
    let code = row.code.map { "[\($0.split(separator: "/").last ?? "")](../\($0))" }
    let cells = [
      row.id, row.title, (carriers + code).joined(separator: "<br>"), check.tests(of: row).joined(separator: "<br>"), row.why ?? "",
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
