import Foundation
import ICalendar
import Testing

@Suite struct FoldingTests {
  /// Every physical line is at most 75 octets, whole UTF-8, and unfolds to what was meant.
  private func expectWellFolded(_ title: String) throws {
    let bytes = try render(Samples.feed([.event(Samples.event(title: title))]))
    #expect(bytes.suffix(2) == [13, 10])
    for line in bytes.physicalLines {
      #expect(line.count <= 75, "\(line.count) octets: \(title)")
      #expect(!line.contains(13) && !line.contains(10), "a stray line break: \(title)")
      #expect(String(validating: line, as: UTF8.self) != nil, "a character is cut: \(title)")
    }
    #expect(!bytes.physicalLines.dropLast().contains([]), "a blank line: \(title)")
    var unfolded: [[UInt8]] = []
    for line in bytes.physicalLines {
      if line.first == 32 { unfolded[unfolded.count - 1] += line.dropFirst() } else { unfolded.append(line) }
    }
    let escaped = title.utf8.flatMap { [92, 44, 59].contains($0) ? [92, $0] : [$0] }
    #expect(unfolded.contains(Array("SUMMARY:".utf8) + escaped), "\(title)")
  }

  @Test func `Chinese text of every length is folded between characters`() throws {
    for length in 1...240 { try expectWellFolded(String(repeating: "教", count: length)) }
  }

  @Test func `a line on which libical folds inside its own line end is mended`() throws {
    try expectWellFolded("aa" + String(repeating: "教教教教😀", count: 22) + "教教教教")
  }

  @Test(arguments: [1, 2, 3, 4]) func `seeded text of Chinese, emoji and ASCII is folded between characters`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for length in 1...150 { try expectWellFolded("题" + Samples.text(&random, length: length) + "。") }
  }
}
