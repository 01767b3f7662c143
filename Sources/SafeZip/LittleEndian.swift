/// Numbers of ZIP's records: the lower byte first. The caller knows that they are there. Source: APPNOTE.TXT 6.3.10, §4.4.1.1.
extension [UInt8] {
  func uint16(_ place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }
  func uint32(_ place: Int) -> Int { uint16(place) | uint16(place + 2) << 16 }
}
