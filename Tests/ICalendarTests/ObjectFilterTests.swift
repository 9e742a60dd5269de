import Testing

@testable import ICalendar

/// Filters on properties and parameters (RFC 4791 section 9.7).
@Suite struct ObjectFilterTests {
  private func matches(_ change: (inout PropertyFilter) -> Void, _ name: String = "SUMMARY") throws -> Bool {
    let event = ObjectSamples.event(
      "DTSTART:20260901T080000Z\nSUMMARY:Größe und Café\nATTENDEE;PARTSTAT=DECLINED:mailto:a@x\nCATEGORIES:示范课\\,听课")
    var property = PropertyFilter(name)
    change(&property)
    var inner = ComponentFilter("VEVENT")
    inner.properties = [property]
    var filter = ComponentFilter("VCALENDAR")
    filter.components = [inner]
    return try ObjectSamples.object(event).matches(filter)
  }

  @Test func `Text is looked for under a collation`() throws {
    #expect(try matches { $0.text = TextMatch("UND") })
    #expect(try !matches { $0.text = TextMatch("UND", collation: .octet) })
    #expect(try !matches { $0.text = TextMatch("GRÖSSE") })
    #expect(try matches { $0.text = TextMatch("GRÖSSE", collation: .unicodeCasemap) })
    #expect(try !matches { $0.text = TextMatch("und", isNegated: true) })
    #expect(try matches({ $0.text = TextMatch("示范课,听") }, "CATEGORIES"))
  }

  @Test(arguments: [
    (TextMatch.Kind.startsWith, "gr", true), (.startsWith, "und", false), (.endsWith, "Café", true), (.endsWith, "und", false),
    (.equals, "Größe und Café", true), (.equals, "Größe", false), (.contains, "und", true),
  ])
  func `Text is looked for at its place`(kind: TextMatch.Kind, text: String, isThere: Bool) throws {
    #expect(try matches { $0.text = TextMatch(text, kind: kind) } == isThere)
    #expect(try matches { $0.text = TextMatch(text, kind: kind, isNegated: true) } != isThere)
  }

  @Test func `A property's text or one of its parameters may suffice`() throws {
    var other = ParameterFilter("PARTSTAT")
    other.text = TextMatch("DECLINED")
    for isAnyOf in [true, false] {
      let holds = try matches({ ($0.isAnyOf, $0.text, $0.parameters) = (isAnyOf, TextMatch("b@x"), [other]) }, "ATTENDEE")
      #expect(holds == isAnyOf)
    }
  }

  @Test func `What is not there can be asked for`() throws {
    #expect(try matches({ $0.isNotDefined = true }, "LOCATION"))
    #expect(try !matches { $0.isNotDefined = true })
    #expect(try !matches({ _ in }, "LOCATION"))
  }

  @Test func `Parameters are filtered too`() throws {
    func parameter(_ change: (inout ParameterFilter) -> Void) throws -> Bool {
      var filter = ParameterFilter("PARTSTAT")
      change(&filter)
      return try matches({ $0.parameters = [filter] }, "ATTENDEE")
    }
    #expect(try parameter { $0.text = TextMatch("declined") })
    #expect(try !parameter { $0.text = TextMatch("ACCEPTED") })
    #expect(try !parameter { $0.isNotDefined = true })
  }

  @Test func `The time of a property can be asked for`() throws {
    #expect(try matches({ $0.timeRange = TimeRange(start: "20251231T000000Z", end: "20260102T000000Z") }, "DTSTAMP"))
    #expect(try !matches({ $0.timeRange = TimeRange(start: "20260102T000000Z", end: nil) }, "DTSTAMP"))
  }

  @Test func `A filter without a component means any`() throws {
    var property = PropertyFilter("SUMMARY")
    property.text = TextMatch("a")
    var filter = ComponentFilter("VCALENDAR")
    filter.properties = [property]
    #expect(try ObjectSamples.object(ObjectSamples.toDo("SUMMARY:a")).matches(filter))
    #expect(try !ObjectSamples.object(ObjectSamples.toDo("SUMMARY:b")).matches(filter))
  }
}
