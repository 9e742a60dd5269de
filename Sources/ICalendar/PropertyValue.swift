import CLibical

/// Values of libical properties, each behind a look at its kind: the library's own getters would read a value of another kind as a pointer.
enum PropertyValue {
  /// The text of a TEXT, URI or CAL-ADDRESS value or of an X- property.
  static func text(_ property: OpaquePointer) -> String? {
    guard let value = icalproperty_get_value(property) else { return nil }
    switch icalvalue_isa(value) {
    case ICAL_TEXT_VALUE: return Libical.copy(icalvalue_get_text(value))
    case ICAL_URI_VALUE: return Libical.copy(icalvalue_get_uri(value))
    case ICAL_CALADDRESS_VALUE: return Libical.copy(icalvalue_get_caladdress(value))
    case ICAL_X_VALUE: return Libical.copy(icalvalue_get_x(value))
    default: return nil
    }
  }

  /// A DATE or DATE-TIME, or the start of a PERIOD.
  static func time(_ property: OpaquePointer) -> icaltimetype? {
    guard let value = icalproperty_get_value(property) else { return nil }
    switch icalvalue_isa(value) {
    case ICAL_DATE_VALUE: return icalvalue_get_date(value)
    case ICAL_DATETIME_VALUE, ICAL_DATETIMEDATE_VALUE: return icalvalue_get_datetime(value)
    case ICAL_PERIOD_VALUE: return icalvalue_get_period(value).start
    default: return nil
    }
  }

  /// Its TZID (section 3.2.19).
  static func zone(_ property: OpaquePointer) -> String? {
    icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER).map { Libical.copy(icalparameter_get_tzid($0)) }
  }

  /// Which rule the value of a property breaks by its kind, or by a time that no calendar has.
  static func fault(_ property: OpaquePointer) -> CalendarRule? {
    guard let value = icalproperty_get_value(property) else { return .invalidValue }
    let kind = icalproperty_isa(property)
    guard kind == ICAL_X_PROPERTY || isAllowed(icalvalue_isa(value), kind) else { return .invalidValue }
    if let time = time(property), !WireTime.isCivil(time) { return .noSuchTime }
    return nil
  }

  private static func isAllowed(_ value: icalvalue_kind, _ property: icalproperty_kind) -> Bool {
    switch property {
    case ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY, ICAL_DUE_PROPERTY, ICAL_RECURRENCEID_PROPERTY, ICAL_EXDATE_PROPERTY:
      value == ICAL_DATE_VALUE || value == ICAL_DATETIME_VALUE
    case ICAL_RDATE_PROPERTY: [ICAL_DATE_VALUE, ICAL_DATETIME_VALUE, ICAL_PERIOD_VALUE].contains(value)
    case ICAL_TRIGGER_PROPERTY: value == ICAL_DURATION_VALUE || value == ICAL_DATETIME_VALUE
    case ICAL_ATTACH_PROPERTY: value == ICAL_ATTACH_VALUE
    case ICAL_GEO_PROPERTY: value == ICAL_GEO_VALUE
    default: value == icalproperty_kind_to_value_kind(property)
    }
  }
}
