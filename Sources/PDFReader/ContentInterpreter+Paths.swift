import PageLayout

extension ContentInterpreter {
  func clip(_ box: PageBox) {
    state.clip = state.clip.intersection(box) ?? PageBox(-1e9, -1e9, -1e9, -1e9)
  }

  func performPath(_ name: String, _ n: [Double]) -> Bool {
    switch name {
    case "m": if n.count == 2 { path.move(state.matrix.apply(n[0], n[1])) }
    case "l": if n.count == 2 { path.line(state.matrix.apply(n[0], n[1])) }
    case "c": if n.count == 6 { path.line(state.matrix.apply(n[4], n[5]), isCurve: true) }
    case "v", "y": if n.count == 4 { path.line(state.matrix.apply(n[2], n[3]), isCurve: true) }
    case "h": path.close()
    case "re": if n.count == 4 { path.rectangle(n[0], n[1], n[2], n[3], state.matrix) }
    case "W", "W*": clips = true
    case "n": finish(fills: false, strokes: false)
    case "S": finish(fills: false, strokes: true)
    case "s":
      path.close()
      finish(fills: false, strokes: true)
    case "f", "F", "f*": finish(fills: true, strokes: false)
    case "B", "B*": finish(fills: true, strokes: true)
    case "b", "b*":
      path.close()
      finish(fills: true, strokes: true)
    default: return false
    }
    return true
  }

  private func finish(fills: Bool, strokes: Bool) {
    paint += 1
    let isHidden = marks.last?.isHidden ?? false
    if fills, !isHidden { fill() }
    if strokes, !isHidden { stroke() }
    if clips, let box = path.box { clip(box) }
    clips = false
    path = CurrentPath()
  }

  private func fill() {
    let boxes = path.subpaths.compactMap(\.filledBox)
    page.shapes += path.subpaths.count - boxes.count
    // A frame is a box with a hole in it.
    if boxes.count == 2, path.subpaths.count == 2, let outer = boxes.max(by: { $0.area < $1.area }),
      let inner = boxes.min(by: { $0.area < $1.area }),
      outer.area > inner.area, outer.intersection(inner) == inner, inner.width > 4, inner.height > 4
    {
      for side in [
        PageBox(outer.minX, outer.minY, outer.maxX, inner.minY), PageBox(outer.minX, inner.maxY, outer.maxX, outer.maxY),
        PageBox(outer.minX, outer.minY, inner.minX, outer.maxY), PageBox(inner.maxX, outer.minY, outer.maxX, outer.maxY),
      ] where side.area > 0 { add(side) }
      return
    }
    for box in boxes { add(box) }
  }

  private func add(_ box: PageBox) { add(box, state.fill, state.fillAlpha) }

  private func add(_ box: PageBox, _ colour: PageColour, _ alpha: Double) {
    guard let seen = box.intersection(state.clip) else { return }
    page.fills.append(.init(seen, colour: colour, alpha: alpha, paint: paint))
  }

  private func stroke() {
    guard state.strokeAlpha > 0.05 else { return }
    let thickness = state.lineWidth * state.matrix.scale
    for subpath in path.subpaths {
      if subpath.isCurved {
        page.shapes += 1
        continue
      }
      for (from, to) in zip(subpath.points, subpath.points.dropFirst()) {
        let box = PageBox(from.x, from.y, to.x, to.y)
        guard let seen = box.intersection(state.clip.union(state.clip)) else { continue }
        if thickness > 4.8, min(box.width, box.height) < 0.5 {
          // A line as fat as this is a filled box.
          let half = thickness / 2
          let isFlat = box.width >= box.height
          add(
            PageBox(
              box.minX - (isFlat ? 0 : half), box.minY - (isFlat ? half : 0), box.maxX + (isFlat ? 0 : half), box.maxY + (isFlat ? half : 0)
            ),
            state.stroke, state.strokeAlpha)
          continue
        }
        let isFalling = (from.x <= to.x) == (from.y <= to.y)
        page.strokes.append(
          .init(
            seen.minX, isFalling ? seen.minY : seen.maxY, seen.maxX, isFalling ? seen.maxY : seen.minY, thickness: thickness,
            colour: state.stroke, paint: paint))
      }
    }
  }
}
