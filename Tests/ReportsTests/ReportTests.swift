import Reports
import Testing

@Suite struct ReportTests {
  @Test func `a report has a title`() { #expect(Report(title: "工作室学期职责一览").title == "工作室学期职责一览") }
}
