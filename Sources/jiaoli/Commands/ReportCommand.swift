import ArgumentParser
import Foundation
import Office
import Reports

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "报表: 终端表格、CSV、Excel、可打印网页或 JSON",
    discussion: """
      例: jiaoli report late
          jiaoli report duties --semester 2026-2027-1 --subject W01 --out 学期职责.xlsx
          jiaoli report phases --run 1 --out 阶段报告.html
      格式由文件的扩展名决定 (csv、xlsx、html、json、txt), 或用 --format 指定。
      """,
    subcommands: [
      Late.self, Phases.self, Duties.self, Year.self, Register.self, Evaluation.self, Payments.self, Travel.self,
    ])

  struct Late: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "逾期清单: 逾期天数和责任人, 含审核逾期和迟交")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var subject: ReportSubjectOption
    @Option(name: .customLong("run"), help: ArgumentHelp("只看这个流程运行", valueName: "编号"))
    var number: Int64?

    func run() throws { try output.print(options) { try $0.lateReport(subject: subject.code, run: number) } }
  }

  struct Phases: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "阶段报告: 一个流程的各阶段、任务、佐证和审核意见")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @Option(name: .customLong("run"), help: ArgumentHelp("流程运行的编号", valueName: "编号"))
    var number: Int64

    func run() throws { try output.print(options) { try $0.phaseReport(run: number) } }
  }

  struct Duties: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "学期职责一览: 人 × 职责, 含件数和状态")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var subject: ReportSubjectOption
    @Option(name: .long, help: ArgumentHelp("学期, 如 2026-2027-1", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("只看这个流程的职责", valueName: "流程"))
    var workflow: String?

    func run() throws { try output.print(options) { try $0.dutyReport(semester: semester, subject: subject.code, workflow: workflow) } }
  }

  struct Year: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "年度工作总结和下年谋划: 按类别的数字和提纲")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var subject: ReportSubjectOption
    @Option(name: .long, help: ArgumentHelp("年份", valueName: "年份"))
    var year: Int
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("列哪些数字、定哪些目标的考核办法, 可给多个", valueName: "办法"))
    var scheme: [String] = []

    func run() throws { try output.print(options) { try $0.yearReport(year, subject: subject.code, schemes: scheme) } }
  }

  struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "年度考核登记表: 由记录填好, 附材料清单, 留签字处")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @Option(name: .customLong("subject"), help: ArgumentHelp("谁的", valueName: "工号"))
    var person: String
    @Option(name: .long, help: ArgumentHelp("年份", valueName: "年份"))
    var year: Int
    @Option(name: .long, help: ArgumentHelp("按哪个考核办法的指标列项; 不给则按本人的职责", valueName: "办法"))
    var scheme: String?

    func run() throws { try output.print(options) { try $0.registerReport(person, year: year, scheme: scheme) } }
  }

  struct Evaluation: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "考核结果: 各指标、逐项依据、参数和后果")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var results: ReportResultOptions

    func run() throws {
      try output.print(options) { try $0.evaluationReport(results.scheme, period: results.period, subjects: results.subject) }
    }
  }

  struct Payments: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "发放表: 考核结果带来的津贴、奖励和扣减, 按承担单位")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var results: ReportResultOptions

    func run() throws {
      try output.print(options) { try $0.paymentReport(results.scheme, period: results.period, subjects: results.subject) }
    }
  }

  struct Travel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "费用分担表: 差旅费按比例由各方承担, 各方一张结算单")
    @OptionGroup var options: OfficeOptions
    @OptionGroup var output: ReportOutput
    @OptionGroup var results: ReportResultOptions

    func run() throws {
      try output.print(options) { try $0.travelReport(results.scheme, period: results.period, subjects: results.subject) }
    }
  }
}

/// Whom a report is about.
struct ReportSubjectOption: ParsableArguments {
  @Option(name: .customLong("subject"), help: ArgumentHelp("工号、工作室或学校的编号; 不给则为您能看到的全部", valueName: "编号"))
  var code: String?
}

/// Which results a report is about.
struct ReportResultOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("考核办法的标识", valueName: "办法"))
  var scheme: String
  @Option(
    name: [.customLong("period"), .customLong("semester"), .customLong("year")],
    help: ArgumentHelp("考核期, 如 2026-2027-1 或 2026; 默认为今天所在的", valueName: "考核期"))
  var period: String?
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("只看这些对象", valueName: "编号"))
  var subject: [String] = []
}
