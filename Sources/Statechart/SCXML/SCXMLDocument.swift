/// An SCXML 1.0 document without scripts that was read: data models `null`, `ecmascript` and `cel`, our own.
///
/// Expressions of ECMAScript become ours where one gives the same value. One that has none fails when it is evaluated, as SCXML 1.0 section
/// 5.9 allows, and is remarked on. Elements of other namespaces are passed over.
public struct SCXMLDocument: Sendable {
  /// What it says.
  public var chart: Chart
  /// The expressions that could not be taken over, in document order.
  public var remarks: [SCXMLError]
  private let places: [StateID: XMLPlace]

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - source: The text that `src` of a datum names; nil where there is none.
  /// - Throws: `SCXMLError` for what is no SCXML, or has scripts.
  public init(_ text: String, source: @escaping @Sendable (String) -> String? = { _ in nil }) throws(SCXMLError) {
    let root = try XMLReader.read(text)
    guard root.name == "scxml" else {
      throw SCXMLError(line: root.line, column: root.place.column, message: "根元素应是 scxml, 这里是 \(root.name)")
    }
    var reader = SCXMLReader(root, source: source)
    chart = try reader.chart()
    remarks = reader.content.expressions.remarks
    places = reader.places
  }

  /// A problem of the chart as an error in the document: where its state begins.
  public func error(for problem: Problem) -> SCXMLError {
    let place = problem.path.last.flatMap { places[$0] } ?? XMLPlace(line: 1, column: 1)
    return SCXMLError(line: place.line, column: place.column, message: problem.description)
  }
}

extension Chart {
  /// Reads an `SCXMLDocument` whose expressions can all be taken over.
  /// - Throws: `SCXMLError` with line and column.
  public init(scxml text: String) throws(SCXMLError) {
    let document = try SCXMLDocument(text)
    if let first = document.remarks.first { throw first }
    self = document.chart
  }
}
