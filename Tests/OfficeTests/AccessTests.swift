import Office
import Testing

@Suite struct AccessTests {
  @Test func `the office may do everything`() {
    for permission in Permission.allCases { #expect(Actor.office.may(permission, .office)) }
  }
}
