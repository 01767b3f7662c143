import PageLayout
import SafePDF

extension ContentInterpreter {
  func performColour(_ name: String, _ n: [Double], _ operands: [Operand], _ resources: PDFObject) -> Bool {
    switch name {
    case "g", "rg", "k":
      state.fillSpace = .other
      if let colour = ColourSpace.other.colour(n) { state.fill = colour }
    case "G", "RG", "K":
      state.strokeSpace = .other
      if let colour = ColourSpace.other.colour(n) { state.stroke = colour }
    case "cs":
      state.fillSpace = space(operands.last?.name, resources)
      state.fill = .black
    case "CS":
      state.strokeSpace = space(operands.last?.name, resources)
      state.stroke = .black
    case "sc", "scn": if let colour = state.fillSpace.colour(n) { state.fill = colour }
    case "SC", "SCN": if let colour = state.strokeSpace.colour(n) { state.stroke = colour }
    default: return false
    }
    return true
  }

  private func space(_ name: String?, _ resources: PDFObject) -> ColourSpace {
    guard let name else { return .other }
    if name == "Pattern" { return .pattern }
    let object = resources["ColorSpace"][name]
    switch object.isArray ? object[0].name : object.name {
    case "Separation": return .tint
    case "Pattern": return .pattern
    case "Indexed": return .indexed
    default: return .other
    }
  }

  func performText(_ name: String, _ n: [Double], _ operands: [Operand]) {
    switch name {
    case "BT":
      textMatrix = .identity
      lineMatrix = .identity
    case "Tc": state.characterSpacing = n.first ?? 0
    case "Tw": state.wordSpacing = n.first ?? 0
    case "Tz": state.scale = (n.first ?? 100) / 100
    case "TL": state.leading = n.first ?? 0
    case "Ts": state.rise = n.first ?? 0
    case "Tr": state.renderingMode = n.first.flatMap { Int(exactly: $0) } ?? 0
    case "Td": if n.count == 2 { moveLine(n[0], n[1]) }
    case "TD":
      guard n.count == 2 else { return }
      state.leading = -n[1]
      moveLine(n[0], n[1])
    case "Tm":
      guard n.count == 6 else { return }
      lineMatrix = PageMatrix(n[0], n[1], n[2], n[3], n[4], n[5])
      textMatrix = lineMatrix
    case "T*": moveLine(0, -state.leading)
    case "Tj": if let text = operands.last?.string { show([.string(text)]) }
    case "TJ": if case .array(let items) = operands.last { show(items) }
    case "'":
      moveLine(0, -state.leading)
      if let text = operands.last?.string { show([.string(text)]) }
    case "\"":
      if n.count == 2 { (state.wordSpacing, state.characterSpacing) = (n[0], n[1]) }
      moveLine(0, -state.leading)
      if let text = operands.last?.string { show([.string(text)]) }
    default: return
    }
  }

  private func moveLine(_ x: Double, _ y: Double) {
    lineMatrix = PageMatrix(1, 0, 0, 1, x, y).then(lineMatrix)
    textMatrix = lineMatrix
  }

  private func show(_ items: [Operand]) {
    guard let font = state.font else { return }
    run += 1
    paint += 1
    for item in items {
      switch item {
      case .number(let adjustment):
        let distance = -adjustment / 1000 * state.fontSize
        advance(font.isVertical ? 0 : distance * state.scale, font.isVertical ? distance : 0)
      case .string(let bytes):
        for glyph in font.glyphs(bytes) {
          if page.glyphs.count >= Self.mostGlyphs { return }
          show(glyph, font)
        }
      default: continue
      }
    }
  }

  private func advance(_ x: Double, _ y: Double) { textMatrix = PageMatrix(1, 0, 0, 1, x, y).then(textMatrix) }

  private func show(_ glyph: PDFFont.Glyph, _ font: PDFFont) {
    let size = state.fontSize
    let matrix = PageMatrix(size * state.scale, 0, 0, size, 0, state.rise).then(textMatrix).then(state.matrix)
    let spacing = state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    if matrix.isFinite {
      let own = font.isVertical ? PageBox(-0.5, -1, 0.5, 0) : PageBox(0, -0.12, max(glyph.width, 0.01), 0.88)
      let box = matrix.apply(own)
      let (start, end, up) = (matrix.apply(0, 0), matrix.apply(1, 0), matrix.apply(0, 1))
      let em = ((up.x - start.x) * (up.x - start.x) + (up.y - start.y) * (up.y - start.y)).squareRoot()
      page.glyphs.append(
        .init(
          text: glyph.text, box: box, size: em, direction: .init(x: end.x - start.x, y: end.y - start.y), run: run,
          mark: marks.last?.mark ?? 0, colour: state.renderingMode == 1 ? state.stroke : state.fill.over(.white, alpha: state.fillAlpha),
          paint: paint, drawn: drawn(box)))
    }
    if font.isVertical {
      advance(0, -size + spacing * (size < 0 ? 1 : -1))
    } else {
      advance((glyph.width * size + spacing) * state.scale, 0)
    }
  }

  private func drawn(_ box: PageBox) -> PageContents.Drawn {
    if marks.last?.isHidden == true { return .no(.hiddenLayer) }
    if state.renderingMode == 3 || state.renderingMode == 7 || state.fillAlpha < 0.04 { return .no(.invisible) }
    guard state.clip.contains(x: box.midX, y: box.midY) else { return .no(.clipped) }
    return box.midX < 0 || box.midY < 0 || box.midX > page.width || box.midY > page.height ? .no(.offPage) : .yes
  }
}
