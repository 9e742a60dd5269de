import Rules
public import Yams

/// What a reader of one file collects: every finding, so that people mend a file in one go.
public final class Reading {
  /// How findings name the file.
  public let file: String
  /// In the order in which they were found.
  public private(set) var findings: [Finding] = []
  /// The file's text.
  private var text = ""
  /// The file's lines, once a place within one is asked for.
  private(set) lazy var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)

  /// A reading of one file.
  public init(file: String) { self.file = file }

  /// Whether what is found now is no more than a warning.
  private var isLenient = false

  /// Does something in which every finding is no more than a warning.
  public func warningOnly<T>(_ body: () -> T) -> T {
    let before = isLenient
    isLenient = true
    defer { isLenient = before }
    return body()
  }

  /// Notes something at a node.
  public func report(_ severity: Finding.Severity = .error, at node: Node?, _ message: String) {
    let mark = node.flatMap(\.mark)
    report(severity, line: mark?.line ?? 1, column: mark?.column ?? 1, message)
  }

  /// Notes something at a place.
  public func report(_ severity: Finding.Severity = .error, line: Int, column: Int, _ message: String) {
    findings.append(Finding(isLenient ? .warning : severity, file: file, line: line, column: column, message: message))
  }

  /// Parses YAML text into its one document; nil, with a finding, where it is none.
  public func document(_ text: String) -> Node? {
    guard text.utf8.count <= 1 << 20 else {
      report(at: nil, "文件超过 1 MB, 不像流程文件")
      return nil
    }
    guard Expansion.aliases(in: text) <= Expansion.mostAliases else {
      report(at: nil, "别名 (*名称) 超过 \(Expansion.mostAliases) 处, 不像流程文件")
      return nil
    }
    self.text = text
    do {
      guard let node = try composed(text) else {
        report(at: nil, "文件是空的")
        return nil
      }
      guard Expansion.isSmall(node) else {
        report(at: nil, "别名展开后过大, 不像流程文件")
        return nil
      }
      return node
    } catch let error as YamlError {
      reportYAML(error)
    } catch is Unreadable {
    } catch {
      report(at: nil, "不是 YAML: \(error)")
    }
    return nil
  }

  /// The document, without keys that occur twice, which are findings.
  private func composed(_ text: String) throws -> Node? {
    do { return try Yams.compose(yaml: text) } catch YamlError.duplicatedKeysInMapping {}
    let keys = try DoubledKeys(text)
    for found in keys.doubled {
      let place = found.again ?? found.first
      report(line: place.line, column: place.column, "键重复: \(found.key)" + (found.again == nil ? "" : " (第 \(found.first.line) 行已有)"))
    }
    guard let document = keys.document else { throw Unreadable() }
    return document
  }

  /// What was found says why already.
  private struct Unreadable: Error {}

  private func reportYAML(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      report(line: mark.line, column: mark.column, "不是合法的 YAML: \(problem)")
    default:
      report(at: nil, "不是合法的 YAML")
    }
  }

  /// The mapping at a node, or a finding.
  public func fields(_ node: Node, _ what: String) -> Fields? {
    guard case .mapping(let mapping) = node else {
      report(at: node, "\(what)应为一组键值")
      return nil
    }
    return Fields(mapping: mapping, node: node, what: what, reading: self)
  }

  /// The scalar text at a node, or a finding.
  public func text(_ node: Node, _ what: String) -> String? {
    guard case .scalar(let scalar) = node else {
      report(at: node, "\(what)应为文字")
      return nil
    }
    return scalar.string
  }
}

/// A mapping being read: each key is asked for once, and what nobody asked for is unknown.
public final class Fields {
  /// Where it stands.
  public let node: Node
  /// What findings call it.
  public let what: String
  /// Where findings go.
  public let reading: Reading
  private let mapping: Node.Mapping
  private var known: [String] = []

  init(mapping: Node.Mapping, node: Node, what: String, reading: Reading) {
    (self.mapping, self.node, self.what, self.reading) = (mapping, node, what, reading)
  }

  /// The line on which it begins, 1-based.
  public var line: Int { node.mark?.line ?? 1 }

  /// The node of a key.
  public func node(_ key: String) -> Node? {
    known.append(key)
    return mapping[Node(key)]
  }

  /// Key and node of every entry, in order: for maps whose keys are identifiers.
  public var entries: [(key: String, keyNode: Node, node: Node)] {
    mapping.compactMap { key, node in
      guard let text = reading.text(key, "\(what)的键") else { return nil }
      known.append(text)
      return (text, key, node)
    }
  }

  /// The keys in order; asking for them makes none of them known.
  public var keys: [String] { mapping.compactMap { $0.key.scalar?.string } }

  /// The text of a key, if it is there.
  public func text(_ key: String) -> String? { node(key).flatMap { reading.text($0, "\(what)的 \(key)") } }

  /// The text of a key, or a finding.
  public func requiredText(_ key: String) -> String? {
    guard let node = node(key) else {
      reading.report(at: self.node, "\(what)缺少 \(key)")
      return nil
    }
    return reading.text(node, "\(what)的 \(key)")
  }

  /// A whole number in a range, if it is there.
  public func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(key), let text = reading.text(node, "\(what)的 \(key)") else { return nil }
    guard let number = Int(text), range.contains(number) else {
      reading.report(at: node, "\(what)的 \(key)「\(text)」应为 \(range.lowerBound) 至 \(range.upperBound) 的整数")
      return nil
    }
    return number
  }

  /// `true` or `false`, if it is there.
  public func bool(_ key: String) -> Bool? {
    guard let node = node(key), let text = reading.text(node, "\(what)的 \(key)") else { return nil }
    guard let value = ["true": true, "false": false][text] else {
      reading.report(at: node, "\(what)的 \(key)「\(text)」应为 true 或 false")
      return nil
    }
    return value
  }

  /// A list of words; a single word stands for a list of one.
  public func words(_ key: String) -> [(text: String, node: Node)] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let sequence) = node else { return reading.text(node, "\(what)的 \(key)").map { [($0, node)] } ?? [] }
    return sequence.compactMap { item in reading.text(item, "\(what)的 \(key) 的每一项").map { ($0, item) } }
  }

  /// An identifier: kebab-case ASCII.
  public func identifier(_ key: String) -> String? {
    guard let text = requiredText(key) else { return nil }
    return reading.identifier(text, at: node(key)) ? text : nil
  }

  /// A fixed choice.
  public func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let node = node(key), let text = reading.text(node, "\(what)的 \(key)") else { return nil }
    if let value = Choice(rawValue: text) { return value }
    let names = Choice.allCases.map(\.rawValue)
    reading.report(at: node, "\(what)的 \(key)「\(text)」应为 \(names.joined(separator: "、")) 之一\(NearestName.hint(text, among: names))")
    return nil
  }

  /// The clause under `cite`, if it is there.
  public func citation() -> Citation? {
    guard let node = node("cite"), let text = reading.text(node, "\(what)的 cite") else { return nil }
    if let citation = Citation(text) { return citation }
    reading.report(at: node, "cite「\(text)」应以需求条目开头, 如 S1-3 六(一)1")
    return nil
  }

  /// Reports every key that nobody asked for.
  public func finish() {
    for (key, _) in mapping {
      guard let text = key.scalar?.string else { continue }
      if !known.contains(text) { reading.report(at: key, "\(what)没有「\(text)」这个键\(NearestName.hint(text, among: known))") }
    }
  }
}

extension Reading {
  /// Whether a text is an identifier (kebab-case ASCII); a finding where it is not.
  public func identifier(_ text: String, at node: Node?) -> Bool {
    if text.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, text.utf8.count <= 64 { return true }
    report(at: node, "标识「\(text)」应为小写字母、数字与连字符, 以字母开头")
    return false
  }
}
