/// Why a feed could not be rendered. Each names the entry, and what to do next.
public enum FeedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An entry without an identifier.
  case missingIdentifier(title: String)
  /// Two entries of one kind with one identifier.
  case duplicateIdentifier(String)
  /// An entry without a title.
  case missingTitle(uid: String)
  /// An instant or day that the format cannot carry (years 1 to 9999; days through 2199-12-30).
  case timeOutOfRange(uid: String)
  /// A number outside its range.
  case numberOutOfRange(uid: String, property: String)
  /// An address that is not a URI.
  case invalidAddress(String)
  /// Nothing fits into the size limit, not even the frame.
  case limitTooSmall(Int)
  /// The calendar library could not build or print it.
  case library(String)

  /// One Chinese sentence for people.
  public var description: String {
    switch self {
    case .missingIdentifier(let title): "日历条目「\(title)」没有标识(UID),请为它指定不变的标识。"
    case .duplicateIdentifier(let uid): "标识「\(uid)」在同一日历中出现两次,请检查数据来源。"
    case .missingTitle(let uid): "日历条目 \(uid) 没有标题,请补上标题。"
    case .timeOutOfRange(let uid): "日历条目 \(uid) 的时间超出可表示的范围,请检查日期。"
    case .numberOutOfRange(let uid, let property): "日历条目 \(uid) 的 \(property) 数值超出范围,请检查。"
    case .invalidAddress(let address): "「\(address)」不是有效的地址(URI),请改为如 mailto:… 或 https://… 的形式。"
    case .limitTooSmall(let limit): "日历大小上限 \(limit) 字节太小,放不下日历本身,请调大。"
    case .library(let detail): "日历库 libical 未能生成日历(\(detail)),请把这份数据交给维护人员。"
    }
  }
}
