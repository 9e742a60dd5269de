import ArgumentParser
import Foundation
import ICalendar
import Office

struct FeedTokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "日历订阅: 每台设备一个地址, 可随时撤销", subcommands: [Issue.self, List.self, Revoke.self])

  struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "发放一个订阅", discussion: "口令只显示这一次, 数据库里只存它的 SHA-256。谁拿到地址谁就能看这个日历, 请单独发给本人。")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var contents: FeedOptions
    @Argument(help: ArgumentHelp("工号、工作室编号、学校编号、学期或流程运行的编号", valueName: "对象"))
    var subject: String?
    @Flag(name: .long, help: "给名册上每个人各发一个, 输出 CSV")
    var all = false
    @Option(name: .long, help: ArgumentHelp("给哪台设备", valueName: "名称"))
    var label: String
    @Option(name: .long, help: ArgumentHelp("服务的地址, 用来写出完整的订阅地址", valueName: "网址"))
    var address = "http://127.0.0.1:8080"

    func run() throws {
      let office = try options.office()
      guard all != (subject != nil) else { throw OfficeError(.usage, "请给出对象, 或用 --all 给每个人各发一个") }
      guard let subject else { return try issueToAll(office) }
      var generator = SystemRandomNumberGenerator()
      let token = FeedToken(using: &generator)
      let issued = try office.issueFeedToken(try contents.order(try office.feedSubject(subject)), label: label, token: token)
      let (feed, page) = addresses(token)
      if options.json { return try Output.json(Issued(token: issued, secret: token.text, feed: feed, page: page)) }
      Output.line("已发放第 \(issued.id) 号订阅, 给「\(issued.label)」")
      Output.line("订阅地址: \(feed)")
      Output.line("说明与二维码: \(page)")
      Output.line("口令只显示这一次; 设备丢失时用 jiaoli feed token revoke \(issued.id) 撤销")
    }

    private func addresses(_ token: FeedToken) -> (feed: String, page: String) {
      let base = address.hasSuffix("/") ? String(address.dropLast()) : address
      return ("\(base)/feeds/\(token.text).ics", "\(base)/subscribe/\(token.text)")
    }

    /// One for each person, in one transaction: all of them, or none.
    private func issueToAll(_ office: Office) throws {
      var generator = SystemRandomNumberGenerator()
      let requests = try office.people().map { person in
        (order: try contents.order(.person(person.id)), label: label, token: FeedToken(using: &generator), name: person.name, id: person.id)
      }
      try office.issueFeedTokens(requests.map { ($0.order, $0.label, $0.token) })
      if options.json {
        return try Output.json(requests.map { ["person": $0.id, "feed": addresses($0.token).feed, "page": addresses($0.token).page] })
      }
      let lines = requests.map { "\($0.id),\($0.name),\(addresses($0.token).feed),\(addresses($0.token).page)" }
      Output.line((["工号,姓名,订阅地址,说明与二维码"] + lines).joined(separator: "\n"))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出订阅", discussion: "个人的日历一直有效, 直到撤销; 工作室、学校等的日历在发放人还有权查看时有效。")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("只列这个日历的", valueName: "对象"))
    var subject: String?

    func run() throws {
      let office = try options.office()
      let tokens = try office.feedTokens(try subject.map(office.feedSubject))
      if options.json { return try Output.json(tokens) }
      guard !tokens.isEmpty else { return Output.line("没有订阅") }
      var table = Table(["编号", "日历", "设备", "发放", "最近使用", "状态"])
      for token in tokens {
        table.add([
          "\(token.id)", token.subject, token.label, "\(token.issued)", token.lastUsed.map(Self.minute) ?? "从未",
          token.revoked.map { "\($0) 撤销" } ?? (token.isGood ? "有效" : "发放人已无权, 失效"),
        ])
      }
      Output.line(table.text)
    }

    private static func minute(_ instant: Date) -> String {
      let shifted = Int(instant.timeIntervalSince1970) + 8 * 3600
      let text = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      return "\(OfficeTime.day(of: instant)) \(text(shifted / 3600 % 24)):\(text(shifted / 60 % 60))"
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "撤销一个订阅, 它的地址立即失效")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("订阅的编号", valueName: "编号"))
    var number: Int64

    func run() throws {
      let token = try options.office().revokeFeedToken(number)
      if options.json { return try Output.json(token) }
      Output.line("已撤销第 \(token.id) 号订阅「\(token.label)」")
    }
  }

  /// What `issue --json` answers: the only place where the secret ever stands.
  private struct Issued: Encodable {
    var token: FeedTokenSummary
    var secret: String
    var feed: String
    var page: String
  }
}
