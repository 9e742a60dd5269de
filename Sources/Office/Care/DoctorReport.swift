import Store

/// What an examination found, in words and for machines.
public struct DoctorReport: Codable, Hashable, Sendable {
  /// One problem.
  public struct Problem: Codable, Hashable, Sendable {
    /// `structure`, `reference`, `derived`, `journal`, `evidence-missing`, `evidence-changed`, `evidence-unreadable`, `timer`, `feed`.
    public var kind: String
    /// What is wrong, in Chinese.
    public var message: String
    /// What to do, in Chinese.
    public var advice: String
  }

  /// Rows of the journal.
  public var journal: Int
  /// Pieces of evidence that were compared.
  public var evidence: Int
  /// Evidence files that no record names: harmless.
  public var unnamedFiles: Int
  /// What is wrong.
  public var problems: [Problem]
  /// Whether `--repair` may mend something.
  public var isMendable: Bool

  init(_ examination: Examination) {
    (journal, evidence, unnamedFiles) = (examination.journal, examination.evidence, examination.unnamedFiles)
    isMendable = examination.isMendable
    problems = examination.findings.map(Problem.init)
  }

  /// For people.
  public var text: String {
    let summary = "流水 \(journal) 条, 佐证材料 \(evidence) 份" + (unnamedFiles > 0 ? ", 无人引用的文件 \(unnamedFiles) 个 (无害)" : "")
    guard !problems.isEmpty else { return "完好: \(summary)" }
    return "发现 \(problems.count) 个问题 (\(summary))\n" + problems.map { "  \($0.message)\n    办法: \($0.advice)" }.joined(separator: "\n")
  }
}

extension DoctorReport.Problem {
  /// A calendar that is not what the journal says.
  init(feed file: String) {
    self.init(kind: "feed", message: "日历 \(file) 与按流水重新生成的不同", advice: "这是程序的缺陷, 请把数据库的备份交给维护人员; 记录没有受损")
  }

  fileprivate init(_ finding: Examination.Finding) {
    let (kind, message, advice): (String, String, String) =
      switch finding {
      case .structure(let text): ("structure", "数据库结构损坏: \(text)", "从备份恢复 (jiaoli restore), 并留下这个文件以便检查")
      case .reference(let table): ("reference", "表 \(table) 引用了不存在的记录", "jiaoli doctor --repair 按流水重建")
      case .derived(let table): ("derived", "表 \(table) 与流水不符", "jiaoli doctor --repair 按流水重建")
      case .journal(let text): ("journal", "流水无法重放: \(text)", "请把数据库交给维护人员, 不要继续使用")
      case .evidence(let lost):
        ("evidence-\(lost.fault.rawValue)", EvidenceLoss(lost).message, EvidenceLoss(lost).advice)
      case .timerMissed(let run, let due): ("timer", "第 \(run) 号流程运行在 \(due) 的定时没有执行", "运行任何一条会写入的命令, 到期的定时会补上")
      }
    self.init(kind: kind, message: message, advice: advice)
  }
}
