import AcademicCalendar
import Evaluation

extension Office {
  /// Results for a report by today's records, traced where they are few enough to be read, and how they stand to what was published.
  func reportResults(_ scheme: String, period: String?, subjects: [String]) throws -> (results: [EvaluationResult], note: String) {
    let results = try showResults(EvaluationRequest(scheme, period: period, subjects: subjects))
    guard let key = results.first?.period.key, let published = try publications(of: scheme).first(where: { $0.period.key == key }) else {
      return (results, "按 \(today) 的记录试算, 该期结果尚未公布。")
    }
    return (results, "按 \(today) 的记录评定; 该期结果已于 \(published.day) 公布 (第 \(published.id) 号), 以公布的为准。")
  }
}
