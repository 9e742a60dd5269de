import ArgumentParser
import Foundation
import Office
import Workflow
import YAMLReading

struct WorkflowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workflow", abstract: "检查、安装、查看流程",
    subcommands: [
      Check.self, Install.self, List.self, Show.self, WorkflowDiagramCommand.self, WorkflowMigrateCommand.self,
      WorkflowSimulateCommand.self,
      WorkflowSchemaCommand.self, WorkflowCoverageCommand.self,
    ])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "检查并验证流程文件, 不改动任何数据")

    @Option(name: .long, help: ArgumentHelp("对照这个数据库的名册检查角色", valueName: "文件"))
    var database: String?
    @Argument(help: ArgumentHelp("YAML 文件或流程包文件夹", valueName: "文件"))
    var files: [String]

    func run() throws {
      for readable in try Office.check(files.map(Input.file)) {
        if case .workflow(let definition, _, let warnings) = readable {
          warnings.forEach { Output.line($0.description) }
          if let database {
            let office = try Office(path: database, as: nil, now: Date(), rehearsalDay: nil)
            try office.rolesNobodyHolds(definition).forEach { Output.line("\(definition.id): 提醒: \($0)") }
          }
        }
        Output.line("正确: \(readable.label)")
      }
    }
  }

  struct Install: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "安装流程包")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("YAML 文件或流程包文件夹", valueName: "文件"))
    var files: [String]

    func run() throws {
      let office = try options.office()
      let results = try office.install(files.map(Input.file))
      if options.json { return try Output.json(try office.installed()) }
      for (readable, isNew) in results {
        Output.line("\(isNew ? "已安装" : "已有  "): \(readable.label)")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出已安装的流程与考核办法")

    @OptionGroup var options: OfficeOptions

    func run() throws {
      let installed = try options.office().installed()
      if options.json { return try Output.json(installed) }
      var table = Table(["种类", "标识", "版本", "名称"], rightAligned: [2])
      for row in installed { table.add([row.kind == "workflow" ? "流程" : "考核办法", row.id, "\(row.version)", row.title]) }
      Output.line(installed.isEmpty ? "还没有安装流程; 用 jiaoli workflow install Workflows/… 安装" : table.text)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "查看一个流程: 阶段、任务、参数与依据")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("流程标识", valueName: "流程"))
    var workflow: String

    func run() throws {
      let definition = try options.office().workflow(workflow)
      if options.json { return try Output.json(WorkflowSummary(definition)) }
      Output.line("\(definition.title) (\(definition.id)@\(definition.version)), 以\(definition.subject.title)为对象")
      if !definition.policy.isEmpty { Output.line("依据: \(definition.policy)") }
      for state in definition.allStates where state.hasInvocations {
        Output.line("\n\(state.title) (\(state.id))")
        var table = Table(["  任务", "谁做", "周期", "必需", "佐证", "条款"])
        for task in state.tasks {
          table.add([
            "  " + task.title, task.role.map(definition.roleTitle) ?? "", task.quota?.per.title ?? "",
            task.isRequired ? "是" : "", task.evidence.map(definition.evidenceTitle).joined(separator: "、"), task.cite?.description ?? "",
          ])
        }
        if let each = state.each { table.add(["  " + each.title, "", "逐一", "是", "", each.cite?.description ?? ""]) }
        Output.line(table.text)
      }
      guard !definition.parameters.isEmpty else { return }
      Output.line("\n参数 (启动时用 --set 名称=值)")
      var table = Table(["  名称", "含义", "默认", "条款"])
      for parameter in definition.parameters {
        table.add([
          "  " + parameter.name, parameter.title, parameter.defaultValue.map(WorkflowSummary.text) ?? "未设定",
          parameter.cite?.description ?? "",
        ])
      }
      Output.line(table.text)
    }
  }
}
