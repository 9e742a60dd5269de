import Store
public import Workflow

/// A piece of evidence whose stored file is not there as it was handed in.
public struct EvidenceLoss: Codable, Hashable, Sendable {
  /// The task that it was handed in for.
  public var task: Int64
  /// Where that task stands.
  public var status: TaskStatus
  /// The file's name when it was handed in.
  public var name: String
  /// SHA-256 of its bytes, hexadecimal.
  public var sha256: String
  /// `missing`, `changed` or `unreadable`.
  public var fault: String

  init(_ lost: LostEvidence) {
    (task, status, name, sha256, fault) = (lost.task, lost.status, lost.name, lost.sha256, lost.fault.rawValue)
  }

  /// Which piece, in Chinese.
  public var title: String { "任务 \(task) 的佐证材料「\(name)」" }

  /// What is wrong, in Chinese.
  public var message: String { title + (EvidenceFault(rawValue: fault)?.title ?? "") }

  /// What to do, in Chinese: what can still be done depends on where the task stands.
  public var advice: String {
    guard EvidenceFault(rawValue: fault) != .unreadable else { return "检查 .evidence 文件夹和磁盘, 让运行 jiaoli 的用户读得到; 文件可能还在, 不必重新提交" }
    let back = "找到内容相同的文件 (交件人处, 或备份文件夹), 放回: jiaoli doctor --repair --evidence 文件或文件夹"
    return switch status {
    case .submitted: back + "; 找不到时退回任务重新提交"
    case .planned, .open, .returned: back + "; 找不到时在任务里重新提交"
    case .accepted, .waived, .cancelled: back + "; 任务已了结, 找不到时请另行存档说明"
    }
  }
}

extension EvidenceFault {
  /// In Chinese, after what it is about.
  var title: String {
    switch self {
    case .missing: "不见了"
    case .changed: "被改动过"
    case .unreadable: "读不了"
    }
  }
}
