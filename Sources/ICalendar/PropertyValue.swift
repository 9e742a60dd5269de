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

  /// A RECUR.
  static func rule(_ property: OpaquePointer) -> icalrecurrencetype? {
    guard let value = icalproperty_get_value(property), icalvalue_isa(value) == ICAL_RECUR_VALUE else { return nil }
    return icalvalue_get_recur(value)
  }

  /// A DURATION in seconds.
  static func seconds(_ property: OpaquePointer) -> Int? {
    guard let value = icalproperty_get_value(property), icalvalue_isa(value) == ICAL_DURATION_VALUE else { return nil }
    let duration = icalvalue_get_duration(value)
    // Added up here, since the library adds in 32 bits.
    let minutes = (Int(duration.weeks) * 7 + Int(duration.days)) * 1440 + Int(duration.hours) * 60 + Int(duration.minutes)
    return (duration.is_neg == 0 ? 1 : -1) * (minutes * 60 + Int(duration.seconds))
  }

  /// An INTEGER.
  static func number(_ property: OpaquePointer) -> Int? {
    guard let value = icalproperty_get_value(property), icalvalue_isa(value) == ICAL_INTEGER_VALUE else { return nil }
    return Int(icalvalue_get_integer(value))
  }

  /// STATUS; `ICAL_STATUS_NONE` where there is none.
  static func status(_ property: OpaquePointer?) -> icalproperty_status {
    guard let property, let value = icalproperty_get_value(property), icalvalue_isa(value) == ICAL_STATUS_VALUE else {
      return ICAL_STATUS_NONE
    }
    return icalvalue_get_status(value)
  }

  /// Whether TRANSP says that no time is taken up.
  static func isTransparent(_ property: OpaquePointer?) -> Bool {
    guard let property, let value = icalproperty_get_value(property), icalvalue_isa(value) == ICAL_TRANSP_VALUE else { return false }
    return icalvalue_get_transp(value) == ICAL_TRANSP_TRANSPARENT
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
