public import Diagnostics

/// What all readers say of tracked changes.
extension Diagnostic {
  public static func trackedChanges(_ revisions: [RevisionCount], _ option: TrackChanges) -> Diagnostic {
    let chinese: [String: String] = [
      "insertion": "插入", "deletion": "删除", "move": "移动", "paragraphInsertion": "插入段落标记",
      "paragraphDeletion": "删除段落标记", "rowInsertion": "插入行", "rowDeletion": "删除行", "cellInsertion": "插入单元格",
      "cellDeletion": "删除单元格", "cellMerge": "合并单元格", "numbering": "编号", "formatting": "格式",
    ]
    let english: [String: String] = [
      "insertion": "insertions", "deletion": "deletions", "move": "moves", "paragraphInsertion": "inserted paragraph marks",
      "paragraphDeletion": "deleted paragraph marks", "rowInsertion": "inserted rows", "rowDeletion": "deleted rows",
      "cellInsertion": "inserted cells", "cellDeletion": "deleted cells", "cellMerge": "merged cells",
      "numbering": "numbering changes", "formatting": "format changes",
    ]
    let zh = revisions.map { "\(chinese[$0.kind] ?? $0.kind) \($0.count) 处" }.joined(separator: "、")
    let en = revisions.map { "\($0.count) \(english[$0.kind] ?? $0.kind)" }.joined(separator: ", ")
    let (how, asEnglish) =
      switch option {
      case .accept: ("按接受修订后的内容读取", "read as accepted")
      case .reject: ("按拒绝修订后的内容读取", "read as rejected")
      case .all: ("插入与删除的内容一并读取", "read with inserted and deleted text alike")
      }
    return Diagnostic(
      "SRC-08", .note,
      Message(zh: "文档含修订痕迹（\(zh)），\(how)。", en: "tracked changes (\(en)), \(asEnglish)"))
  }
}
