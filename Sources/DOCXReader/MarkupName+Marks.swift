import SafeXML

/// Elements that are passed over by name.
extension MarkupName {
  /// Properties, marks of ranges and checking, which carry no text of the story.
  var isMarkOfBlocks: Bool {
    switch self {
    case .bookmarkStart, .bookmarkEnd, .commentRangeStart, .commentRangeEnd, .permStart, .permEnd, .proofErr, .moveFromRangeStart,
      .moveFromRangeEnd, .moveToRangeStart, .moveToRangeEnd, .customXmlInsRangeStart, .customXmlInsRangeEnd,
      .customXmlDelRangeStart, .customXmlDelRangeEnd, .customXmlMoveFromRangeStart, .customXmlMoveFromRangeEnd,
      .customXmlMoveToRangeStart, .customXmlMoveToRangeEnd, .w14CustomXmlConflictInsRangeStart, .w14CustomXmlConflictInsRangeEnd,
      .w14CustomXmlConflictDelRangeStart, .w14CustomXmlConflictDelRangeEnd, .tcPr, .pPr, .rPr, .customXmlPr, .smartTagPr, .sdtPr,
      .sdtEndPr, .wxFont, .wxT:
      true
    default: false
    }
  }

  /// Marks in runs without text of their own: of pages, notes, comments and dates that Word fills in.
  var isMarkOfRuns: Bool {
    switch self {
    case .rPr, .lastRenderedPageBreak, .annotationRef, .footnoteRef, .endnoteRef, .separator, .continuationSeparator,
      .commentReference, .pgNum, .dayShort, .dayLong, .monthShort, .monthLong, .yearShort, .yearLong, .contentPart, .fldData,
      .background, .w14ConflictIns, .w14ConflictDel:
      true
    default: false
    }
  }
}
