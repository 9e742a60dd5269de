/// A regular expression as a tree; RE2's syntax without captures, which the language has no use for.
indirect enum RegexSyntax: Sendable {
  case empty
  case set(ScalarSet)
  case assertion(RegexAssertion)
  case sequence([RegexSyntax])
  case alternatives([RegexSyntax])
  /// At least `least` times, at most `most`, or without end.
  case repeated(RegexSyntax, least: Int, most: Int?)
}

/// What must hold at a place between scalars.
enum RegexAssertion: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// A set of Unicode scalars, given by ranges and properties.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var categories: [CategoryTest] = []
  var isNegated = false
  /// Upper and lower case are one.
  var foldsCase = false
  /// Never a line feed, as `.` without the `s` flag and negated classes of classes.
  var excludesNewline = false

  /// A general category, or its opposite.
  struct CategoryTest: Sendable {
    /// The category's name or first letter: `Lu`, `L`.
    let name: String
    let isNegated: Bool
  }

  static let any = ScalarSet(ranges: [0...0x10FFFF])
  static let anyButNewline = ScalarSet(ranges: [0...0x10FFFF], excludesNewline: true)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if excludesNewline, scalar == "\n" { return false }
    var found = holds(scalar)
    if !found, foldsCase { found = ScalarSet.foldings(of: scalar).contains(where: holds) }
    return found != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    guard !categories.isEmpty else { return false }
    let category = scalar.properties.generalCategory.shortName
    return categories.contains { (category.hasPrefix($0.name)) != $0.isNegated }
  }

  /// The other forms of a letter under simple case folding.
  private static func foldings(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    func single(_ text: String) -> Unicode.Scalar? { text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil }
    let lower = single(scalar.properties.lowercaseMapping)
    let upper = single(scalar.properties.uppercaseMapping)
    let both = upper.flatMap { single($0.properties.lowercaseMapping) }
    return [lower, upper, both].compactMap { $0 }
  }
}

extension Unicode.GeneralCategory {
  /// The two letters of the Unicode standard.
  var shortName: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}
