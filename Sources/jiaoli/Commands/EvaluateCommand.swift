import AcademicCalendar
import ArgumentParser
import Evaluation
import Foundation
import Office

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "按考核办法评定、公布、比较, 列出所依据的记录",
    discussion: "例: jiaoli evaluate studio-semester --period 2026-2027-1 --subject T0102 --explain",
    subcommands: [
      Judge.self, Publish.self, Published.self, EvaluateVerifyCommand.self, Compare.self, Consequences.self, Decide.self,
      EvaluateMarkCommand.self,
    ],
    defaultSubcommand: Judge.self)

  struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "judge", abstract: "评定 (可省略 judge 一词)")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var request: EvaluationOptions
    @Flag(name: .long, help: "逐条列出条款、比较的数值和计入的记录")
    var explain = false
    @Option(name: .long, help: ArgumentHelp("按 school、studio、zone (片区、县) 或 district 汇总", valueName: "级别"))
    var by: String?

    func run() throws {
      let office = try options.office()
      let group = try by.map(Self.group)
      var asked = try request.request()
      if explain { asked.isTraced = true }
      if group != nil { asked.isTraced = false }
      let results = try group == nil ? office.showResults(asked) : office.evaluate(asked)
      guard let first = results.first else {
        if options.json { return try Output.json(results) }
        return Output.line("没有考核对象; 先用 jiaoli start 启动流程, 或检查办法的 subject")
      }
      if let group {
        let lines = try office.rollUp(results, by: group)
        if options.json { return try Output.json(lines) }
        return Output.line("\(first.title) · \(first.period.title)\n" + EvaluationText.rollUp(lines))
      }
      if options.json { return try Output.json(results) }
      Output.line("\(first.title) · \(first.period.title)\(request.asOf.map { " · 截至 \($0) 的记录" } ?? "")")
      if explain {
        for result in results { Output.line("\n" + result.lines(isExplained: true).joined(separator: "\n")) }
      } else {
        // A place is one among all.
        let ranking = asked.subjects.isEmpty && office.seesEverybody ? Ranking(results) : nil
        Output.line(EvaluationText.table(ranking?.results ?? results, ranking))
      }
      Output.line("\n" + EvaluationText.count(results))
    }

    private static func group(_ text: String) throws -> SchemeSubject.Kind {
      guard let kind = SchemeSubject.Kind(rawValue: text), [.school, .studio, .zone, .district].contains(kind) else {
        throw OfficeError(.usage, "--by「\(text)」应为 school、studio、zone 或 district")
      }
      return kind
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "公布结果: 记入流水不再改变, 后果随之生效", discussion: "同一考核期再公布一次, 就取代同一对象上次公布的结果。")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var request: EvaluationOptions

    func run() throws {
      let summary = try options.office().publish(try request.request())
      if options.json { return try Output.json(summary) }
      Output.line(
        "已公布 \(summary.title) · \(summary.period.title): 共 \(summary.count), 通过 \(summary.passed), 未通过 \(summary.failed), 未设定或不适用 \(summary.unknown)"
      )
      for (title, count) in summary.consequences.sorted(by: { $0.key < $1.key }) { Output.line("  \(title): \(count)") }
      if summary.decisions > 0 { Output.line("须由人酌情决定的 \(summary.decisions) 项已开任务; 用 jiaoli tasks 查看") }
      if !summary.consequences.isEmpty { Output.line("用 jiaoli evaluate consequences \(summary.scheme) 查看名单和待确认的") }
    }
  }

  struct Published: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出公布过的结果")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
    var scheme: String?

    func run() throws {
      let lines = try options.office().publications(of: scheme)
      if options.json { return try Output.json(lines) }
      var table = Table(["编号", "办法", "考核期", "公布日", "公布人", "人数"], rightAligned: [0, 5])
      for line in lines {
        table.add(["\(line.id)", "\(line.scheme)@\(line.version)", line.period.title, line.day.description, line.actor, "\(line.count)"])
      }
      Output.line(lines.isEmpty ? "还没有公布过结果" : table.text)
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "比较两个考核期: 公布过的以公布为准")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
    var scheme: String
    @Argument(help: ArgumentHelp("较早的考核期", valueName: "考核期"))
    var earlier: String
    @Argument(help: ArgumentHelp("较晚的考核期", valueName: "考核期"))
    var later: String
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("只比这些对象", valueName: "编号"))
    var subject: [String] = []

    func run() throws {
      let comparison = try options.office().compare(scheme, earlier, later, subjects: subject)
      if options.json { return try Output.json(comparison) }
      var table = Table(["编号", "姓名或名称", comparison.before.title, comparison.after.title, "分差", "变化的指标"], rightAligned: [4])
      let changed = comparison.changes.filter(\.isChange)
      for change in changed {
        let gain = change.scoreGain.map { $0 > 0 ? "+\(ShownValue.number($0).text)" : ShownValue.number($0).text } ?? ""
        table.add([
          change.subject.id, change.subject.name, change.before?.title ?? "—", change.after?.title ?? "—", gain,
          change.indicators.map { comparison.indicators[$0] ?? $0 }.joined(separator: "、"),
        ])
      }
      if !changed.isEmpty { Output.line(table.text + "\n") }
      Output.line("共 \(comparison.changes.count), 有变化的 \(changed.count)")
    }
  }

  struct Consequences: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出公布后的名单、津贴、建议和待酌定的事")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
    var scheme: String?
    @Option(name: .long, help: ArgumentHelp("考核期的编号, 如 2026", valueName: "考核期"))
    var period: String?

    func run() throws {
      let lines = try options.office().consequences(of: scheme, period: period)
      if options.json { return try Output.json(lines) }
      var table = Table(["编号", "考核期", "对象", "后果", "名单或称号", "数额", "状态", "依据"], rightAligned: [0, 5])
      for line in lines {
        table.add([
          "\(line.id)", line.period, "\(line.subject.name)(\(line.subject.id))", line.title, line.target,
          line.amount.map { ShownValue.number($0).text } ?? "", line.state, line.cite ?? "",
        ])
      }
      Output.line(lines.isEmpty ? "没有后果" : table.text)
    }
  }

  struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "确认或否决一项建议 (授予、取消), 或记下酌情决定")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("后果的编号", valueName: "编号"))
    var number: Int64
    @Flag(name: .long, help: "确认, 立即生效")
    var confirm = false
    @Flag(name: .long, help: "不予确认")
    var decline = false
    @Option(name: .long, help: ArgumentHelp("从哪天起; 默认今天", valueName: "日期"))
    var on: String?
    @Option(name: .long, help: ArgumentHelp("理由", valueName: "文字"))
    var note: String?
    @Option(name: .long, help: ArgumentHelp("数额 (元或学时): 酌情决定发放、扣减、学时时写明", valueName: "数额"))
    var amount: Double?

    func run() throws {
      guard confirm != decline else { throw OfficeError(.usage, "请给出 --confirm 或 --decline") }
      try options.office().decideConsequence(number, isConfirmed: confirm, on: try on.map(Input.day), note: note, amount: amount)
      if options.json { return try Output.json(["consequence": number]) }
      Output.line("第 \(number) 号后果: \(confirm ? "已确认" : "不予确认")")
    }
  }
}

/// Which scheme, period and subjects.
struct EvaluationOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("考核办法的标识", valueName: "办法"))
  var scheme: String
  @Option(name: [.customLong("period"), .customLong("semester")], help: ArgumentHelp("考核期; 默认为今天所在的", valueName: "考核期"))
  var period: String?
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("只评这些对象", valueName: "编号"))
  var subject: [String] = []
  @Option(name: .customLong("as-of"), help: ArgumentHelp("只用这一天为止登记的记录", valueName: "日期"))
  var asOf: String?
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("设参数", valueName: "名称=值"))
  var set: [String] = []

  func request() throws -> Office.EvaluationRequest {
    var request = Office.EvaluationRequest(scheme, period: period, subjects: subject)
    (request.asOf, request.parameters) = (try asOf.map(Input.day), try Input.pairs(set))
    return request
  }
}

/// Results in words.
enum EvaluationText {
  static func table(_ results: [EvaluationResult], _ ranking: Ranking? = nil) -> String {
    guard let first = results.first else { return "" }
    let (hasScore, hasGrade) = (results.contains { $0.score != nil }, results.contains { $0.grade != nil })
    var table = Table(
      ["编号", "姓名"] + first.indicators.map(\.title) + (hasScore ? ["总分"] : []) + (ranking == nil ? [] : ["名次"])
        + (hasGrade ? ["等次"] : []) + ["结果"])
    for result in results {
      var row = [result.subject.id, result.subject.name] + result.indicators.map(cell)
      let score = result.isApplicable ? result.score : nil
      if hasScore { row.append(score.map { $0.value.map { ShownValue.number($0).text } ?? "未设定" } ?? "") }
      if let ranking { row.append(ranking.place(of: result).map(String.init) ?? "") }
      if hasGrade { row.append(result.grade.map { $0.value ?? "未设定" } ?? "") }
      table.add(row + [result.verdictTitle])
    }
    return table.text
  }

  static func count(_ results: [EvaluationResult]) -> String {
    let exempt = results.count { !$0.isApplicable }
    let (passed, failed) = (results.count { $0.verdict == .pass }, results.count { $0.verdict == .fail })
    return "共 \(results.count): 通过 \(passed), 未通过 \(failed), 未设定 \(results.count - passed - failed - exempt)"
      + (exempt > 0 ? ", 不适用 \(exempt)" : "")
  }

  static func rollUp(_ lines: [Office.GroupTally]) -> String {
    var table = Table(["编号", "名称", "人数", "通过", "未通过", "未设定", "不适用", "通过率"], rightAligned: [2, 3, 4, 5, 6, 7])
    for line in lines {
      let tally = line.tally
      table.add([
        line.id, line.name, "\(tally.total + line.exempt)", "\(tally.passed)", "\(tally.failed)", "\(tally.unknown)", "\(line.exempt)",
        line.share.map { "\(ShownValue.number(($0 * 10_000).rounded() / 100).text)%" } ?? "未设定",
      ])
    }
    return table.text
  }

  /// `1/1 ✓`: what was counted, what is required, whether that is enough.
  private static func cell(_ indicator: IndicatorResult) -> String {
    guard indicator.applies else { return "不适用" }
    let mark =
      switch indicator.verdict {
      case .pass: "✓"
      case .fail: "✗"
      case .unknown: "?"
      case nil: ""
      }
    if indicator.verdict == nil, let points = indicator.points { return points.value.map { ShownValue.number($0).text } ?? "未设定" }
    guard let step = indicator.trace.first(where: { $0.kind == .requirement })?.decision.comparison else { return mark }
    return "\(step.left.value?.text ?? "?")/\(step.right.value?.text ?? "?") \(mark)"
  }
}
