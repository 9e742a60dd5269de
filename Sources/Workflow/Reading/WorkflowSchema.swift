/// The language as JSON Schema, so that editors complete and check it.
public enum WorkflowSchema {
  /// The schema (draft 2020-12).
  public static var text: String { String(decoding: PackageResources.workflow_schema_json, as: UTF8.self) }
}
