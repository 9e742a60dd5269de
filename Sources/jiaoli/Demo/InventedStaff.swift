import Workflow

/// About seven hundred people. Their names are made of calendars, bells and writing tools, so that nobody is meant.
enum InventedStaff {
  static let subjects = ["语文", "数学", "英语", "科学", "道德与法治", "音乐", "体育", "美术"]
  static let stages = ["小学", "初中", "高中"]

  /// The office's own people first, then every school's; one of each school is its coordinator.
  static func all(of schools: [County.School], _ random: inout SeededRandom) -> [County.Person] {
    var names = random.shuffled(surnames.flatMap { surname in givens.map { surname + $0 } })
    var people: [County.Person] = []
    func add(_ school: County.School?, stage: String, subject: String, posts: [String]) {
      guard let name = names.popLast() else { return }
      let id = County.code("T", people.count + 1, digits: 4)
      people.append(County.Person(id: id, name: name, school: school?.id, stage: stage, subject: subject, posts: posts))
    }
    for post in officePosts { add(nil, stage: post.stage, subject: "", posts: [post.title]) }
    for school in schools {
      let first = random.below(subjects.count)
      for index in 0..<random.within(size[school.stage] ?? 6...6) {
        let subject = ["幼儿园": "学前教育", "特校": "特殊教育"][school.stage] ?? subjects[(first + index) % subjects.count]
        add(school, stage: school.stage, subject: subject, posts: index == 0 ? ["学校联络员"] : [])
      }
    }
    return people
  }

  private static let officePosts: [(title: String, stage: String)] =
    Array(repeating: ("领导小组", ""), count: 3) + stages.flatMap { [("工作专班", $0), ("工作专班", $0)] }
    + Array(repeating: ("教师培训中心", ""), count: 4) + Array(repeating: ("项目管理员", ""), count: 2)
    + Array(repeating: ("评审员", ""), count: 3)

  private static let size: [String: ClosedRange<Int>] = ["小学": 10...12, "初中": 12...15, "高中": 17...19, "幼儿园": 5...7, "特校": 5...7]

  private static let surnames = [
    "教", "历", "课", "晷", "砚", "笺", "朔", "旬", "漏", "铎", "磬", "籍", "帙", "翰", "牍", "觚", "圭", "表", "节", "卷",
  ]
  private static let givens = [
    "知时", "问渠", "听钟", "守岁", "望朔", "观象", "记日", "司晨", "数更", "报春", "画卯", "点卯", "拾课", "展卷", "开卷", "掩卷", "磨墨", "洗砚", "裁笺", "理帙",
    "执铎", "击磬", "温故", "知新", "切磋", "琢磨", "循序", "渐进", "举一", "反三", "学而", "时习", "不倦", "不厌", "有教", "无类", "因材", "施教", "敏求", "好问",
  ]
}
