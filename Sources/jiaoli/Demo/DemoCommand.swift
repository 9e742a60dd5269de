import ArgumentParser

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "demo", abstract: "生成一个虚构的县, 走完全程")
  func run() throws {}
}
