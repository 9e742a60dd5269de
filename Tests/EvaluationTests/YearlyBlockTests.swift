import AcademicCalendar
import Testing

@testable import Evaluation

struct YearlyBlockTests {
  static func records(_ kind: String, _ count: Int, month: Int, people: Int = 1) -> [MeasuredRecord] {
    (0..<count).map { index in
      MeasuredRecord(
        RecordReference(kind: "session", id: "\(kind)-\(month)-\(index)", title: kind, day: Day(2017, month, 1 + index % 28)),
        fields: [.kind: .text(kind), .hours: .number(1.5), .person: .text("P\(index % people)")])
    }
  }

  @Test(arguments: [
    ("讲座", 5, 10, 15), ("示范课", 18, 7, 25), ("送教", 15, 0, 15), ("教材", 2, 0, 2), ("课题", 2, 4, 6), ("论文", 5, 0, 5), ("一等奖", 2, 0, 2),
    ("工作室", 21, 11, 32),
  ])
  func `Case 9: the yearly block is counted from records`(kind: String, first: Int, second: Int, total: Int) {
    let records = Self.records(kind, first, month: 3) + Self.records(kind, second, month: 9)
    let year = day("2017-01-01")...day("2017-12-31")
    let value = MeasureQuery(.sessions).value(of: records, days: year, semesters: [])
    #expect(value.content == .number(Double(total)))
    #expect(value.records.count == total)
  }

  @Test func `People and attendances are told apart`() {
    let records = Self.records("讲座", 12, month: 5, people: 5)
    let year = day("2017-01-01")...day("2017-12-31")
    func content(_ aggregate: Aggregate) -> MeasuredValue.Content {
      MeasureQuery(.attendance, aggregate: aggregate).value(of: records, days: year, semesters: []).content
    }
    #expect(content(.count) == .number(12))
    #expect(content(.distinct(.person)) == .number(5))
    #expect(content(.sum(.hours)) == .number(18))
    #expect(content(.mean(.hours)) == .number(1.5))
    #expect(content(.latest(.person)) == .text("P1"))
  }

  @Test func `The least of every month counts the months without any`() {
    let days = day("2014-01-01")...day("2014-03-31")
    func minimum(_ months: [Int]) -> MeasuredValue.Content {
      let records = months.flatMap { month in
        Self.records("记载", 1, month: month).map { record in
          var record = record
          record.reference.day = Day(2014, month, 31) ?? Day(2014, month, 28)
          return record
        }
      }
      return MeasureQuery(.tasks, aggregate: .minimum(per: .month, sum: nil)).value(of: records, days: days, semesters: []).content
    }
    #expect(minimum([1, 2, 3]) == .number(1))
    #expect(minimum([1, 3, 3]) == .number(0))
    #expect(minimum([1, 1, 2, 2, 3, 3]) == .number(2))
  }

  @Test func `The least of every semester needs semesters`() {
    let spring = Semester(schoolYear: 2023, term: 2, firstDay: day("2024-02-26"), weeks: 18)!
    let autumn = Semester(schoolYear: 2024, term: 1, firstDay: day("2024-09-02"), weeks: 18)!
    let records = ["2024-03-04", "2024-10-10", "2024-10-11"].map {
      MeasuredRecord(RecordReference(kind: "task", id: $0, title: "听课", day: day($0)), fields: [.hours: .number(2)])
    }
    func minimum(_ semesters: [Semester], _ field: RecordField? = nil) -> MeasuredValue.Content {
      MeasureQuery(.tasks, aggregate: .minimum(per: .semester, sum: field)).value(of: records, days: year2024.days, semesters: semesters)
        .content
    }
    #expect(minimum([spring, autumn]) == .number(1))
    #expect(minimum([spring, autumn], .hours) == .number(2))
    #expect(minimum([]) == .missing)
  }

  @Test func `Nothing has no mean and no latest, but a count and a sum of zero`() {
    func content(_ aggregate: Aggregate) -> MeasuredValue.Content {
      MeasureQuery(.surveys, aggregate: aggregate).value(of: [], days: year2024.days, semesters: []).content
    }
    #expect(content(.count) == .number(0))
    #expect(content(.sum(.score)) == .number(0))
    #expect(content(.mean(.score)) == .missing)
    #expect(content(.latest(.score)) == .missing)
  }
}
