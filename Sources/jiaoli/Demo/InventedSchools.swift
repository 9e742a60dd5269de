import Workflow

/// Sixty schools in six zones; the first zone is the county seat.
enum InventedSchools {
  static let compulsory: Set<String> = ["小学", "初中"]

  static func all(_ random: inout SeededRandom) -> [County.School] {
    let stages = random.shuffled(counts.flatMap { Array(repeating: $0.stage, count: $0.count) })
    let names = random.shuffled(firsts.flatMap { first in seconds.map { first + $0 } })
    return stages.indices.map { index in
      let zone = index % zones.count
      return County.School(
        id: County.code("S", index + 1, digits: 3), name: names[index] + (endings[stages[index]] ?? stages[index]), zone: zones[zone],
        stage: stages[index], isRural: zone > 0)
    }
  }

  private static let counts: [(stage: String, count: Int)] = [("小学", 34), ("初中", 15), ("高中", 5), ("幼儿园", 4), ("特校", 2)]
  private static let endings = ["初中": "初级中学", "高中": "高级中学", "特校": "特殊教育学校"]
  private static let zones = ["城区片", "望砚片", "听钟片", "问渠片", "朔风片", "裁云片"]
  private static let firsts = ["云", "松", "竹", "梅", "兰", "砚", "墨", "笺", "钟", "晷"]
  private static let seconds = ["溪", "岭", "渡", "桥", "亭", "渠"]
}
