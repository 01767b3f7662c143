/// Counts through the lists of a document, paragraph by paragraph, and writes their numbers.
///
/// Instances of one abstract definition count together, unless an instance has a start override: then it begins there when
/// it is first met. Source: ISO/IEC 29500-1:2016 §17.9; Word's behaviour where that is silent.
public struct NumberingCounters: Sendable {
  public struct Label: Sendable {
    /// `一、`; empty when the level shows nothing.
    public var text: String
    public var suffix: String
    public var isBullet: Bool
    /// The formats that are not known here and were written in digits.
    public var unknownFormats: [String]

    public init(text: String, suffix: String, isBullet: Bool, unknownFormats: [String] = []) {
      self.text = text
      self.suffix = suffix
      self.isBullet = isBullet
      self.unknownFormats = unknownFormats
    }
  }

  private let definitions: NumberingDefinitions
  /// Numbering style → the numbering instance that it names.
  private let numberingStyles: [String: String]
  /// Abstract definition → value of each level, where it has been met.
  private var counters: [String: [Int: Int]] = [:]
  private var startedOverrides: Set<Override> = []
  private var resolved: [String: String] = [:]

  private struct Override: Hashable {
    var instance: String
    var level: Int
  }

  public init(_ definitions: NumberingDefinitions, numberingStyles: [String: String]) {
    self.definitions = definitions
    self.numberingStyles = numberingStyles
  }

  /// The level of a list that a paragraph style is linked to.
  public mutating func level(ofStyle style: String, in numbering: String) -> Int? {
    guard let instance = definitions.instances[numbering] else { return nil }
    // The highest level, should several name the style.
    if let own = instance.levels.filter({ $0.value.paragraphStyle == style }).keys.min() { return own }
    guard let abstract = abstractID(of: numbering) else { return nil }
    let levels = definitions.abstracts[abstract]?.levels ?? [:]
    return levels.filter { $0.value.paragraphStyle == style }.keys.min()
  }

  /// The number of the next paragraph at a level of a list; `nil` when there is no such list.
  public mutating func next(in numbering: String, level: Int) -> Label? {
    guard (0...8).contains(level), let instance = definitions.instances[numbering], let abstract = abstractID(of: numbering)
    else { return nil }
    guard let definition = self.level(level, instance, abstract) else { return nil }
    var values = counters[abstract] ?? [:]

    // A start override begins anew the first time that its instance is met at that level.
    var begins = false
    if let start = instance.startOverrides[level], startedOverrides.insert(Override(instance: numbering, level: level)).inserted {
      values[level] = start
      begins = true
    }
    if !begins {
      if let value = values[level] {
        values[level] = value + 1  // bounded by the number of paragraphs
      } else {
        values[level] = instance.startOverrides[level] ?? definition.start
      }
    }
    // Deeper levels start again, unless they say after which level only.
    for deeper in values.keys where deeper > level {
      let restart = self.level(deeper, instance, abstract)?.restart
      if restart == 0 { continue }
      if let restart, level > restart - 1 { continue }
      values[deeper] = nil
    }
    // Higher levels that were not met yet count as begun.
    for higher in 0..<level where values[higher] == nil {
      values[higher] = instance.startOverrides[higher] ?? self.level(higher, instance, abstract)?.start ?? 1
    }
    counters[abstract] = values

    if definition.format == "bullet" {
      return Label(text: definition.text, suffix: definition.suffix, isBullet: true, unknownFormats: [])
    }
    var label = Label(text: "", suffix: definition.suffix, isBullet: false, unknownFormats: [])
    var scalars = definition.text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "%" else {
        label.text.unicodeScalars.append(scalar)
        continue
      }
      guard let digit = scalars.next() else {
        label.text.append("%")
        break
      }
      guard ("1"..."9").contains(digit) else {
        label.text.append("%")
        label.text.unicodeScalars.append(digit)
        continue
      }
      let wanted = Int(digit.value) - 0x31
      guard wanted <= level, let value = values[wanted] else { continue }
      let source = self.level(wanted, instance, abstract) ?? NumberingDefinitions.Level()
      if definition.isLegal, source.format != "none" {
        label.text += NumberFormat.decimal(value)
      } else if source.format == "custom" {
        label.text += NumberFormat.custom(value, source.customFormat ?? "")
      } else if source.format == "bullet" {
        continue
      } else if let text = NumberFormat.text(value, source.format) {
        label.text += text
      } else {
        label.text += NumberFormat.decimal(value)
        label.unknownFormats.append(source.format)
      }
    }
    return label
  }

  private func level(_ number: Int, _ instance: NumberingDefinitions.Instance, _ abstract: String)
    -> NumberingDefinitions.Level?
  {
    instance.levels[number] ?? definitions.abstracts[abstract]?.levels[number]
  }

  /// The abstract definition behind an instance, through numbering styles.
  private mutating func abstractID(of numbering: String) -> String? {
    if let known = resolved[numbering] { return known }
    var current = numbering
    var seen: Set<String> = []
    var found: String?
    while seen.insert(current).inserted, let instance = definitions.instances[current] {
      found = instance.abstract
      guard let style = definitions.abstracts[instance.abstract]?.numberingStyleLink else { break }
      if let linked = definitions.styleLinks[style] {
        found = linked
        break
      }
      guard let next = numberingStyles[style] else { break }
      current = next
    }
    resolved[numbering] = found
    return found
  }
}
