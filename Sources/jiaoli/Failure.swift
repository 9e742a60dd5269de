import ArgumentParser
import Foundation
import Glibc
import Office

/// What a command that fails prints, and with which status it ends (sysexits).
struct Failure {
  let text: String
  let status: Int32

  /// The one table of exit statuses.
  static func status(_ kind: OfficeError.Kind) -> Int32 {
    switch kind {
    case .no: 1
    case .usage: 64
    case .badInput, .damaged: 65
    case .notFound: 66
    case .defect: 70
    case .conflict, .busy: 75
    case .notAllowed: 77
    }
  }

  init(_ error: any Error) {
    if let error = OfficeError.of(error) {
      var lines = ["错误: \(error.message)"]
      let limit = Output.isWatched ? Self.screen : Self.file
      lines += error.places.prefix(limit).map { "  \($0)" }
      if error.places.count > limit {
        let more = "  … 另有 \(error.places.count - limit) 处"
        lines.append(Output.isWatched ? more + " (命令后加 2> 文件名, 可存下前 \(Self.file) 处)" : more)
      }
      if let advice = error.advice { lines.append("办法: \(advice)") }
      (text, status) = (lines.joined(separator: "\n"), Self.status(error.kind))
      return
    }
    let code = Jiaoli.exitCode(for: error)
    if code == .success || code == .validationFailure || error is ExitCode || error is CleanExit {
      (text, status) = (OfficeError.masked(HelpText.inChinese(Jiaoli.fullMessage(for: error, columns: HelpText.columns))), code.rawValue)
      return
    }
    // What nobody foresaw: whole for whoever looks into it, plain for the one who asked.
    if ProcessInfo.processInfo.environment["JIAOLI_DEBUG"] != nil { Output.remark("\(error)") }
    (text, status) = ("错误: 程序内部出错 (\(type(of: error)))\n办法: 请设 JIAOLI_DEBUG=1 重试, 并把输出交给维护人员", 70)
  }

  /// So many places are told at most: on a screen, where more would push the message away, and in a file.
  private static let (screen, file) = (20, 1000)

  func exit() -> Never {
    if !text.isEmpty {
      if status == 0 { Output.line(text) } else { Output.remark(text) }
    }
    Glibc.exit(status)
  }
}

/// The argument parser speaks English; people read Chinese.
enum HelpText {
  /// So wide that the parser breaks no line: it would break phrases and the commands of examples, and a screen breaks lines by itself.
  static let columns = 10_000

  static func inChinese(_ text: String) -> String {
    phrases.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  private static let phrases: [(String, String)] = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法: "), ("Usage: ", "用法: "), ("ARGUMENTS:", "参数:"), ("OPTIONS:", "选项:"), ("SUBCOMMANDS:", "子命令:"),
    ("Show help information.", "显示帮助"), ("Show the version.", "显示版本"), ("Help:  ", "说明: "), ("Error: ", "错误: "),
    ("Missing expected argument", "缺少参数"), ("Missing value for", "缺少取值:"), ("Unknown option", "没有这个选项:"),
    (" unexpected arguments:", " 个多余的参数:"), ("Unexpected argument", "多余的参数"), ("The value ", "取值 "), (" is invalid for ", " 不适用于 "),
    ("The option ", "选项 "), (" does not take any value, but ", " 不带取值, 却给了 "), (" was specified.", ""),
    (". Please provide one of ", "; 可用: "), ("' or '", "', '"), ("Can't generate completion scripts for ", "没有这种补全脚本: "),
    ("Please use --generate-completion-script=<shell> with one of:", "可用:"), ("(default: ", "(默认: "), ("(default)", "(默认)"),
    ("(values: ", "(可用: "), ("; default: ", "; 默认: "),
    ("<subcommand>", "<子命令>"), ("for detailed help", "查看详细说明"), ("See '", "见 '"), ("for more information", "查看更多"),
    (" See ", " 见 "), ("Did you mean", "是否指"), ("[<options>]", "[选项]"), ("<options>", "选项"),
  ]
}
