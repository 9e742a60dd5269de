import ArgumentParser
import Office

struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "日历账户: 每台设备一个密码, 用于 iPhone、Thunderbird、DAVx5",
    discussion: "例: jiaoli account add T0102 --label 手机\n    jiaoli account revoke 3",
    subcommands: [Add.self, List.self, Revoke.self], defaultSubcommand: List.self)

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "为一台设备生成密码, 只显示这一次")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号", valueName: "工号"))
    var person: String
    @Option(name: .long, help: ArgumentHelp("设备名称", valueName: "文字"))
    var label: String

    func run() throws {
      let (account, password) = try options.office().addDevice(of: person, label: label)
      if options.json { return try Output.json(Answer(account: account, password: password)) }
      Output.line("已为 \(account.name)(\(account.person)) 的「\(account.label)」开通日历账户, 第 \(account.id) 号")
      Output.line("用户名: \(account.person)")
      Output.line("密码:   \(password)   (只显示这一次)")
      Output.line("下一步: 在设备的日历里添加 CalDAV 账户, 服务器填教历服务的地址; 丢失设备后用 jiaoli account revoke \(account.id) 撤销")
    }
  }

  /// What `account add --json` gives.
  struct Answer: Encodable {
    var account: DeviceAccount
    var password: String
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出设备密码: 设备、最近使用、是否撤销")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("工号; 不写则列出能看到的全部", valueName: "工号"))
    var person: String?

    func run() throws {
      let devices = try options.office().devices(of: person)
      if options.json { return try Output.json(devices) }
      guard !devices.isEmpty else { return Output.line("没有日历账户; 用 jiaoli account add 工号 --label 设备 开通") }
      var table = Table(["编号", "工号", "姓名", "设备", "开通", "最近使用", "撤销"], rightAligned: [0])
      for row in devices {
        table.add(["\(row.id)", row.person, row.name, row.label, row.issued, row.used ?? "未用过", row.revoked ?? ""])
      }
      Output.line(table.text)
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "撤销一个设备密码, 立即生效")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("编号", valueName: "编号"))
    var number: Int64

    func run() throws {
      let account = try options.office().revokeDevice(number)
      if options.json { return try Output.json(account) }
      Output.line("已撤销 \(account.name)(\(account.person)) 的「\(account.label)」")
    }
  }
}
