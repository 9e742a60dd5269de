import Evaluation
public import Foundation
import Store
public import Workflow
public import YAMLReading

extension Office {
  /// A file that was read and found sound.
  public enum Readable: Sendable {
    /// A workflow, with warnings.
    case workflow(WorkflowDefinition, text: String, warnings: [Finding])
    /// An evaluation scheme.
    case scheme(id: String, version: Int, title: String, text: String)

    /// `id@version title`.
    public var label: String {
      switch self {
      case .workflow(let definition, _, _): "\(definition.id)@\(definition.version) \(definition.title)"
      case .scheme(let id, let version, let title, _): "\(id)@\(version) \(title)"
      }
    }
  }

  /// Reads workflow and scheme files, or every one of a folder (`jiaoli workflow check`); needs no database.
  /// - Throws: `OfficeError` with every finding.
  public static func check(_ files: [URL]) throws -> [Readable] {
    var findings: [Finding] = []
    var readable: [Readable] = []
    for file in try yamlFiles(files) {
      let data = try GivenFile.data(file)
      do {
        readable.append(try read(TextDecoding.text(data, file: file.lastPathComponent), file: file.lastPathComponent))
      } catch let list as FindingList {
        findings += list.findings
      }
    }
    guard findings.isEmpty else { throw FindingList(findings: findings) }
    return readable
  }

  private static func read(_ text: String, file: String) throws -> Readable {
    if text.split(whereSeparator: \.isNewline).contains(where: { $0.hasPrefix("scheme:") }) {
      let scheme = try SchemeReader.read(text, file: file)
      return .scheme(id: scheme.id, version: scheme.version, title: scheme.title, text: text)
    }
    let result = try WorkflowReader.read(text, file: file)
    let verification = WorkflowVerification(result, file: file)
    if verification.findings.contains(where: { $0.severity == .error }) {
      throw FindingList(findings: result.warnings + verification.findings)
    }
    return .workflow(result.definition, text: text, warnings: result.warnings + verification.findings)
  }

  private static func yamlFiles(_ files: [URL]) throws -> [URL] {
    try files.flatMap { file -> [URL] in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
        throw OfficeError(.notFound, "没有文件 \(file.path)", advice: "检查路径")
      }
      guard isFolder.boolValue else { return [file] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: file.path)) ?? []
      let found = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { file.appending(path: $0) }
      guard !found.isEmpty else { throw OfficeError(.notFound, "\(file.path) 里没有 .yaml 文件", advice: "指定流程包所在的文件夹") }
      return found
    }
  }

  /// Installs workflows and schemes together; a version that is installed with the same text is left alone.
  /// - Returns: each file with whether it was new.
  public func install(_ files: [URL]) throws -> [(readable: Readable, isNew: Bool)] {
    try actor.require(.configure, .office, "安装流程")
    let readable = try Self.check(files)
    return try command { transaction in
      try requireChildren(of: readable, transaction.reader)
      return try readable.map { ($0, try install($0, transaction)) }
    }
  }

  /// A workflow that starts others needs them, from the same package or from before.
  private func requireChildren(of readable: [Readable], _ reader: Reader) throws {
    var known = Set(try reader.installedWorkflows().map(\.id))
    for case .workflow(let definition, _, _) in readable { known.insert(definition.id) }
    for case .workflow(let definition, _, _) in readable {
      for child in definition.allStates.compactMap(\.each?.workflow) where !known.contains(child) {
        var error = OfficeError.unknown(.workflow, child, among: known)
        error.message = "流程 \(definition.id) 要启动的「\(child)」没有安装"
        error.advice = error.advice ?? "请把它的文件与 \(definition.id) 一起安装"
        throw error
      }
    }
  }

  private func install(_ readable: Readable, _ transaction: Transaction) throws -> Bool {
    let (label, known, text, fact): (String, String?, String, Fact) =
      switch readable {
      case .workflow(let definition, let text, _):
        (
          "流程 \(definition.id)", try transaction.reader.workflowText(definition.id, version: definition.version), text,
          .workflowInstalled(InstalledText(text: text))
        )
      case .scheme(let id, let version, _, let text):
        ("考核办法 \(id)", try transaction.reader.schemeText(id, version: version), text, .schemeInstalled(InstalledText(text: text)))
      }
    if known == text { return false }
    guard known == nil else {
      throw OfficeError(.conflict, "\(label) 的这个版本已经安装, 内容不同", advice: "请把 version 加一后再安装; 正在进行的仍用原版本")
    }
    try transaction.record(fact)
    return true
  }

  /// What is installed, in its newest version.
  public struct Installed: Codable, Hashable, Sendable {
    /// `workflow` or `scheme`.
    public var kind: String
    /// Its identifier.
    public var id: String
    /// Its newest version.
    public var version: Int
    /// What people call it.
    public var title: String
  }

  /// Installed workflows and schemes.
  public func installed() throws -> [Installed] {
    try store.read { reader in
      try reader.installedWorkflows().map { Installed(kind: "workflow", id: $0.id, version: $0.version, title: $0.title) }
        + reader.installedSchemes().map { Installed(kind: "scheme", id: $0.id, version: $0.version, title: $0.title) }
    }
  }

  /// The newest installed version of a workflow.
  public func workflow(_ id: String) throws -> WorkflowDefinition {
    try store.read { try workflow(id, $0) }
  }

  func workflow(_ id: String, _ reader: Reader) throws -> WorkflowDefinition {
    let installed = try reader.installedWorkflows()
    guard let found = installed.first(where: { $0.id == id }) else {
      throw OfficeError.unknown(.workflow, id, among: installed.map(\.id), lists: true)
    }
    return try reader.process(id, found.version).definition
  }
}
