import ArgumentParser
import Foundation
import Office
import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "规则表达式", subcommands: [Eval.self])

  struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "逐行计算: 标准输入每行一个 JSON, 标准输出每行一个答案",
      discussion: #"例: echo '{"expression": "lessons >= 1", "bindings": {"lessons": 2}}' | jiaoli rules eval"#)

    func run() {
      let evaluator = RulesEval()
      while let line = readLine() { print(evaluator.answer(to: line)) }
    }
  }
}
