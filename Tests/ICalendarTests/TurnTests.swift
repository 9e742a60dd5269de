import Foundation
import Testing

@testable import ICalendar

/// RECURRENCE-ID with RANGE=THISANDFUTURE (RFC 5545 section 3.8.4.4): an instance is changed, and all after it.
@Suite struct TurnTests {
  /// Every day at ten in New York, from the third day on two hours later and half an hour long.
  private static let daily =
    ObjectSamples.newYork + "\n"
    + ObjectSamples.event("DTSTART;TZID=America/New_York:20260302T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=10\nSUMMARY:old") + "\n"
    + ObjectSamples.event(
      "RECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20260304T100000\nDTSTART;TZID=America/New_York:20260304T120000\nDURATION:PT30M\nSUMMARY:new"
    )

  private func busy(_ components: String, _ days: Range<Int>) throws -> [String] {
    func instant(_ day: Int) -> Date { Date(timeIntervalSince1970: Double(CivilDate.days(2026, 3, 1) + day - 1) * 86_400) }
    return try ObjectSamples.object(components).busyTimes(in: instant(days.lowerBound)..<instant(days.upperBound))
      .map { "\(WallTime.utc($0.range.lowerBound).text)/\(Int($0.range.upperBound.timeIntervalSince($0.range.lowerBound)) / 60)" }.sorted()
  }

  @Test func `From the turn on each instance has its time and length, on the clock over its change`() throws {
    #expect(
      try busy(Self.daily, 2..<10) == [
        "20260302T150000Z/60", "20260303T150000Z/60", "20260304T170000Z/30", "20260305T170000Z/30", "20260306T170000Z/30",
        "20260307T170000Z/30", "20260308T160000Z/30", "20260309T160000Z/30",
      ])
  }

  @Test func `One that is changed by itself stays so, and a later turn ends the first`() throws {
    let more =
      Self.daily + "\n"
      + ObjectSamples.event("RECURRENCE-ID;TZID=America/New_York:20260305T100000\nDTSTART:20260305T010000Z\nDURATION:PT15M") + "\n"
      + ObjectSamples.event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20260306T100000\nDTSTART:20260306T200000Z\nDURATION:PT10M")
    #expect(
      try busy(more, 4..<9) == [
        "20260304T170000Z/30", "20260305T010000Z/15", "20260306T200000Z/10", "20260307T200000Z/10", "20260308T190000Z/10",
      ])
  }

  @Test(arguments: [
    ("20260307T165000Z", "20260307T165500Z", false), ("20260307T171000Z", "20260307T172000Z", true),
    ("20260307T150000Z", "20260307T160000Z", false), ("20260303T150000Z", "20260303T160000Z", true),
  ])
  func `A query finds instances where they are now`(start: String, end: String, isFound: Bool) throws {
    #expect(try ObjectSamples.overlaps(Self.daily, "VEVENT", start, end) == isFound)
  }

  @Test func `Instances are written out with the original start that they answer to`() throws {
    var selection = DataSelection()
    selection.expand = TimeRange(start: "20260306T000000Z", end: "20260307T000000Z")
    let events = try ObjectSamples.object(Self.daily).selected(selection).entries
    #expect(events.map { $0.first("DTSTART")?.value } == ["20260306T170000Z"])
    #expect(events.map { $0.first("RECURRENCE-ID")?.value } == ["20260306T150000Z"])
    #expect(events.map { $0.first("SUMMARY")?.value } == ["new"])
  }

  @Test func `Nothing is known of when a turned object ends`() throws {
    #expect(try ObjectSamples.object(Self.daily).span == ObjectSpan())
  }
}
