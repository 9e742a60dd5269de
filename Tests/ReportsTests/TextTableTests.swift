import Reports
import Testing

/// Tables line up in a terminal, where a Chinese character takes two columns.
@Suite struct TextTableTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("教历", 4), ("W01 语文", 8), ("，。「」", 8), ("１２", 4), ("█░", 2), ("▶✓", 2), ("…", 1), ("é", 1), ("e\u{301}", 1),
    ("👍", 2),
    ("㐀", 2), ("𠀀", 2), ("a\u{200B}", 1), ("ｱ", 1),
  ])
  func `A text's width is the columns that a terminal gives it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `A text is filled or cut to exactly the width, and no character is halved`() {
    for width in 1...12 {
      for text in ["教师发展", "a教b师c", "abcdefghijklmnop", ""] {
        #expect(DisplayWidth.of(DisplayWidth.fit(text, width)) == width, "\(text) \(width)")
      }
    }
    #expect(DisplayWidth.fit("教师发展", 5) == "教师…")
    #expect(DisplayWidth.fit("教师发展", 6) == "教师… ")
  }

  @Test(arguments: [
    ("教师发展办公室", 6, ["教师发", "展办公", "室"]), ("教师发展", 5, ["教师", "发展"]), ("ab cd ef", 5, ["ab cd", "ef"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]), ("a\n\nb", 5, ["a", "", "b"]), ("", 4, [""]), ("教", 1, ["教"]),
    ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
  ])
  func `A long text goes on in the next line and loses nothing`(text: String, width: Int, lines: [String]) {
    #expect(DisplayWidth.wrap(text, width) == lines)
  }

  @Test func `Columns begin at the same place in every line, numbers end at the same`() {
    var table = TextTable(["编号", "名称", "数"], rightAligned: [0, 2])
    table.add(["1", "实验小学", "7"])
    table.add(["12", "A校", "123"])
    #expect(
      table.text == """
        编号  名称       数
           1  实验小学    7
          12  A校       123
        """)
  }

  @Test func `A cell that is wider than its column is cut or goes on below`() {
    var cut = TextTable(["名称", "数"], rightAligned: [1], widest: 6)
    cut.add(["教师发展办公室", "1"])
    #expect(cut.text == "名称    数\n教师…    1")
    var wrapped = TextTable(["名称", "数"], rightAligned: [1], widths: [0: 6], overflow: .wrap)
    wrapped.add(["教师发展办公室", "1"])
    #expect(wrapped.text == "名称    数\n教师发   1\n展办公\n室")
  }
}
