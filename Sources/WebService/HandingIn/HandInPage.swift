import Office

/// The page where a teacher hands a task in with its evidence. It needs no script.
struct HandInPage {
  let task: TaskSummary
  /// What became of the last attempt.
  var message: String?

  var html: String {
    """
    <!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>\(Self.escaped(task.title))</title>
    <style>body{font:1.1rem/1.6 sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}label{display:block;margin:1rem 0}\
    button{font:inherit;padding:.5rem 2rem}</style>
    <h1>\(Self.escaped(task.title))</h1><p>\(Self.escaped(facts))</p>
    \(message.map { "<p><strong>\(Self.escaped($0))</strong></p>" } ?? "")
    \(task.isPending ? form : "")
    </html>

    """
  }

  private var facts: String {
    let reason = task.reasonOfReturn.map { "退回原因: \($0)" }
    return [task.statusTitle, reason, task.due.map { "截止 \($0)" }, task.cite.map { "依据 \($0)" }].compactMap(\.self).joined(separator: ", ")
  }

  private var form: String {
    let fields = task.evidence.map { kind in
      "<label>\(Self.escaped(kind.title)) <input type=\"file\" name=\"\(Self.escaped(kind.kind))\" required></label>"
    }
    return "<form method=\"post\" enctype=\"multipart/form-data\">\(fields.joined())<button>提交</button></form>"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
