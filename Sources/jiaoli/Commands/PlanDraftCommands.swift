import ArgumentParser
import Foundation
import Office
import Planner

/// A draft that is put aside.
struct PlanDraftOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("学期, 如 2026-2027-1", valueName: "学期"))
  var semester: String
  @Argument(help: ArgumentHelp("草稿的名字, 如 甲稿", valueName: "名字"))
  var name: String
  @Option(name: .long, help: ArgumentHelp("只是这个工作室的", valueName: "编号"))
  var studio: String?
}

extension PlanCommand {
  struct Keep: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "把起草的排期另存一份, 供比较或取回",
      discussion:
        "例: jiaoli plan keep 2026-2027-1 甲稿\n    jiaoli plan 2026-2027-1 --forbid 12=2026-10-13\n    jiaoli plan compare 2026-2027-1 甲稿 起草")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var draft: PlanDraftOptions

    func run() throws {
      let isReplaced = try options.office().keepDraft(draft.semester, as: draft.name, studio: draft.studio)
      if options.json { return try Output.json(["kept": draft.name]) }
      Output.line("已另存为「\(draft.name)」" + (isReplaced ? ", 取代了原来同名的草稿" : ""))
    }
  }

  struct Drafts: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "另存的草稿")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期", valueName: "学期"))
    var semester: String
    @Option(name: .long, help: ArgumentHelp("只是这个工作室的", valueName: "编号"))
    var studio: String?

    func run() throws {
      let drafts = try options.office().keptDrafts(semester, studio: studio)
      if options.json { return try Output.json(drafts) }
      guard !drafts.isEmpty else { return Output.line("没有另存的草稿; 用 jiaoli plan keep \(semester) 名字 另存") }
      var table = Table(["名字", "日期", "排定", "未排"], rightAligned: [2, 3])
      for draft in drafts { table.add([draft.name, "\(draft.day)", "\(draft.sessions)", "\(draft.unplaced)"]) }
      Output.line(table.text)
    }
  }

  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "取回另存的草稿, 代替现在起草的")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var draft: PlanDraftOptions

    func run() throws {
      try options.office().takeDraft(draft.semester, draft.name, studio: draft.studio)
      if options.json { return try Output.json(["taken": draft.name]) }
      Output.line("「\(draft.name)」已取回为起草的排期; jiaoli plan show \(draft.semester) 查看")
    }
  }

  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "删除另存的草稿")

    @OptionGroup var options: OfficeOptions
    @OptionGroup var draft: PlanDraftOptions

    func run() throws {
      try options.office().dropDraft(draft.semester, draft.name, studio: draft.studio)
      if options.json { return try Output.json(["dropped": draft.name]) }
      Output.line("已删除「\(draft.name)」")
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "几个方案并列比较: 各项代价、不同的活动、各人的负担",
      discussion: "学期的草稿: jiaoli plan compare 2026-2027-1 已发布 起草 甲稿 (不写名字时全部比较)\n"
        + "文件: jiaoli plan compare PROBLEM.json A.json B.json")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期, 或问题文件", valueName: "学期"))
    var subject: String
    @Argument(help: ArgumentHelp("草稿的名字, 或方案文件; 差别从第一个算起", valueName: "方案"))
    var plans: [String] = []
    @Option(name: .long, help: ArgumentHelp("只看这个工作室", valueName: "编号"))
    var studio: String?

    func run() throws {
      let (problem, comparison) =
        try FileManager.default.fileExists(atPath: subject) ? compareFiles() : options.office().comparePlans(subject, plans, studio: studio)
      if options.json { return try Output.json(comparison) }
      Output.write(Data(comparison.text(problem).utf8))
    }

    private func compareFiles() throws -> (problem: Problem, comparison: PlanComparison) {
      guard plans.count >= 2 else { throw OfficeError(.usage, "要比较的方案文件至少两个") }
      let file = try PlanFiles.problem(subject)
      let problem = file.problem
      return (problem, PlanComparison(problem, try plans.map { ($0, try PlanFiles.plan($0, of: file)) }))
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "把一个学期的排期问题和方案写成文件: problem.json, draft.json, published.json",
      discussion: "例: jiaoli plan export 2026-2027-1 --to 排期; jiaoli plan solve 排期/problem.json --seconds 30 --keep")

    @OptionGroup var options: OfficeOptions
    @Argument(help: ArgumentHelp("学期", valueName: "学期"))
    var semester: String
    @Option(name: .customLong("to"), help: ArgumentHelp("文件夹, 须已存在", valueName: "文件夹"))
    var folder: String
    @Option(name: .long, help: ArgumentHelp("只是这个工作室的", valueName: "编号"))
    var studio: String?
    @Flag(name: .customLong("force"), help: "文件已有时覆盖")
    var isReplacing = false

    func run() throws {
      let documents = try options.office().planDocuments(semester, studio: studio)
      let files = try PlanFiles.translating(semester) {
        [
          ("problem", try PlannerDocument.encode(documents.problem)), ("draft", try PlannerDocument.encode(documents.draft)),
          ("published", try PlannerDocument.encode(documents.published)),
        ].map { (URL(fileURLWithPath: folder).appending(path: $0 + ".json").path, $1 + Data("\n".utf8)) }
      }
      for (path, data) in files { try NewFile.write(data, to: path, isReplacing: isReplacing) }
      if options.json { return try Output.json(files.map(\.0)) }
      files.forEach { Output.line($0.0) }
    }
  }
}
