import DocumentTree
import HTMLSyntax

/// Text that is deleted or set apart: struck out, raised, lowered, or part of a formula.
extension FlowReader {
  /// Counts what `del` deletes, and leaves it out, under the option.
  mutating func isRevisedAway(_ node: HTMLTree.Node, _ tag: HTMLTag) -> Bool {
    if tag == .del { deletions += 1 }
    switch (tag, trackChanges) {
    case (.del, .accept): leaveOut(node, "deleted-revision")
    case (.ins, .reject): leaveOut(node, "rejected-insertion")
    default: return false
    }
    return true
  }

  /// What is struck out, raised or lowered, by its element or its style. Source: WHATWG HTML §15.3.4.
  func setApart(_ tag: HTMLTag, _ own: ElementStyle, isBlock: Bool, _ context: inout Context) {
    // Of a block `vertical-align` says nothing; of a cell it means another thing.
    var position = isBlock ? nil : own.position
    switch tag {
    case .s, .strike: if own.isStruck == nil { context.marks.insert(.struck) }
    case .sup: position = position ?? .raised
    case .sub: position = position ?? .lowered
    default: break
    }
    if own.isStruck == true { context.marks.insert(.struck) }
    guard let position else { return }
    context.marks.subtract([.raised, .lowered])
    switch position {
    case .raised: context.marks.insert(.raised)
    case .lowered: context.marks.insert(.lowered)
    case .baseline: break
    }
  }

  /// What of a cell's text can't be told: pale ink on a ground that isn't known to be another, fonts of symbols, other orders of the signs.
  func doubt(_ node: HTMLTree.Node, _ tag: HTMLTag, _ own: ElementStyle, _ context: inout Context) {
    if let ground = own.hasGround { context.hasGround = ground }
    if let pale = own.isInkPale {
      context.isInkPale = pale
      if !pale { context.marks.remove(.unclear) }
    }
    guard context.isInCell else { return }
    if own.isUnclear == true || context.isInkPale && !context.hasGround { context.marks.insert(.unclear) }
    switch tree.name(node) {
    case "bdo": if tree.attribute(node, .dir)?.lowercased() == "rtl" { context.marks.insert(.unclear) }
    case "progress", "meter", "output", "object", "marquee", "ruby": context.marks.insert(.unclear)
    case "font":
      if let face = tree.attribute(node, .face)?.lowercased(), ["wingdings", "webdings", "dingbats"].contains(where: face.contains) {
        context.marks.insert(.unclear)
      }
    case "a":
      if let target = tree.attribute(node, .href), target.hasPrefix("#_ftn") || target.hasPrefix("#fn") || target.hasPrefix("#_edn") {
        context.marks.insert(.raised)
      }
    default: break
    }
  }

  /// `3²` and `1/2` are no 32 and 12. Source: MathML Core §3.3.2 (mfrac), §3.3.3 (msqrt, mroot), §3.4.1 (msub, msup, msubsup).
  /// - Parameter part: how many elements stand before it in its parent.
  mutating func setMathApart(_ node: HTMLTree.Node, _ name: String, _ part: Int8, _ context: inout Context, _ line: inout Line) {
    // Over one another, struck out, or one of several: no number of one line. Source: MathML Core §3.5; MathML 3 §3.3.9, §3.7.1.
    if ["mtable", "menclose", "mmultiscripts", "maction", "mstack", "mlongdiv"].contains(name) { context.marks.insert(.unclear) }
    if name == "msqrt" || name == "mroot" { generate("√", context, &line) }
    let parent = tree.parent(node)
    guard parent != HTMLTree.none, tree.namespace(parent) == .math else { return }
    switch (tree.name(parent), part) {
    case ("mfrac", 1): generate("/", context, &line)
    case ("msub", 1), ("msubsup", 1), ("munder", 1), ("munderover", 1): context.marks.insert(.lowered)
    case ("msup", 1), ("msubsup", 2), ("mover", 1), ("munderover", 2), ("mroot", 1): context.marks.insert(.raised)
    default: break
    }
  }

  /// A sign that the page draws and does not hold as a character.
  private mutating func generate(_ sign: String, _ context: Context, _ line: inout Line) {
    guard context.isVisible else { return }
    account.generated += VisibleText.count(sign)
    append(Array(sign.utf8)[...], to: &line, context)
  }
}
