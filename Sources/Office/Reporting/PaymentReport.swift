import AcademicCalendar
import Evaluation
public import Reports
import Store

extension Office {
  /// What is to be paid or cut by the results of a scheme, by payer (`jiaoli report payments`; S4-30, S1-21). Amounts come from the scheme.
  /// - Parameters:
  ///   - scheme: its identifier.
  ///   - period: the period's name; nil is the one that today lies in.
  ///   - subjects: codes; empty for all that the actor may see.
  public func paymentReport(_ scheme: String, period: String?, subjects: [String]) throws -> Report {
    let reported = try reportResults(scheme, period: period, subjects: subjects)
    let payments = try payments(of: reported)
    let first = reported.results.first
    return Report(
      name: "payments", title: "\(reported.scheme.title): 发放与扣减", subtitle: first?.period.title ?? "", day: today,
      tables: [lines(payments), byPayer(payments)] + (first.flatMap(EvaluationTables.parameters).map { [$0] } ?? []),
      notes: [reported.note, "没有通过而不发放的不列; 「未设定」的, 设定参数后才有数。"])
  }

  /// One amount of one result.
  struct Payment {
    var result: EvaluationResult
    var consequence: ConsequenceResult
    /// The school that a person or the subject belongs to.
    var unit: String
    /// What became of it, where it was published.
    var decided: ConsequenceRecord?

    /// Whether somebody decided against it.
    var isDeclined: Bool { consequence.needsDecision && decided?.state == .declined }
    /// Whether it is left to somebody who has not decided yet.
    var isOpen: Bool { consequence.needsDecision && decided?.state != .confirmed }

    /// Fen; less than zero is a cut; nil is not set or left to a decision.
    var fen: Int64? {
      guard consequence.verdict == .pass, !isOpen else { return nil }
      var effect = consequence.effect
      if consequence.needsDecision { effect.amount = decided?.amount.map { .known($0) } }
      return effect.fen.map { effect.kind == .cut ? -$0 : $0 }
    }
  }

  /// The amounts of results in their order; a scheme without any is refused.
  func payments(of reported: ReportedResults) throws -> [Payment] {
    let kinds: Set<EffectKind> = [.pay, .cut]
    guard reported.scheme.consequences.contains(where: { kinds.contains($0.effect.kind) }) else {
      throw OfficeError(
        .usage, "考核办法「\(reported.scheme.id)」没有发放或扣减", advice: "用有 pay 或 cut 后果的考核办法; jiaoli workflow list 列出全部")
    }
    let decided = Dictionary(
      reported.consequences.map { ([$0.subject.id, $0.name], $0) }, uniquingKeysWith: { $1 })
    return try store.read { reader in
      let names = Names(reader)
      return try reported.results.flatMap { result in
        let unit =
          switch result.subject.kind {
          case .person: try reader.person(result.subject.id)?.school.map(names.school) ?? ""
          case .school: result.subject.name
          case .studio: try reader.studio(result.subject.id)?.school.map(names.school) ?? ""
          case .zone, .district, .cohort, .team: ""
          }
        return result.consequences.filter { kinds.contains($0.effect.kind) && $0.verdict != .fail }
          .map { Payment(result: result, consequence: $0, unit: unit, decided: decided[[result.subject.id, $0.name]]) }
          .filter { !$0.isDeclined }
      }
    }
  }

  private func lines(_ payments: [Payment]) -> Report.Table {
    var rows = payments.map { payment in
      let line = payment.consequence
      return Report.Row(
        [
          .text(payment.result.subject.id), .text(payment.result.subject.name), .text(payment.unit), .text(payment.result.summary),
          .text(line.title), .text(line.effect.target), payment.fen.map { .money(fen: $0) } ?? .unknown,
          .text(payment.isOpen ? "酌情, 待人工决定" : payment.fen == nil ? "未定" : line.needsDecision ? "酌情, 已确认" : ""), .text(line.cite ?? ""),
        ],
        sources: [
          .record(
            kind: "result", id: "\(payment.result.scheme)/\(payment.result.period.key)/\(payment.result.subject.id)",
            title: payment.result.title, day: payment.result.period.end)
        ] + Report.Source.clauses(line.cite))
    }
    let sum = payments.compactMap(\.fen).reduce(0, +)
    if rows.count > 1 {
      rows.append(
        Report.Row(["合计", .empty, .empty, .empty, .empty, .empty, .money(fen: sum), .empty, .empty], style: .total))
    }
    return Report.Table(
      name: "payments", title: "明细",
      columns: [
        .init("subject", "编号"), .init("name", "姓名或名称", width: 20), .init("unit", "单位", width: 20), .init("result", "考核结果", width: 20),
        .init("item", "事项", width: 24), .init("payer", "承担", width: 24), .init("amount", "金额(元)", .money), .init("state", "说明"),
        .init("clause", "条款", width: 18),
      ], rows: rows, leadingColumns: 2)
  }

  private func byPayer(_ payments: [Payment]) -> Report.Table {
    struct Payer: Hashable, Comparable {
      var target: String
      var unit: String
      static func < (left: Payer, right: Payer) -> Bool { (left.target, left.unit) < (right.target, right.unit) }
    }
    let groups = Dictionary(grouping: payments) { Payer(target: $0.consequence.effect.target, unit: $0.unit) }
    return Report.Table(
      name: "by-payer", title: "按承担单位",
      columns: [
        .init("payer", "承担", width: 24), .init("unit", "单位", width: 24), .init("subjects", "人(单位)数", .integer),
        .init("amount", "金额(元)", .money),
        .init("open", "未定项数", .integer),
      ],
      rows: groups.keys.sorted().map { payer in
        let own = groups[payer] ?? []
        return Report.Row([
          .text(payer.target), .text(payer.unit), .integer(Set(own.map(\.result.subject)).count),
          .money(fen: own.compactMap(\.fen).reduce(0, +)), .integer(own.count { $0.fen == nil }),
        ])
      }, leadingColumns: 2)
  }
}
