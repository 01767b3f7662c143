import DOCXReader
import Diagnostics
import DocumentTree
import TestSupport
import Testing

/// One document in the ways in which archives can be written. Made with Python's zipfile.
@Suite struct PackagingTests {
  private func read(_ name: String) throws -> Document {
    try DOCXReader.read(try #require(PackageFiles.bytes("Tests/Fixtures/zip/\(name).docx")))
  }

  @Test(arguments: ["data-descriptors", "zip64", "stored-document-first", "backslashes"])
  func packagesOfEveryMakingAreRead(_ name: String) throws {
    #expect(texts(try read(name).blocks) == ["年报"])
  }

  @Test(arguments: [("bzip2", "package-compression"), ("encrypted-entries", "input-encrypted")])
  func whatCannotBeUnpackedIsNamed(_ name: String, _ code: String) {
    #expect {
      try read(name)
    } throws: { error in
      (error as? Refusal)?.code.rawValue == code
    }
  }

  @Test func aPartThatInflatesBeyondReasonIsRefused() throws {
    var limits = Limits()
    limits.partBytes = 100
    let bytes = try #require(PackageFiles.bytes("Tests/Fixtures/zip/data-descriptors.docx"))
    #expect {
      try DOCXReader.read(bytes, limits: limits)
    } throws: { error in
      (error as? Refusal)?.code == "limit-package"
    }
  }
}
