import ArgumentParser
import Foundation
import Office
import Planner

/// Commands on files of the planner: they need no office.
extension PlanCommand {
  struct Solve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "求解一个排期问题文件, 不用数据库",
      discussion: "问题文件是 PROBLEM.json 或课表竞赛的 .ctt。例: jiaoli plan solve comp01.ctt --seconds 10 --output comp01.sol\n"
        + "方案是 PLAN.json; .ctt 的方案是竞赛的解文件, 加 --json 也写成 PLAN.json。")

    @Argument(help: ArgumentHelp("问题文件", valueName: "PROBLEM"))
    var file: String
    @Option(name: .long, help: ArgumentHelp("最多多少秒", valueName: "秒"))
    var seconds: Double?
    @Option(name: .long, help: ArgumentHelp("最多多少步; 与种子一起决定结果", valueName: "步数"))
    var steps: Int?
    @Option(name: .long, help: ArgumentHelp("随机种子", valueName: "数"))
    var seed: UInt64 = 1
    @Option(name: .long, help: ArgumentHelp("线程数, 1 或 2", valueName: "数"))
    var threads = 1
    @Flag(name: .long, help: "尽量保持问题中的上一版安排")
    var keep = false
    @Flag(name: .long, help: "每次改进写一行 JSON 到标准输出 (方案写进 --output)")
    var stream = false
    @Flag(name: .long, help: "方案总是写成 PLAN.json")
    var json = false
    @OptionGroup var output: PlanOutput

    func run() throws {
      guard !stream || output.path != nil else { throw OfficeError(.usage, "--stream 要和 --output 一起用: 标准输出只写进展") }
      guard (1...2).contains(threads) else { throw OfficeError(.usage, "线程数是 1 或 2") }
      guard seconds.map({ $0 > 0 }) ?? true, steps.map({ $0 > 0 }) ?? true else { throw OfficeError(.usage, "秒数和步数须大于 0") }
      let problem = try PlanFiles.problem(file)
      let limit = seconds == nil && steps == nil ? 10 : seconds
      let options = SolveOptions(seed: seed, steps: steps, seconds: limit, threads: threads, keepPrevious: keep)
      let (plan, data) = try PlanFiles.translating(file) {
        let plan = try PlannerDocument.plan(problem.problem, options) { progress in
          if stream { Output.jsonLine(progress) } else { Output.progress(PlanText.progress(progress)) }
        }
        return (plan, try problem.write(plan, json: json))
      }
      Output.progress("")
      try output.write(data)
      if !plan.unplaced.isEmpty { Output.remark("未排 \(plan.unplaced.count) 项; 原因: jiaoli plan explain \(file)") }
    }
  }

  struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "从头计算一个方案的得分", discussion: "对 .ctt 与它的解, 输出与竞赛的检验程序相同的各行; 加 --json 输出 JSON。")

    @Argument(help: ArgumentHelp("问题文件: PROBLEM.json 或 .ctt", valueName: "PROBLEM"))
    var problem: String
    @Argument(help: ArgumentHelp("方案文件: PLAN.json 或 .ctt 的解", valueName: "PLAN"))
    var plan: String
    @Flag(name: .long, help: "总是输出 JSON")
    var json = false

    func run() throws {
      let file = try PlanFiles.problem(problem)
      let plan = try PlanFiles.plan(plan, of: file)
      if case .timetable(let instance) = file, !json {
        return Output.write(Data(instance.score(instance.solution(plan, of: file.problem)).text.utf8))
      }
      try Output.json(Planner.score(file.problem, plan))
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "排不下的为什么排不下: 一组最小的互相矛盾的规则和事实", discussion: "不给方案时先求解。")

    @Argument(help: ArgumentHelp("问题文件: PROBLEM.json 或 .ctt", valueName: "PROBLEM"))
    var problem: String
    @Argument(help: ArgumentHelp("方案文件", valueName: "PLAN"))
    var plan: String?
    @Flag(name: .long, help: "输出 JSON")
    var json = false

    func run() throws {
      let file = try PlanFiles.problem(problem)
      let problem = file.problem
      let (plan, found) = try PlanFiles.translating(self.problem) {
        let plan =
          try self.plan.map { try PlanFiles.plan($0, of: file) }
          ?? PlannerDocument.plan(problem, SolveOptions(steps: 20_000, threads: 1))
        return (plan, try diagnose(problem, plan))
      }
      if json { return try Output.json(found) }
      let placed = Set(plan.assignments.map(\.session))
      let missing = problem.sessions.filter { !placed.contains($0.id) }
      guard !missing.isEmpty else { return Output.line("每一项都已排定") }
      let explained = Set(found.flatMap(\.sessions))
      for cause in found { Output.line(cause.text) }
      let reasons = Dictionary(plan.unplaced.map { ($0.session, $0.reasons) }, uniquingKeysWith: { first, _ in first })
      for session in missing where !explained.contains(session.id) {
        let list = reasons[session.id] ?? []
        Output.line("「\(session.label)」未排: " + (list.isEmpty ? "没有找到矛盾, 再找一会儿也许排得下" : list.joined(separator: "; ")))
      }
    }
  }

  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "换一种格式: .ctt 写成 PROBLEM.json, 由 .ctt 来的 PROBLEM.json 写回 .ctt")

    @Argument(help: ArgumentHelp("问题文件", valueName: "PROBLEM"))
    var file: String
    @OptionGroup var output: PlanOutput

    func run() throws {
      let problem = try PlanFiles.problem(file)
      try output.write(PlanFiles.translating(file) { try problem.converted() })
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "PROBLEM.json 的 JSON Schema")

    func run() { Output.line(PlannerDocument.schema) }
  }
}

/// Where a document goes.
struct PlanOutput: ParsableArguments {
  @Option(name: .customLong("output"), help: ArgumentHelp("写进文件, 而不是标准输出", valueName: "文件"))
  var path: String?
  @Flag(name: .customLong("force"), help: "文件已有时覆盖")
  var isReplacing = false

  func write(_ data: Data) throws {
    guard let path else { return Output.write(data) }
    try NewFile.write(data, to: path, isReplacing: isReplacing)
  }
}

/// Files of the planner.
enum PlanFiles {
  static func problem(_ path: String) throws -> ProblemFile { try translating(path) { try ProblemFile(read(path)) } }

  static func plan(_ path: String, of problem: ProblemFile) throws -> Plan { try translating(path) { try problem.plan(read(path)) } }

  private static func read(_ path: String) throws -> Data {
    try GivenFile.data(URL(fileURLWithPath: path))
  }

  static func translating<T>(_ file: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as PlannerDocument.Failure {
      throw OfficeError(.badInput, "\(file) 不能用", places: failure.description.split(separator: "\n").map(String.init))
    }
  }
}

extension PlanText {
  /// How far a search is: the best cost by constraint.
  static func progress(_ progress: Planner.Progress) -> String {
    let terms = progress.score.soft.filter { $0.cost > 0 }.map { "\($0.constraint.title) \($0.cost)" }
    let parts = terms.isEmpty ? "" : " (" + terms.joined(separator: ", ") + ")"
    return "已搜索 \(progress.steps) 步, 未排 \(progress.score.unplaced) 项, 代价 \(progress.score.softTotal)\(parts)"
  }
}
