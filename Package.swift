// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Release executables carry the Swift runtime: they start faster and run where no toolchain is.
/// The libraries are what the static FoundationEssentials (used by the argument parser) leaves to be named.
let staticRuntime: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib", "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization"],
    .when(platforms: [.linux], configuration: .release))
]

/// A library target of ours: the settings are the same for all of them.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// `data`: folders of goldens and cases beside the tests.
func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: data, swiftSettings: settings)
}

func command(_ name: String, path: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["CommandLineInterface"], path: path, swiftSettings: settings,
    linkerSettings: staticRuntime)
}

let package = Package(
  name: "nianbao",
  products: [
    .library(name: "Nianbao", targets: ["Nianbao"]),
    .executable(name: "nianbao", targets: ["nianbao"]),
    .executable(name: "convert", targets: ["convert"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // The system libraries: a module map and a shim header each, no Swift.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),

    .target(name: "CLinux"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    // The only importers of the three above: bytes in, plain values out.
    module("SafeXML", ["CLibXML2", "Diagnostics"]),
    module("SafeZip", ["CLibZip", "Diagnostics"]),

    module("SafeSQLite", ["CSQLite"]),

    // Files by system calls, for the ends of the pipeline.
    module("SafeFiles", ["CLinux"]),

    // Vocabulary that everything shares.
    module("Diagnostics"),
    module("JSONText"),
    module("Digest"),
    module("TextDecoding", ["Diagnostics"]),
    module("HTMLSyntax", ["Diagnostics"]),
    module("DocumentTree", ["Diagnostics", "JSONText"]),
    module("ReportModel", ["Diagnostics"]),

    // Bytes → document tree.
    module("PlainTextReader", ["DocumentTree", "Diagnostics", "TextDecoding"]),
    module("OfficePackaging", ["Diagnostics", "Digest", "SafeXML", "SafeZip"]),
    module("WordText", ["DocumentTree", "Diagnostics"]),
    module("DOCXReader", ["OfficePackaging", "WordText", "DocumentTree", "Diagnostics", "SafeXML"]),
    module("WordAnnotator", ["DOCXReader", "OfficePackaging", "DocumentTree", "Diagnostics", "SafeXML", "SafeZip"]),
    module("RTFReader", ["WordText", "DocumentTree", "Diagnostics", "TextDecoding"]),
    module("DOCReader", ["OfficePackaging", "WordText", "DocumentTree", "Diagnostics"]),
    module("XLSXReader", ["OfficePackaging", "DocumentTree", "Diagnostics", "SafeXML"]),
    module("WebArchive", ["Diagnostics", "Digest", "HTMLSyntax"]),
    module("HTMLReader", ["DocumentTree", "Diagnostics", "HTMLSyntax", "TextDecoding"]),

    // Document tree + forms → report; report → findings; report ↔ bytes.
    module("FormRecognition", ["DocumentTree", "ReportModel", "Diagnostics"]),
    module("ReportChecks", ["ReportModel", "Diagnostics"]),
    module("FindingWriters", ["ReportChecks", "ReportModel", "Diagnostics", "JSONText"]),
    module("ReportWriters", ["ReportModel", "Diagnostics", "JSONText"]),
    module("CanonicalReaders", ["ReportModel", "Diagnostics", "SafeXML", "JSONText"]),

    // Where readers and writers meet, and what the outside imports.
    module(
      "Conversion",
      [
        "Diagnostics", "DocumentTree", "ReportModel", "OfficePackaging", "PlainTextReader", "DOCXReader", "DOCReader", "RTFReader",
        "XLSXReader",
        "HTMLReader", "WebArchive",
        "FormRecognition", "ReportWriters", "CanonicalReaders", "TextDecoding", "Digest",
      ]),
    module(
      "Nianbao",
      [
        "Conversion", "ReportChecks", "FindingWriters", "ReportModel", "Diagnostics", "DocumentTree", "WordAnnotator",
      ]),

    // Many files: worker processes, a catalogue, one clean collection.
    module(
      "ArchiveNormaliser",
      [
        "Conversion", "ReportChecks", "FindingWriters", "ReportModel", "ReportWriters", "CanonicalReaders", "FormRecognition",
        "Diagnostics",
        "DocumentTree", "JSONText",
        "Digest", "TextDecoding", "SafeFiles", "SafeSQLite", "SafeZip",
      ]),

    // The command line.
    module(
      "CommandLineInterface",
      [
        "Nianbao", "Conversion", "ReportChecks", "FindingWriters", "ReportModel", "ReportWriters", "Diagnostics",
        "DocumentTree", "JSONText", "SafeFiles", "ArchiveNormaliser", "WordAnnotator", "DOCXReader",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    command("nianbao", path: "Sources/nianbao-command"),
    command("convert", path: "Sources/convert-command"),

    // Archives of invented reports with their truth, for tests and measurements; not installed.
    .executableTarget(
      name: "synthetic-archive", dependencies: ["TestSupport", "Conversion", "ReportModel"], path: "Sources/synthetic-archive",
      swiftSettings: [.swiftLanguageMode(.v6)]),

    // Files made to break the tool, and the judge of what became of them; not installed.
    .executableTarget(
      name: "hostile-files", dependencies: ["TestSupport"], path: "Sources/hostile-files", swiftSettings: [.swiftLanguageMode(.v6)]),

    module(
      "TestSupport",
      ["DocumentTree", "ReportModel", "Diagnostics", "SafeZip", "Conversion", "ReportWriters"]),

    tests("ArchiveNormaliserTests", ["ArchiveNormaliser", "ReportModel", "Diagnostics", "Digest", "SafeFiles", "SafeZip"]),
    // The executables as they were built; replayed from text files.
    tests("CommandTests", [], data: ["Cases"]),
    tests("SafeFilesTests", ["SafeFiles"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("JSONTextTests", ["JSONText"]),
    tests(
      "ReportWritersTests",
      ["ReportWriters", "CanonicalReaders", "ReportModel", "Diagnostics", "JSONText", "SafeXML"]),
    tests(
      "ReportChecksTests",
      [
        "ReportChecks", "FindingWriters", "Conversion", "ReportModel", "Diagnostics", "JSONText", "FormRecognition", "ReportWriters",
        "CanonicalReaders",
      ]),
    tests(
      "CanonicalReadersTests",
      ["ReportWriters", "CanonicalReaders", "ReportModel", "Diagnostics", "JSONText", "SafeXML"]),
    tests("ReportModelTests", ["ReportModel"]),
    tests(
      "ConversionTests", ["Conversion", "ReportModel", "ReportWriters", "Diagnostics", "DocumentTree"], data: ["Golden"]),
    tests(
      "FormRecognitionTests",
      ["FormRecognition", "PlainTextReader", "DocumentTree", "ReportModel", "ReportWriters", "CanonicalReaders", "Diagnostics"]),
    tests("HTMLReaderTests", ["HTMLReader", "Conversion", "ReportModel", "DocumentTree", "Diagnostics"]),
    tests("TextDecodingTests", ["TextDecoding", "Diagnostics"]),
    tests("SafeXMLTests", ["SafeXML", "SafeZip", "Diagnostics"]),
    tests("SafeZipTests", ["SafeZip", "Diagnostics"]),
    tests("DOCXReaderTests", ["DOCXReader", "OfficePackaging", "DocumentTree", "Diagnostics", "SafeXML", "SafeZip"], data: ["Golden"]),
    tests(
      "WordAnnotatorTests",
      [
        "WordAnnotator", "DOCXReader", "OfficePackaging", "FindingWriters", "ReportChecks", "ReportModel", "Conversion", "DocumentTree",
        "Diagnostics", "SafeXML", "SafeZip",
      ], data: ["Golden"]),
    tests("WordTextTests", ["WordText"]),
    tests(
      "DOCReaderTests", ["DOCReader", "OfficePackaging", "Conversion", "DocumentTree", "Diagnostics", "ReportModel"], data: ["Golden"]),
    tests("RTFReaderTests", ["RTFReader", "DocumentTree", "Diagnostics"]),
    tests("WebArchiveTests", ["WebArchive", "Conversion", "DocumentTree", "Diagnostics", "ReportModel"]),
    tests("XLSXReaderTests", ["XLSXReader", "Conversion", "DocumentTree", "Diagnostics", "ReportModel", "SafeZip"]),
  ]
)
