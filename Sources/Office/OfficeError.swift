import Planner
import Reports
import Rules
import Statechart
import Store
import Workflow
import YAMLReading

/// What went wrong, where, and what to do next: the one shape of every error that people see.
public struct OfficeError: Error, Hashable, Sendable {
  /// What kind of failure it is; adapters map it to exit codes and HTTP statuses.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The question was understood and the answer is no.
    case no
    /// The command itself is wrong.
    case usage
    /// A file or a value is wrong.
    case badInput
    /// Something named does not exist.
    case notFound
    /// A defect of ours.
    case defect
    /// The database is damaged.
    case damaged
    /// It does not go with what is there: somebody else was first.
    case conflict
    /// Something is in use or full: the same may succeed later.
    case busy
    /// Not for this person.
    case notAllowed
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What is wrong, one sentence in Chinese.
  public var message: String
  /// Where: `file:line:column` or the record; one line each.
  public var places: [String]
  /// What to do next, in Chinese.
  public var advice: String?

  /// What went wrong.
  public init(_ kind: Kind, _ message: String, places: [String] = [], advice: String? = nil) {
    (self.kind, self.message, self.places, self.advice) = (kind, message, places, advice)
  }

  /// Nothing of this name, with the nearest one known, or all of them where they are few, or how to find them.
  /// - Parameter lists: whether all may be named: who works here is not for everybody who asks.
  static func unknown(_ what: Named, _ id: String, among known: some Sequence<String>, lists: Bool = false) -> OfficeError {
    let all = Array(known)
    let near = NearestName.of(id, among: all).map { "是不是「\($0)」?" }
    let list = lists && (1...12).contains(all.count) ? "有 " + all.sorted().joined(separator: "、") : nil
    return OfficeError(.notFound, "没有\(what.title)「\(id)」", advice: near ?? list ?? what.way)
  }
}

extension OfficeError {
  /// Turns what the modules below throw into the one shape; nil for what nobody foresaw.
  ///
  /// What was typed is told back, but for what nobody should read over a shoulder or in a log.
  public static func of(_ error: any Error) -> OfficeError? {
    guard var known = OfficeError(error) else { return nil }
    (known.message, known.places) = (masked(known.message), known.places.map(masked))
    known.advice = known.advice.map(masked)
    return known
  }

  /// Whether whoever runs the office has to look into it.
  public var needsAttention: Bool { kind == .defect || kind == .damaged }

  /// A text without identity card and telephone numbers.
  public static func masked(_ text: String) -> String { PrivateNumbers.masked(text) }

  private init?(_ error: any Error) {
    switch error {
    case let error as OfficeError: self = error
    case let error as StoreError: self.init(store: error)
    case let error as EvidenceError: self.init(evidence: error)
    case let error as BackupObstacle: self.init(backup: error)
    case let error as FindingList:
      self.init(.badInput, "文件有 \(error.findings.count) 处问题", places: error.findings.map(\.description), advice: "改好后重试; 什么也没有改动")
    case let error as ReportError: self.init(.badInput, error.description)
    case let error as StepError: self.init(.badInput, error.description, advice: "请改正流程后安装新版本; 什么也没有改动")
    case let error as ProblemError: self.init(.defect, "排期问题自相矛盾: \(error)")
    case let error as OpeningError: self.init(.badInput, error.message, places: [error.place], advice: "改好参数或学期后重试; 什么也没有改动")
    default: return nil
    }
  }

  private init(store error: StoreError) {
    switch error {
    case .notFound(let path):
      self.init(.notFound, "没有数据库 \(path)", advice: "先用 jiaoli init 建立, 或用 --database 指定路径")
    case .notOurs(let path): self.init(.badInput, "\(path) 不是教历的数据库", advice: "用 --database 指定正确的文件; 该文件没有被改动")
    case .newerDatabase(let message): self.init(.badInput, message, advice: "请换用更新版本的 jiaoli; 数据没有被改动")
    case .readOnly(let path): self.init(.notAllowed, "不能写 \(path)", advice: "检查文件和所在文件夹的权限, 或换一个文件夹")
    case .diskFull(let path): self.init(.busy, "磁盘已满, 没有写入 \(path)", advice: "腾出空间后重试; 已有的记录完好")
    case .busy(let path): self.init(.busy, "\(path) 正被另一个程序占用", advice: "稍后重试")
    case .exists(let path): self.init(.conflict, "\(path) 已经存在", advice: "换一个路径, 或先移走该文件")
    case .damaged(let what): self.init(.damaged, "数据库已损坏: \(what)", advice: "请从备份恢复, 并保留该文件以便检查")
    case .clockBack(let message): self.init(.conflict, message, advice: "校准系统时间后重试; 什么也没有改动")
    case .privateNumber: self.init(.badInput, "文字或文件名里有身份证号或手机号", advice: "请去掉后重试; 什么也没有改动")
    case .blocked(let message): self.init(.badInput, message, advice: "什么也没有改动")
    }
  }

  private init(evidence error: EvidenceError) {
    switch error {
    case .notFound(let path): self.init(.notFound, "没有文件 \(path)", advice: "检查路径后重试; 什么也没有改动")
    case .isFolder(let path): self.init(.badInput, "\(path) 是文件夹", advice: "佐证材料须是文件, 请逐个给出")
    case .unreadable(let path): self.init(.notAllowed, "读不了 \(path)", advice: "检查文件权限后重试")
    case .empty(let path): self.init(.badInput, "\(path) 是空文件", advice: "请给出有内容的佐证材料")
    case .notStored(let path, let isDiskFull):
      self.init(.busy, isDiskFull ? "磁盘已满, 没有存下 \(path)" : "没能存下 \(path)", advice: "检查空间与权限后重试; 什么也没有改动")
    }
  }
}
