import Rules
import Store

/// What is wrong or odd with the posts (岗位) of a person. Posts are free words; a few of them give access, and those are looked at closely.
struct PostReading {
  /// Why the row cannot be taken; nil where it can.
  let problem: String?
  /// What whoever imports should know of posts that give no access, though they look as if they were to.
  let remarks: [String]

  init(_ person: Person) {
    problem = person.posts.lazy.compactMap { Self.problem($0, person) }.first
    remarks = person.posts.compactMap(Self.remark)
  }

  private static func problem(_ post: String, _ person: Person) -> String? {
    switch post {
    case Actor.Post.stageReviewer where person.stage.isEmpty: "岗位「\(post)」要填学段: 只审核本学段的"
    case Actor.Post.schoolReviewer where person.school == nil, Actor.Post.coordinator where person.school == nil:
      "岗位「\(post)」要填学校编号: 只管本校的"
    default: held(in: post).count > 1 ? "岗位「\(post)」里有两个岗位, 请用「、」分开" : nil
    }
  }

  /// The posts that stand in a word, longer ones before those that are part of them.
  private static func held(in word: String) -> [String] {
    var (rest, found): (String, [String]) = (word, [])
    for post in Actor.Post.all.sorted(by: { $0.count > $1.count }) where rest.contains(post) {
      rest = rest.replacing(post, with: " ", maxReplacements: 1)
      found.append(post)
    }
    return found
  }

  private static func remark(_ post: String) -> String? {
    guard !Actor.Post.all.contains(post) else { return nil }
    let near =
      held(in: post).first ?? NearestName.of(post, among: Actor.Post.all)
      ?? Actor.Post.all.first { post.count >= shortest && $0.contains(post) }
    return near.map { "岗位「\(post)」不给权限, 是不是「\($0)」?" }
  }

  /// A part of a post of so many characters, such as 联络员, may stand for it.
  private static let shortest = 3
}
