extension Function {
  /// Everything that expressions may call, by name.
  static let standard: [String: [Function]] = Dictionary(
    grouping: strings + stringExtension + conversions + times + mathExtension + optionals + encoders + days, by: \.name)
}
