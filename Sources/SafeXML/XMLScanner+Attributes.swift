/// Attributes and namespaces. Source: XML 1.0 §3.1, §3.3.3; Namespaces in XML 1.0 §2 to §6.
extension XMLScanner {
  mutating func attribute() -> Bool {
    guard let (name, known) = name(isAttribute: true), let quote = openingQuote() else { return false }
    let start = index
    // Most values stay where they are.
    var place = index
    while place < count {
      if place + 8 <= count {
        let plain = unsafe EightBytes(bytes, at: place).lengthOfPlainValue
        place += plain
        if plain == 8 { continue }
      }
      let byte = unsafe bytes[place]
      if byte != quote, Self.isPlain(byte) {
        place += 1
        continue
      }
      if byte == quote {
        index = place + 1
        guard place - start < Self.longestValue else { return false }
        let attribute = PendingAttribute(name: name, id: known, valueStart: start, valueEnd: place, isCopied: false)
        attributes.append(attribute)
        // All declarations begin with x.
        return unsafe bytes[name.start] != 0x78 || declare(attribute)
      }
      if byte == 0x22 || byte == 0x27 {
        place += 1
      } else if byte >= 0x80 {
        index = place
        guard let length = sequence() else { return false }
        place += length
      } else {
        break
      }
    }
    index = place
    return unusualValue(name, start, quote)
  }

  /// Neither a quotation mark nor `&` nor `<`, no control character, ASCII.
  @inline(__always) static func isPlain(_ byte: UInt8) -> Bool {
    let set: UInt64 = byte < 0x40 ? 0xEFFF_FF3B_0000_0000 : byte < 0x80 ? .max : 0
    return set >> UInt64(byte & 0x3F) & 1 != 0
  }

  /// A value with references or white space that is replaced. Source: XML 1.0 §3.3.3, Attribute-Value Normalization.
  mutating func unusualValue(_ name: Name, _ start: Int, _ quote: UInt8) -> Bool {
    let copy = value.count
    unsafe value.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: index - start))
    while index < count {
      let byte = unsafe bytes[index]
      if byte == quote {
        guard value.count - copy < Self.longestValue else { return false }
        attributes.append(PendingAttribute(name: name, id: -1, valueStart: copy, valueEnd: value.count, isCopied: true))
        index += 1
        return declare(attributes[attributes.count - 1])
      }
      switch byte {
      case 0x3C: return false
      case 0x26:
        guard let scalar = reference() else { return false }
        for unit in UTF8.encode(scalar).map({ Array($0) }) ?? [] { value.append(unit) }
      case 0x0D:
        value.append(0x20)
        index += index + 1 < count && (unsafe bytes[index + 1] == 0x0A) ? 2 : 1
      case 0x09, 0x0A:
        value.append(0x20)
        index += 1
      case 0..<0x20: return false
      case 0x80...:
        guard let length = sequence() else { return false }
        unsafe value.append(contentsOf: UnsafeBufferPointer(start: bytes + index, count: length))
        index += length
      default:
        value.append(byte)
        index += 1
      }
    }
    return false
  }

  /// Takes a declaration of a namespace; any other attribute waits.
  mutating func declare(_ attribute: PendingAttribute) -> Bool {
    let name = attribute.name
    guard unsafe bytes[name.start] == 0x78, name.length >= 5, matches("xmlns", at: name.start) else { return true }
    let prefix: Name
    if name.length == 5 {
      prefix = Name(start: name.start, length: 0)
    } else if unsafe bytes[name.start + 5] == 0x3A {
      prefix = Name(start: name.start + 6, length: name.length - 6)
    } else {
      return true
    }
    // Values that had to be copied, and those that are no plain URI, are for libxml2: it has opinions on them.
    guard !attribute.isCopied else { return false }
    guard isPlainURI(attribute.valueStart..<attribute.valueEnd) else { return false }
    let length = attribute.valueEnd - attribute.valueStart
    let namespace = unsafe String(decoding: UnsafeBufferPointer(start: bytes + attribute.valueStart, count: length), as: UTF8.self)
    if name.length > 5 {
      guard length > 0, prefix.length > 0, Self.startsName(unsafe bytes[prefix.start]), !matches("xml", at: prefix.start) else {
        return false
      }
    }
    guard namespace != "http://www.w3.org/XML/1998/namespace", namespace != "http://www.w3.org/2000/xmlns/" else { return false }
    for place in 0..<prefix.length where unsafe bytes[prefix.start + place] == 0x3A { return false }
    // One prefix twice on one element is an error.
    let mark = bindings.count - bindingsOfTag
    for place in mark..<bindings.count where same(bindings[place].prefix, prefix) { return false }
    bindings.append(Binding(prefix: prefix, namespace: namespace))
    bindingsOfTag += 1
    _ = attributes.popLast()
    forget()
    return true
  }

  /// Hands the attributes to the builder; none may be there twice, by its written or by its expanded name.
  ///
  /// - Parameter areKnown: the tag declares no prefix, so that numbers found before still hold.
  mutating func put(areKnown: Bool) -> Bool {
    bindingsOfTag = 0
    for place in 0..<attributes.count {
      let attribute = attributes[place]
      guard let id = areKnown && attribute.id >= 0 ? attribute.id : attributeID(attribute.name) else { return false }
      for other in 0..<place where attributes[other].id == id { return false }
      attributes[place].id = id
      if attribute.isCopied {
        builder.attribute(id, value[attribute.valueStart..<attribute.valueEnd])
      } else {
        unsafe builder.attribute(
          id, UnsafeBufferPointer(start: bytes + attribute.valueStart, count: attribute.valueEnd - attribute.valueStart))
      }
    }
    return true
  }

  mutating func elementID(_ name: Name) -> Int32? {
    if let id = unsafe names.find(bytes, count, name.start, name.length, isAttribute: false) { return id }
    guard let (prefix, local) = parts(name) else { return nil }
    var namespace: String?
    if prefix.length == 0 || !matchesWhole("xml", prefix) {
      namespace = binding(prefix)
      if prefix.length > 0, namespace == nil { return nil }
    } else {
      namespace = "http://www.w3.org/XML/1998/namespace"
    }
    return remember(name, local, namespace, isAttribute: false)
  }

  mutating func attributeID(_ name: Name) -> Int32? {
    if let id = unsafe names.find(bytes, count, name.start, name.length, isAttribute: true) { return id }
    guard let (prefix, local) = parts(name) else { return nil }
    var namespace: String?
    if prefix.length > 0 {
      if matchesWhole("xml", prefix) {
        namespace = "http://www.w3.org/XML/1998/namespace"
      } else {
        namespace = binding(prefix)
        if namespace == nil { return nil }
      }
    }
    return remember(name, local, namespace, isAttribute: true)
  }

  mutating func remember(_ name: Name, _ local: Name, _ namespace: String?, isAttribute: Bool) -> Int32 {
    let id = unsafe builder.nameID(
      local: UnsafeBufferPointer(start: bytes + local.start, count: local.length), namespace: namespace)
    unsafe names.insert(bytes, count, name.start, name.length, isAttribute: isAttribute, id)
    return id
  }

  func binding(_ prefix: Name) -> String? {
    var place = bindings.count
    while place > 0 {
      place -= 1
      if same(bindings[place].prefix, prefix) { return bindings[place].namespace }
    }
    return nil
  }

  /// Prefix and local part; `nil` for more than one colon, or one at an end.
  func parts(_ name: Name) -> (prefix: Name, local: Name)? {
    var colon = -1
    for place in 0..<name.length where unsafe bytes[name.start + place] == 0x3A {
      if colon >= 0 { return nil }
      colon = place
    }
    if colon < 0 { return (Name(start: name.start, length: 0), name) }
    guard colon > 0, colon + 1 < name.length else { return nil }
    // The local part is a name of its own.
    guard Self.startsName(unsafe bytes[name.start + colon + 1]) else { return nil }
    let prefix = Name(start: name.start, length: colon)
    guard !matchesWhole("xmlns", prefix) else { return nil }
    return (prefix, Name(start: name.start + colon + 1, length: name.length - colon - 1))
  }
}
