import Testing

@testable import jiaoli

/// Tables line up in a terminal, where a Chinese character takes two columns.
@Suite struct TableTests {
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

  @Test func `Columns begin at the same place in every line, numbers end at the same`() {
    var table = Table(["编号", "名称", "数"], rightAligned: [0, 2])
    table.add(["1", "实验小学", "7"])
    table.add(["12", "A校", "123"])
    #expect(
      table.text == """
        编号  名称       数
           1  实验小学    7
          12  A校       123
        """)
  }

  @Test func `A bar is as long for nothing as for all`() {
    #expect(Bar.of(0, 0, width: 4) == "░░░░")
    #expect(Bar.of(1, 3, width: 4) == "█░░░")
    #expect(Bar.of(3, 3, width: 4) == "████")
  }
}
