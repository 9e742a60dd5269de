import Mustache
import Office

/// What the page on a subscription says.
struct SubscribePage {
  let name: String
  let label: String
  let content: String
  let webcal: String
  let address: String
  let qr: String
  let alarms: String

  init(_ grant: FeedGrant, name: String, token: String, base: String) {
    (self.name, label) = (name, grant.label)
    let order = grant.order
    let parts: [(FeedContent, String)] = [(.sessions, "活动"), (.deadlines, "截止日期"), (.toDos, "待办")]
    var content = parts.filter { order.content.contains($0.0) }.map(\.1).joined(separator: "、")
    if let from = order.from { content += ", 从 \(from) 起" }
    if let through = order.through { content += ", 到 \(through) 止" }
    self.content = content
    address = "\(base)/feeds/\(token).ics"
    // Calendars take webcal for http and webcals for https; iPhone and Outlook know only webcal, and try https first.
    let rest = base.drop { $0 != ":" }
    webcal = "webcal\(rest)/feeds/\(token).ics"
    qr = QRCode(webcal)?.svg(label: "订阅地址的二维码") ?? ""
    alarms = order.alarms.isEmpty ? "这个订阅不带提醒。" : "这个订阅在活动前 \(order.alarms.map(String.init).joined(separator: "、")) 分钟提醒。"
  }

  /// The page as it is written in Resources; it is compiled in, so that the program is one file.
  static let template: MustacheTemplate = {
    do {
      return try MustacheTemplate(string: String(decoding: PackageResources.subscribe_mustache, as: UTF8.self))
    } catch {
      preconditionFailure("subscribe.mustache: \(error)")
    }
  }()
}
