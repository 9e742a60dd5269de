import Store

extension Fact.Kind {
  /// What happened, in Chinese.
  var title: String {
    switch self {
    case .officeOpened: "建立办公室"
    case .rosterImported: "导入名册"
    case .semesterAdded: "登记学期"
    case .holidaysImported: "采用放假通知"
    case .workflowInstalled: "安装流程"
    case .schemeInstalled: "安装考核办法"
    case .runStarted: "启动流程"
    case .dayTurned: "日期推进"
    case .taskSubmitted: "提交任务"
    case .taskAccepted: "通过任务"
    case .taskReturned: "退回任务"
    case .taskWaived: "免除任务"
    case .taskClaimed: "领取任务"
    case .taskDelegated: "转办任务"
    case .taskWithdrawn: "撤回任务"
    case .taskUrged: "催办任务"
    case .taskCopied: "抄送任务"
    case .reviewDecided: "审批"
    case .reviewersAdded: "加签"
    case .reviewResubmitted: "重新报送"
    case .runSuspended: "暂停流程"
    case .runResumed: "恢复流程"
    case .runCancelled: "取消流程"
    case .phaseReopened: "重开阶段"
    case .parametersChanged: "改参数"
    case .runsMigrated: "迁移流程"
    case .absenceAdded: "登记请假"
    case .absenceRemoved: "撤销请假"
    case .planDrafted: "起草排期"
    case .planPublished: "发布排期"
    case .recordsEntered: "登记记录"
    case .recordsWithdrawn: "撤销记录"
    case .titleRevoked: "撤销称号"
    case .resultsPublished: "公布考核结果"
    case .consequenceDecided: "决定考核后果"
    case .personErased: "注销人员"
    case .retentionSet: "设置保留期"
    case .feedTokenIssued: "发放日历订阅"
    case .feedTokenRevoked: "撤销日历订阅"
    }
  }
}
