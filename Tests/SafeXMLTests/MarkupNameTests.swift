import Testing

@testable import SafeXML

@Suite struct MarkupNameTests {
  private func parse(_ text: String, keepsPlaces: Bool = true) throws(XMLError) -> MarkupElement {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return try MarkupTree.parse(Array("<w:p xmlns:w='\(main)'>\(text)</w:p>".utf8), options: .init(keepsPlaces: keepsPlaces)).root
  }

  @Test func everyNameIsFoundByItsSpelling() {
    let vocabulary = MarkupVocabulary.shared
    #expect(Set(vocabulary.spellings).count == vocabulary.count)
    for (number, name) in vocabulary.names.enumerated().dropFirst() {
      let parts = name.rawValue.split(separator: ":")
      let found = unsafe Array(parts[1].utf8).withUnsafeBufferPointer { unsafe vocabulary.number(of: $0, String(parts[0])) }
      #expect(found == Int32(number), "\(name)")
    }
  }

  @Test func namesThatAreNotKnownAreOther() throws {
    let p = try parse("<w:unheardOf/><t/><w:t xml:space='preserve'/>")
    #expect(p.tag == .p)
    #expect(p.children.map(\.tag) == [.other, .other, .t])
    #expect(p.children.map(\.name) == ["w:unheardOf", "t", "w:t"])
    #expect(p.first(.t)?[.xmlSpace] == "preserve")
    #expect(p.mentions(.t) && !p.mentions(.tbl))
  }

  @Test func propertiesAreLookedUpByPlace() throws {
    let p = try parse("<w:pPr><w:pStyle w:val='1'/><w:rPr><w:vanish/></w:rPr></w:pPr><w:r/>")
    let pPr = p.place(of: .pPr)
    #expect(p.value(of: .pStyle, in: pPr) == "1")
    #expect(p.place(of: .vanish, in: p.place(of: .rPr, in: pPr)) == p.first(.pPr)?.first(.rPr)?.first(.vanish)?.place)
    #expect(p.place(of: .numPr, in: pPr).isNone)
    #expect(p.value(of: .numId, in: p.place(of: .numPr, in: pPr)) == nil)
    #expect(p.place(of: .numPr, or: .rPr, in: pPr) == p.place(of: .rPr, in: pPr))
    #expect(p.hasChild(of: pPr) { $0 == .rPr })
    #expect(!p.hasChild(of: .none) { _ in true })
    #expect(p.element(at: .none) == nil)
  }

  @Test func ownTextIsToldFromTextInside() throws {
    let p = try parse("<w:r><w:t>a</w:t></w:r>")
    #expect(p.hasText && !p.hasOwnText)
    #expect(p.first(.r)?.first(.t)?.hasOwnText == true)
    #expect(try parse("<w:r/>x<w:r/>").hasOwnText)
    #expect(try !parse("<w:r/>").hasText)
  }

  @Test func placesAreKeptWhereSomeoneAsks() throws {
    #expect(try parse("\n<w:r/>").first(.r)?.line == 2)
    #expect(try parse("\n<w:r/>", keepsPlaces: false).first(.r)?.line == 0)
    #expect(try parse("<w:sz/><w:r/>").numbers(of: [1]) == [1: 2])
  }
}
