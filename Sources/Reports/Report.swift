public import AcademicCalendar

/// A report: tables with their titles, and where every figure comes from. What prints it is chosen later.
public struct Report: Hashable, Sendable {
  /// Its identifier, kebab-case: `late`.
  public var name: String
  /// The title.
  public var title: String
  /// Whose and over what time.
  public var subtitle: String
  /// The day that it shows the records of: the same records give the same bytes.
  public var day: Day
  /// In the order in which they are read.
  public var tables: [Table]
  /// What readers must know: how something was counted, what is not set.
  public var notes: [String]

  /// A report.
  public init(name: String, title: String, subtitle: String = "", day: Day, tables: [Table] = [], notes: [String] = []) {
    (self.name, self.title, self.subtitle, self.day) = (name, title, subtitle, day)
    (self.tables, self.notes) = (tables, notes)
  }

  /// One table of it.
  public struct Table: Hashable, Sendable {
    /// Its identifier, kebab-case.
    public var name: String
    /// The title.
    public var title: String
    /// Paragraphs that are read before it.
    public var introduction: [String]
    /// The columns; a table without any is only its paragraphs.
    public var columns: [Column]
    /// The rows.
    public var rows: [Row]
    /// How many columns name the row and stay in sight.
    public var leadingColumns: Int
    /// Where the table as a whole comes from.
    public var sources: [Source]

    /// A table.
    public init(
      name: String, title: String, introduction: [String] = [], columns: [Column] = [], rows: [Row] = [], leadingColumns: Int = 1,
      sources: [Source] = []
    ) {
      (self.name, self.title, self.introduction, self.columns) = (name, title, introduction, columns)
      (self.rows, self.leadingColumns, self.sources) = (rows, leadingColumns, sources)
    }

    /// Whether people write into it by hand.
    var isForm: Bool { rows.contains { $0.style == .form } }

    /// Every clause that the table or one of its rows rests on, each once, in order.
    public var clauses: [String] {
      var seen: Set<String> = []
      return (sources + rows.flatMap(\.sources)).compactMap { source in
        if case .clause(let clause) = source, seen.insert(clause).inserted { clause } else { nil }
      }
    }
  }

  /// A column.
  public struct Column: Hashable, Sendable {
    /// What its cells hold.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case text, integer, decimal, day, percent
      /// An amount in fen, shown in yuan.
      case money
    }

    /// How its cells stand.
    public enum Alignment: String, Hashable, Sendable { case leading, centre, trailing }

    /// Its key in JSON, English, camelCase.
    public var key: String
    /// The heading.
    public var title: String
    /// What its cells hold.
    public var kind: Kind
    /// How its cells stand; numbers end at the same place unless given.
    public var alignment: Alignment
    /// The widest it should be, in columns of a terminal; nil is by its text.
    public var width: Int?

    /// A column.
    public init(_ key: String, _ title: String, _ kind: Kind = .text, alignment: Alignment? = nil, width: Int? = nil) {
      (self.key, self.title, self.kind, self.width) = (key, title, kind, width)
      self.alignment = alignment ?? (kind == .text || kind == .day ? .leading : .trailing)
    }
  }

  /// A row.
  public struct Row: Hashable, Sendable {
    /// What a row is for.
    public enum Style: String, Hashable, Sendable {
      case plain
      /// A sum of the rows above.
      case total
      /// Filled in by hand: it has room to write.
      case form
    }

    /// As many as the table has columns.
    public var cells: [Cell]
    /// What it is for.
    public var style: Style
    /// The records, clauses and evidence that it rests on.
    public var sources: [Source]

    /// A row.
    public init(_ cells: [Cell], style: Style = .plain, sources: [Source] = []) {
      (self.cells, self.style, self.sources) = (cells, style, sources)
    }

    /// What it is called where it is referred to: its first cells that say something.
    func label(_ leadingColumns: Int) -> String {
      cells.prefix(max(1, leadingColumns)).map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
