import Foundation
import Reports
import Testing

/// What each format makes of one report.
@Suite struct PrintingTests {
  @Test func `A terminal's table lines up whatever its cells hold, and says what is not set`() throws {
    #expect(
      ReportText.text(Samples.everything) == """
        培训经费与参训情况
        实验小学 · 2018年

        姓名      次数    学时  首次        参训率       金额(元)
        =SUM(A1)     5    17.5  2018-01-05  82.00%         960.00
        李,"二"      0  未设定              未设定          -0.05
        合计         5    17.5              81.99%  75,840,000.00
        依据: S4-30 五(二)、S3-10

        注: 未设定的不是零
        """)
  }

  @Test func `Several tables have their titles, an empty one says so, and sources are listed when asked for`() {
    let text = ReportText.text(Samples.two)
    #expect(text.contains("【工作】\n一段说明。\n项目    数量\n示范课     1"))
    #expect(text.hasSuffix("【附件】\n(没有)"))
    let sourced = ReportText.text(Samples.everything, isSourced: true)
    #expect(sourced.contains("【来源】") && sourced.contains("任务  12") && sourced.contains("签到表: 签到.pdf"))
  }

  @Test func `No character of a cell moves the cursor`() {
    var report = Samples.two
    report.tables[0].rows = [Report.Row(["\u{1B}[2J坏\r\n\u{9B}1m", .integer(1)])]
    let text = ReportText.text(report)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
  }

  @Test func `CSV has its byte order mark, CRLF, quotes, plain numbers and no formula`() {
    let text = String(decoding: CSVReport.data(Samples.everything), as: UTF8.self)
    #expect(
      Array(text.unicodeScalars)
        == Array(
          """
          \u{FEFF}姓名,次数,学时,首次,参训率,金额(元)\r
          '=SUM(A1),5,17.5,2018-01-05,82.00%,960.00\r
          "李,""二""\",0,未设定,,未设定,-0.05\r
          合计,5,17.5,,81.99%,75840000.00\r

          """.unicodeScalars))
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "\u{3000}@x"])
  func `A text that a spreadsheet might run is disarmed`(text: String) {
    var report = Samples.two
    report.tables = [report.tables[0]]
    report.tables[0].rows = [Report.Row([.text(text), .integer(-1)])]
    let csv = String(decoding: CSVReport.data(report), as: UTF8.self)
    #expect(csv.contains("'" + text))
    #expect(csv.contains(",-1\r\n"))
  }

  @Test func `Several tables in one CSV have lines of one length`() {
    let text = String(decoding: CSVReport.data(Samples.two).dropFirst(3), as: UTF8.self)
    #expect(
      Array(text.unicodeScalars)
        == Array("工作,,\r\n项目,数量,\r\n示范课,1,\r\n,,\r\n意见: [学校/区县],,\r\n级别,意见,签名\r\n任职学校,,\r\n,,\r\n附件,,\r\n文件,,\r\n".unicodeScalars))
  }

  @Test func `JSON has English keys, types of its own and the sources of each row`() throws {
    let object = try #require(try JSONSerialization.jsonObject(with: JSONReport.data(Samples.everything)) as? [String: Any])
    #expect(object.keys.sorted() == ["day", "notes", "report", "subtitle", "tables", "title"])
    let table = try #require((object["tables"] as? [[String: Any]])?.first)
    #expect(table.keys.sorted() == ["columns", "introduction", "name", "rows", "sources", "title"])
    let rows = try #require(table["rows"] as? [[String: Any]])
    let cells = try #require(rows[0]["cells"] as? [String: Any])
    #expect(cells["paid"] as? Int == 96000)
    #expect(cells["share"] as? Double == 0.82)
    #expect(cells["first"] as? String == "2018-01-05")
    #expect((rows[1]["cells"] as? [String: Any])?["hours"] as? [String: Bool] == ["unset": true])
    #expect((rows[1]["cells"] as? [String: Any])?["first"] is NSNull)
    #expect(rows[2]["style"] as? String == "total")
    #expect((rows[0]["sources"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["record", "clause", "evidence"])
  }

  @Test func `A page is one file without a script, and what people wrote stays text`() throws {
    var report = Samples.everything
    report.tables[0].rows[0].cells[0] = .text("<script>alert(1)</script>&\"'")
    let page = try HTMLReport.text(report)
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;"))
    #expect(page.contains("@page { size: A4; margin"))
    #expect(page.contains("<td class=\"unknown\">未设定</td>"))
    #expect(page.contains("<tr class=\"total\">"))
    #expect(!page.contains("{{") && !page.contains("http://") && !page.contains("https://"))
  }

  @Test(arguments: ["csv": ReportFormat.csv, "XLSX": .xlsx, "htm": .html, "txt": .table, "json": .json])
  func `A file's extension names the format`(name: String, format: ReportFormat) {
    #expect(ReportFormat(fileExtension: name) == format)
  }

  @Test func `An extension that says nothing names no format`() {
    #expect(ReportFormat(fileExtension: "docx") == nil)
    #expect(ReportFormat(fileExtension: "table") == nil)
  }
}
