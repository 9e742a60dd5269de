import ArgumentParser
import Foundation
import Office
import Planner

extension PlanCommand {
  struct Solve: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "求解一个排期问题文件 (JSON), 不用数据库")

    @Argument(help: ArgumentHelp("问题文件", valueName: "PROBLEM.json"))
    var file: String
    @Option(name: .long, help: ArgumentHelp("最多多少秒", valueName: "秒"))
    var seconds: Double?
    @Option(name: .long, help: ArgumentHelp("最多多少步; 与种子一起决定结果", valueName: "步数"))
    var steps: Int?
    @Option(name: .long, help: ArgumentHelp("随机种子", valueName: "数"))
    var seed: UInt64 = 1
    @Option(name: .long, help: ArgumentHelp("线程数", valueName: "数"))
    var threads = 1
    @Flag(name: .long, help: "尽量保持问题中的上一版安排")
    var keep = false

    func run() throws {
      let data = try PlanFiles.read(file)
      let limit = seconds == nil && steps == nil ? 10 : seconds
      let options = SolveOptions(seed: seed, steps: steps, seconds: limit, threads: threads, keepPrevious: keep)
      let plan = try PlanFiles.translating(file) {
        try PlannerDocument.solve(data, options) { progress in
          Output.progress("已搜索 \(progress.steps) 步, 未排 \(progress.score.unplaced) 项, 代价 \(progress.score.softTotal)")
        }
      }
      Output.progress("")
      Output.write(plan + Data("\n".utf8))
    }
  }

  struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "从头计算一个方案的得分 (JSON)")

    @Argument(help: ArgumentHelp("问题文件", valueName: "PROBLEM.json"))
    var problem: String
    @Argument(help: ArgumentHelp("方案文件", valueName: "PLAN.json"))
    var plan: String

    func run() throws {
      let report = try PlanFiles.translating(problem) { try PlannerDocument.score(PlanFiles.read(problem), PlanFiles.read(plan)) }
      Output.write(report + Data("\n".utf8))
    }
  }
}

/// Files of the planner.
enum PlanFiles {
  static func read(_ path: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: path) else { throw OfficeError(.notFound, "读不到文件 \(path)") }
    return data
  }

  static func translating<T>(_ file: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as PlannerDocument.Failure {
      throw OfficeError(.badInput, "\(file) 不能用", places: failure.description.split(separator: "\n").map(String.init))
    }
  }
}
