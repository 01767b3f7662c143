/// Fields by their type: `TOC`, `FORMCHECKBOX`, `=`.
public enum FieldKinds {
  /// Types that show nothing, or nothing that belongs to the text, when they have no cached result.
  public static let silent: Set<String> = [
    "", "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK", "TC", "XE", "TA", "RD", "SET", "ASK", "BOOKMARK", "TOC",
    "INDEX", "TOA", "MACROBUTTON", "GOTOBUTTON", "PRINT", "PRIVATE", "FORMTEXT", "NEXT", "NEXTIF", "SKIPIF", "MERGEREC",
    "MERGESEQ", "DATABASE", "BIDIOUTLINE", "ADVANCE", "EMBED", "LINK", "CONTROL", "SHAPE", "INCLUDEPICTURE", "FILLIN",
    "ADDIN",
  ]
}
