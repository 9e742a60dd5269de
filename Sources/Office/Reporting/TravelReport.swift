import AcademicCalendar
import Evaluation
public import Reports
import Store

extension Office {
  /// How costs are split among those who bear them, with a statement for each (`jiaoli report travel`; S4-32). The shares are those of the
  /// scheme, whose every payment is one bearer's part; the parts of a person add up to the costs to the fen.
  /// - Parameters:
  ///   - scheme: its identifier.
  ///   - period: the period's name; nil is the one that today lies in.
  ///   - subjects: codes; empty for all that the actor may see.
  public func travelReport(_ scheme: String, period: String?, subjects: [String]) throws -> Report {
    let reported = try reportResults(scheme, period: period, subjects: subjects)
    let results = reported.results
    let payments = try payments(of: reported).filter { $0.consequence.effect.kind == .pay }
    let splits = results.compactMap { result in
      let own = payments.filter { $0.result.subject == result.subject }
      return own.isEmpty ? nil : CostSplit(result, own)
    }
    let first = results.first
    return Report(
      name: "travel", title: "\(reported.scheme.title): 费用分担表", subtitle: first?.period.title ?? "", day: today,
      tables: [split(splits)] + statements(splits) + (first.flatMap(EvaluationTables.parameters).map { [$0] } ?? []),
      notes: [reported.note, "各方之和等于费用合计, 除不尽的一分由余数大的一方承担, 余数相同的由列在前面的一方承担。"])
  }

  private func split(_ splits: [CostSplit]) -> Report.Table {
    var bearers: [String] = []
    for part in splits.flatMap(\.parts) where !bearers.contains(part.bearer) { bearers.append(part.bearer) }
    var rows = splits.map { split in
      Report.Row(
        [
          .text(split.result.subject.id), .text(split.result.subject.name), .text(split.unit),
          split.total.map { .money(fen: $0) } ?? .unknown,
        ]
          + bearers.map { bearer in
            guard let part = split.parts.first(where: { $0.bearer == bearer }) else { return .empty }
            return part.fen.map { .money(fen: $0) } ?? .unknown
          }, sources: split.sources)
    }
    if rows.count > 1 {
      let sums = bearers.map { bearer in splits.flatMap(\.parts).filter { $0.bearer == bearer }.compactMap(\.fen).reduce(0, +) }
      rows.append(
        Report.Row(
          ["合计", .empty, .empty, .money(fen: splits.compactMap(\.total).reduce(0, +))] + sums.map { .money(fen: $0) }, style: .total))
    }
    return Report.Table(
      name: "split", title: "分担表",
      columns: [
        .init("subject", "编号"), .init("name", "姓名", width: 16), .init("unit", "任职单位", width: 24), .init("total", "费用合计(元)", .money),
      ]
        + bearers.enumerated().map { index, bearer in .init("part\(index + 1)", bearer + "(元)", .money) },
      rows: rows, leadingColumns: 2)
  }

  /// One table for each bearer: what it has to pay for whom.
  private func statements(_ splits: [CostSplit]) -> [Report.Table] {
    var bearers: [String] = []
    for part in splits.flatMap(\.parts) where !bearers.contains(part.bearer) { bearers.append(part.bearer) }
    return bearers.enumerated().map { index, bearer in
      let lines = splits.flatMap { split in split.parts.filter { $0.bearer == bearer }.map { (split: split, part: $0) } }
      return Report.Table(
        name: "statement-\(index + 1)", title: "结算单: \(bearer)",
        columns: [
          .init("subject", "编号"), .init("name", "姓名", width: 16), .init("unit", "任职单位", width: 24), .init("item", "事项", width: 30),
          .init("amount", "应付(元)", .money), .init("clause", "条款", width: 18),
        ],
        rows: lines.map { line in
          Report.Row(
            [
              .text(line.split.result.subject.id), .text(line.split.result.subject.name), .text(line.split.unit), .text(line.part.title),
              line.part.fen.map { .money(fen: $0) } ?? .unknown, .text(line.part.cite ?? ""),
            ], sources: Report.Source.clauses(line.part.cite) + line.split.sources)
        }
          + (lines.count > 1
            ? [
              Report.Row(
                ["合计", .empty, .empty, .empty, .money(fen: lines.compactMap(\.part.fen).reduce(0, +)), .empty], style: .total)
            ] : []),
        leadingColumns: 2)
    }
  }
}

/// The costs of one subject in parts.
struct CostSplit {
  /// One bearer's part.
  struct Part {
    var bearer: String
    var title: String
    /// Nil is not set.
    var fen: Int64?
    var cite: String?
  }

  var result: EvaluationResult
  var unit: String
  var parts: [Part]
  /// The records that the amounts were reckoned from.
  var sources: [Report.Source]

  init(_ result: EvaluationResult, _ payments: [Office.Payment]) {
    self.result = result
    unit = payments.first?.unit ?? ""
    let isSet = payments.allSatisfy { $0.fen != nil }
    let fen = isSet ? FenSplit.parts(payments.map { $0.consequence.effect.amount?.value ?? 0 }) : []
    parts = payments.enumerated().map { index, payment in
      let line = payment.consequence
      return Part(bearer: line.effect.target, title: line.title, fen: isSet ? fen[index] : payment.fen, cite: line.cite)
    }
    sources = result.measures.flatMap { $0.records.map(Report.Source.init) }
  }

  /// Nil where a part is not set.
  var total: Int64? { parts.allSatisfy { $0.fen != nil } ? parts.compactMap(\.fen).reduce(0, +) : nil }
}

/// Amounts in yuan as whole fen whose sum is the rounded sum: each is rounded down, and what is left goes to the largest remainders.
enum FenSplit {
  static func parts(_ yuan: [Double]) -> [Int64] {
    let exact = yuan.map { ($0 * 100 * 1_000_000).rounded() / 1_000_000 }
    guard exact.allSatisfy({ $0.isFinite && abs($0) < 9e15 }) else { return yuan.map { _ in 0 } }
    var parts = exact.map { Int64($0.rounded(.down)) }
    let left = Int64(exact.reduce(0, +).rounded(.toNearestOrAwayFromZero)) - parts.reduce(0, +)
    let order = exact.indices.sorted { (exact[$1] - exact[$1].rounded(.down), $0) < (exact[$0] - exact[$0].rounded(.down), $1) }
    for index in order.prefix(Int(max(0, left))) { parts[index] += 1 }
    return parts
  }
}
