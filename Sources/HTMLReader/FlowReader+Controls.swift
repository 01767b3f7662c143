import Diagnostics
import DocumentTree
import HTMLSyntax

extension FlowReader.Context {
  /// The same, white space taken together.
  fileprivate var collapsingSpace: Self {
    var context = self
    context.preservesSpace = false
    return context
  }
}

/// Form controls, and frames that show other files.
extension FlowReader {
  /// The value that a browser shows inside a text field or on a button: a box of its own, whose text does not run into what stands beside it.
  mutating func value(of node: HTMLTree.Node, _ line: inout Line, _ context: Context) {
    let type = tree.attribute(node, .type)?.lowercased() ?? "text"
    guard !["checkbox", "radio", "image", "file", "color", "range", "password"].contains(type) else { return }
    guard context.isVisible, let value = tree.attribute(node, .value), !value.isEmpty else { return }
    let bytes = Array(value.utf8)
    let count = VisibleText.count(bytes[...])
    account.read += count
    account.kept += count
    line.pendingSpace = true
    append(bytes[...], to: &line, context.collapsingSpace)
    line.pendingSpace = true
  }

  /// A drop-down list shows its chosen option, or its first that can be chosen; a list of several lines shows all of them.
  /// Source: WHATWG HTML §4.10.7 (ask for a reset), §4.10.10 (label of an option).
  mutating func selection(_ node: HTMLTree.Node, _ line: inout Line, _ context: Context) {
    var context = context
    let size = HTMLInteger.signed(tree.attribute(node, .size)) ?? 1
    if tree.hasAttribute(node, .multiple) || size > 1 { context.marks.insert(.unclear) }
    var shown: HTMLTree.Node?
    var at = tree.following(node, within: node)
    while at != HTMLTree.none {
      if tree.kind(at) == .element, tree.tag(at) == .option {
        // Of several that are chosen the last one counts.
        let chosen = tree.hasAttribute(at, .selected)
        if chosen || shown == nil && !isDisabled(at, in: node) { shown = at }
      }
      at = tree.following(at, within: node)
    }
    // What it shows is its label, where it has one.
    if let shown, let label = tree.attribute(shown, .label), !label.isEmpty, label != tree.text(of: shown, enough: 200) {
      context.marks.insert(.unclear)
    }
    at = tree.following(node, within: node)
    while at != HTMLTree.none {
      if tree.kind(at) == .text {
        let count = VisibleText.count(tree.bytes(at))
        account.read += count
        if context.isVisible, let shown, isInside(at, shown) {
          account.kept += count
          line.pendingSpace = true
          append(tree.bytes(at), to: &line, context.collapsingSpace)
          line.pendingSpace = true
        } else {
          account.leaveOut("unchosen-option", count, atOffset: tree.offset(at))
        }
      }
      at = tree.following(at, within: node)
    }
  }

  private func isDisabled(_ option: HTMLTree.Node, in select: HTMLTree.Node) -> Bool {
    var at = option
    while at != HTMLTree.none, at != select {
      if tree.hasAttribute(at, .disabled) { return true }
      at = tree.parent(at)
    }
    return false
  }

  func isInside(_ node: HTMLTree.Node, _ ancestor: HTMLTree.Node) -> Bool {
    var at = node
    while at != HTMLTree.none {
      if at == ancestor { return true }
      at = tree.parent(at)
    }
    return false
  }

  mutating func frame(_ node: HTMLTree.Node) {
    let address = tree.attribute(node, .src) ?? tree.attribute(node, .data) ?? ""
    guard !address.isEmpty, address != "about:blank", !address.hasPrefix("javascript:") else { return }
    embedded.append((address, node))
  }
}
