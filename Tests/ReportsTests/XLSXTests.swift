import Foundation
import Reports
import Testing

/// The workbook as another program reads it back: the standard library of Python unzips it.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 reads the workbooks back"))
struct XLSXTests {
  private func parts(_ report: Report) throws -> [String: String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try XLSXReport.data(report).write(to: file)
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [
      "-c", "import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))",
      file.path,
    ]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([String: String].self, from: data)
  }

  private func cell(_ reference: String, _ sheet: String) -> String? {
    sheet.firstMatch(of: try! Regex("<c r=\"\(reference)\"[^>]*?(/>|>.*?</c>)")).map { String($0.0) }
  }

  @Test func `Numbers are numbers, dates are dates, money is in yuan, and a text that looks like a formula is a text`() throws {
    let parts = try parts(Samples.everything)
    let sheet = try #require(parts["xl/worksheets/sheet1.xml"])
    let strings = try #require(parts["xl/sharedStrings.xml"])
    #expect(strings.contains("<t>=SUM(A1)</t>"))
    #expect(!sheet.contains("<f>"))
    #expect(cell("A4", sheet)?.contains("t=\"s\"") == true)
    #expect(cell("B4", sheet)?.contains("<v>5</v>") == true)
    #expect(cell("C4", sheet)?.contains("<v>17.5</v>") == true)
    // 2018-01-05 is the 43,105th day of the 1900 system.
    #expect(cell("D4", sheet)?.contains("<v>43105</v>") == true)
    #expect(cell("E4", sheet)?.contains("<v>0.82") == true)
    #expect(cell("F4", sheet)?.contains("<v>960</v>") == true)
    #expect(cell("C5", sheet)?.contains("t=\"s\"") == true)
    #expect(cell("D5", sheet)?.contains("<v>") == false)
    let styles = try #require(parts["xl/styles.xml"])
    #expect(styles.contains("formatCode=\"yyyy\\-mm\\-dd\"") || styles.contains("formatCode=\"yyyy-mm-dd\""))
    #expect(strings.contains("<t>未设定</t>"))
  }

  @Test func `The heading is frozen and printed on every page, and columns are as wide as their text`() throws {
    let parts = try parts(Samples.everything)
    let sheet = try #require(parts["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains("<pane xSplit=\"1\" ySplit=\"3\" topLeftCell=\"B4\""))
    #expect(sheet.contains("<autoFilter ref=\"A3:F6\"/>"))
    #expect(sheet.contains("paperSize=\"9\""))
    #expect(parts["xl/workbook.xml"]?.contains("_xlnm.Print_Titles") == true)
    let widths = sheet.matches(of: /<col min="\d+" max="\d+" width="([\d.]+)"/).compactMap { Double($0.1) }
    #expect(widths.count == 6)
    #expect(widths[5] > 13)
  }

  @Test func `The last sheet says where each row comes from, by the row's number in its sheet`() throws {
    let parts = try parts(Samples.everything)
    let workbook = try #require(parts["xl/workbook.xml"])
    #expect(workbook.contains("<sheet name=\"人员\"") && workbook.contains("<sheet name=\"来源\""))
    let sheet = try #require(parts["xl/worksheets/sheet2.xml"])
    #expect(cell("B5", sheet)?.contains("<v>4</v>") == true)
    let strings = try #require(parts["xl/sharedStrings.xml"])
    for text in ["S4-30 五(二)", "S3-10", "签到表: 签到.pdf"] { #expect(strings.contains("<t>\(text)</t>"), "\(text)") }
  }

  @Test func `The same report gives the same bytes, made on its own day`() throws {
    #expect(try XLSXReport.data(Samples.everything) == XLSXReport.data(Samples.everything))
    #expect(try parts(Samples.everything)["docProps/core.xml"]?.contains("2018-12-31T00:00:00Z") == true)
    #expect(try XLSXReport.data(Samples.two) == XLSXReport.data(Samples.two))
  }

  @Test func `A title that no sheet may have becomes one that it may`() throws {
    var report = Samples.two
    report.tables[0].title = "意见: [学校/区县]"
    report.tables[2].title = String(repeating: "很长的标题", count: 10)
    let workbook = try #require(try parts(report)["xl/workbook.xml"])
    let names = workbook.matches(of: /<sheet name="([^"]*)"/).map { String($0.1) }
    #expect(names.count == 3 && Set(names).count == 3)
    #expect(names[0] == "意见   学校 区县")
    #expect(names[1] == "意见   学校 区县 (2)")
    #expect(names.allSatisfy { $0.utf16.count <= 31 })
  }
}
