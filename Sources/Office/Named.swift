/// A kind of thing that people name by a code, and how they find out which there are.
struct Named {
  /// What people call it.
  let title: String
  /// What to do for whoever named one that there is not.
  let way: String

  init(_ title: String, _ way: String) { (self.title, self.way) = (title, way) }

  static let person = Named("工号", "工号以名册为准; 新来的人先用 jiaoli import 导入")
  static let school = Named("学校", "学校编号以名册为准; 新的学校先用 jiaoli import 导入")
  static let studio = Named("工作室", "工作室编号以名册为准; 新的工作室先用 jiaoli import 导入")
  static let semester = Named("学期", "用 jiaoli semester list 查看")
  static let workflow = Named("流程", "用 jiaoli workflow list 查看")
  static let scheme = Named("考核办法", "用 jiaoli workflow list 查看")
  static let recordKind = Named("这种记录", "用 jiaoli record add --help 查看")

  /// One of several kinds whose codes the roster gives.
  static func ofRoster(_ title: String) -> Named { Named(title, "编号以名册为准; 新的先用 jiaoli import 导入") }

  /// A parameter of a workflow.
  static func parameter(ofWorkflow id: String) -> Named { Named("参数", "用 jiaoli workflow show \(id) 查看参数") }

  /// A parameter of a scheme.
  static func parameter(ofScheme id: String) -> Named { Named("参数", "考核办法 \(id) 的参数写在它的文件的 parameters 里") }

  /// Somebody or something that a scheme judges.
  static let subject = Named("考核对象", "用 jiaoli evaluate 办法 (不写 --subject) 查看全部考核对象")

  /// A draft that was put aside.
  static func draft(of semester: String) -> Named { Named("草稿", "用 jiaoli plan drafts \(semester) 查看") }

  /// A state of a version of a workflow.
  static func state(_ version: Int, of workflow: String) -> Named {
    Named("第 \(version) 版的状态", "最新版的状态用 jiaoli workflow show \(workflow) 查看")
  }
}
