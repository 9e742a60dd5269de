import Store

extension Office {
  /// What people are told when opening the database brought it up to date; nil where it was.
  public var upgradeNote: String? {
    store.upgrade.map { "数据库已从第 \($0.from) 版升级到第 \($0.to) 版, 升级前的副本保存在 \($0.copy) (确认无误后可以删除)" }
  }
}
