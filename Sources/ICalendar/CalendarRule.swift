/// A rule that a calendar can break.
public enum CalendarRule: Hashable, Sendable, CustomStringConvertible {
  // The file and its lines (RFC 5545 section 3.1)
  case fileTooLarge(limit: Int), tooManyLines(limit: Int), tooManyProblems(more: Int)
  case notACalendar, byteOrderMark, lineBreak, strayReturn, blankLine, lineTooLong(octets: Int), contentTooLong(limit: Int)
  case foldInsideCharacter, invalidEncoding, controlCharacter, strayContinuation
  // Content lines and components (sections 3.1, 3.4, 3.6)
  case noColon, invalidName, outsideComponent, outermostComponent, unknownComponent, tooDeep(limit: Int)
  case missingEnd, strayEnd, reservedProperty
  // Properties and values (sections 3.2, 3.3, 3.8), as libical reads them
  case unknownProperty, invalidParameter, invalidValue, invalidEscape, noSuchTime, unreadable, unprintable
  // What must stand in a component how often (RFC 5545 section 3.6, RFC 5546)
  case required, forbidden, tooFew(expected: String, found: String), duplicateIdentifier
  // What values must say of one another (section 3.8.2, 3.8.5)
  case endBeforeStart, endAndDuration, differentKinds, unknownZone, invalidVersion

  /// The rule in Chinese, with its section.
  public var description: String {
    fileRule ?? structureRule ?? valueRule
  }

  private var fileRule: String? {
    switch self {
    case .fileTooLarge(let limit): "文件超过 \(limit) 字节,没有读取"
    case .tooManyLines(let limit): "内容超过 \(limit) 行,其后没有读取"
    case .tooManyProblems(let more): "另有 \(more) 处问题没有列出"
    case .notACalendar: "不是 iCalendar 日历:没有 BEGIN:VCALENDAR(RFC 5545 3.4)"
    case .byteOrderMark: "文件开头不应有字节顺序标记(BOM)"
    case .lineBreak: "行末应为 CRLF(RFC 5545 3.1);只报告第一处"
    case .strayReturn: "有多余的回车符 CR(RFC 5545 3.1)"
    case .blankLine: "不应有空行(RFC 5545 3.1)"
    case .lineTooLong(let octets): "一行 \(octets) 字节,超过 75 字节,应折行(RFC 5545 3.1)"
    case .contentTooLong(let limit): "展开后的一行超过 \(limit) 字节,已略过"
    case .foldInsideCharacter: "在一个字符中间折行,有的软件会显示乱码(RFC 5545 3.1)"
    case .invalidEncoding: "不是有效的 UTF-8(RFC 5545 3.1.4)"
    case .controlCharacter: "含有控制字符(RFC 5545 3.1)"
    case .strayContinuation: "续行之前没有内容行(RFC 5545 3.1)"
    default: nil
    }
  }

  private var structureRule: String? {
    switch self {
    case .noColon: "没有冒号,不是内容行(RFC 5545 3.1)"
    case .invalidName: "名称只能由字母、数字和连字符组成(RFC 5545 3.1)"
    case .outsideComponent: "内容在 BEGIN 与 END 之外,已略过(RFC 5545 3.4)"
    case .outermostComponent: "最外层只能是 VCALENDAR,已略过(RFC 5545 3.4)"
    case .unknownComponent: "未知的组件,已略过(RFC 5545 3.6)"
    case .tooDeep(let limit): "组件嵌套超过 \(limit) 层,已略过"
    case .missingEnd: "缺少对应的 END(RFC 5545 3.6)"
    case .strayEnd: "END 没有对应的 BEGIN(RFC 5545 3.6)"
    case .reservedProperty: "这是日历库内部使用的属性,已略过"
    case .required: "缺少必须有的属性(RFC 5545 3.6、RFC 5546 3)"
    case .forbidden: "不应出现在这里(RFC 5545 3.6、RFC 5546 3)"
    case .tooFew(let expected, let found): "应有 \(expected) 个,实有 \(found) 个(RFC 5545 3.6、RFC 5546 3)"
    case .duplicateIdentifier: "与前面的条目标识(UID)相同(RFC 5545 3.8.4.7)"
    default: nil
    }
  }

  private var valueRule: String {
    switch self {
    case .unknownProperty: "未登记的属性,已略过(RFC 5545 8.3.2;自定义属性应以 X- 开头)"
    case .invalidParameter: "参数不符合格式(RFC 5545 3.2)"
    case .invalidValue: "值不符合该属性的类型,已略过(RFC 5545 3.3)"
    case .invalidEscape: "反斜杠之后只能是 \\、分号、逗号或 n,已按反斜杠本身理解(RFC 5545 3.3.11)"
    case .noSuchTime: "没有这样的日期或时刻,已略过(RFC 5545 3.3.4、3.3.5)"
    case .unreadable: "无法读取,已略过"
    case .unprintable: "无法写成规范形式,已略过"
    case .endBeforeStart: "结束不晚于开始(RFC 5545 3.8.2.2)"
    case .endAndDuration: "DURATION 不能与 DTEND 或 DUE 同时出现(RFC 5545 3.6.1、3.6.2)"
    case .differentKinds: "与 DTSTART 一个是日期、一个是时刻,应一致(RFC 5545 3.8.2)"
    case .unknownZone: "TZID 所指的时区没有 VTIMEZONE(RFC 5545 3.2.19)"
    case .invalidVersion: "应为 2.0(RFC 5545 3.7.4)"
    default: "不符合 RFC 5545"
    }
  }
}
