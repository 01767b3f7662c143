// swift-tools-version: 6.2
import PackageDescription

/// Release executables carry the Swift runtime and the C libraries: they start three times as fast and run where neither is installed.
/// `NIANBAO_LINK=dynamic` takes the shared libraries instead, as packages do that use this one: where no static ones are to be had.
let carriesLibraries = Context.environment["NIANBAO_LINK"] != "dynamic" && !Context.packageDirectory.contains("/checkouts/")

/// libxml2's headers, which pkg-config would only name together with its shared library.
let headers: [SwiftSetting] = carriesLibraries ? [.unsafeFlags(["-Xcc", "-I/usr/include/libxml2"])] : []

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ] + headers

/// What stands in such an executable: of the Swift runtime, what the static FoundationEssentials (used by the argument parser) leaves to be
/// named; of C, libxml2 with what it needs, and the others. libzip is loaded when it is needed (CLibZip).
///
/// Addresses are fixed when it is linked: 54,000 of them would have to be put right at each start.
let staticLinks: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib", "-l_FoundationCShims", "-l_FoundationCollections", "-lswiftSynchronization"]
      + (carriesLibraries
        ? ["-L", "\(Context.packageDirectory)/Scripts/static-libraries"]
          + ["-static-libgcc", "-no-pie"].flatMap { ["-Xclang-linker", $0] }
          + [
            "--no-export-dynamic", "-Bstatic", "-lxml2", "-licuuc", "-licudata", "-llzma", "-lsqlite3", "-ldeflate", "-lz",
            "-l:libstdc++.a", "-Bdynamic",
          ].flatMap { ["-Xlinker", $0] } : []),
    .when(platforms: [.linux], configuration: .release))
]

/// For executables that are not installed: shared libraries, and Foundation where they like.
let sharedLinks: [LinkerSetting] = ["xml2", "deflate", "z", "sqlite3"].map { .linkedLibrary($0, .when(configuration: .release)) }

/// A C library: static in executables for release, shared in what is built for debugging.
func shared(_ names: String...) -> [LinkerSetting] {
  names.map { .linkedLibrary($0, carriesLibraries ? .when(configuration: .debug) : nil) }
}

/// A library target of ours: the settings are the same for all of them.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], links: [LinkerSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: links)
}

/// `data`: folders of goldens and cases beside the tests.
func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], exclude: data, swiftSettings: settings)
}

func command(_ name: String, path: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["CommandLineInterface"], path: path, swiftSettings: settings,
    linkerSettings: staticLinks)
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
    .systemLibrary(name: "CLibXML2", pkgConfig: carriesLibraries ? nil : "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev", "zlib1g-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),

    // Of C, our own: libzip and qpdf by way of the dynamic loader, SHA-256 by the processor, calls of Linux.
    .target(name: "CLibZip"),
    .target(name: "CQPDF"),
    .target(name: "CDigest"),
    .target(name: "CLinux"),

    // The only importers of those above: bytes in, plain values out.
    module("SafeXML", ["CLibXML2", "Diagnostics"], links: shared("xml2")),
    module("SafeZip", ["CLibZip", "CDeflate", "Diagnostics"], links: shared("deflate", "z")),

    module("SafePDF", ["CQPDF", "CDeflate"], links: shared("deflate", "z")),

    module("SafeSQLite", ["CSQLite"], links: shared("sqlite3")),

    // Files by system calls, for the ends of the pipeline.
    module("SafeFiles", ["CLinux"]),

    // Vocabulary that everything shares.
    module("Diagnostics"),
    module("JSONText"),
    module("Digest", ["CDigest"]),
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
    module("PageLayout", ["DocumentTree", "Diagnostics"]),
    module("PDFReader", ["PageLayout", "SafePDF", "TextDecoding", "DocumentTree", "Diagnostics"]),
    module("OFDReader", ["PageLayout", "OfficePackaging", "DocumentTree", "Diagnostics", "SafeXML"]),
    module("WebArchive", ["Diagnostics", "Digest", "HTMLSyntax"]),
    module("HTMLReader", ["DocumentTree", "Diagnostics", "HTMLSyntax", "TextDecoding"]),

    // Document tree + forms → report; report → findings; report ↔ bytes.
    module("FormRecognition", ["DocumentTree", "ReportModel", "Diagnostics"]),
    module("ReportChecks", ["ReportModel", "Diagnostics"]),
    module("FindingWriters", ["ReportChecks", "ReportModel", "Diagnostics", "JSONText"]),
    module("ReportWriters", ["ReportModel", "Diagnostics", "JSONText", "SafeZip"]),
    module("CanonicalReaders", ["ReportModel", "Diagnostics", "SafeXML", "JSONText"]),

    // Where readers and writers meet, and what the outside imports.
    module(
      "Conversion",
      [
        "Diagnostics", "DocumentTree", "ReportModel", "OfficePackaging", "PlainTextReader", "DOCXReader", "DOCReader", "RTFReader",
        "XLSXReader", "OFDReader", "PDFReader",
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
        "DocumentTree", "JSONText", "SafeFiles", "ArchiveNormaliser", "WordAnnotator", "DOCXReader", "TextDecoding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    command("nianbao", path: "Sources/nianbao-command"),
    command("convert", path: "Sources/convert-command"),

    // Archives of invented reports with their truth, for tests and measurements; not installed.
    .executableTarget(
      name: "synthetic-archive", dependencies: ["TestSupport", "Conversion", "ReportModel"], path: "Sources/synthetic-archive",
      swiftSettings: [.swiftLanguageMode(.v6)] + headers, linkerSettings: sharedLinks),

    // Files made to break the tool, and the judge of what became of them; not installed.
    .executableTarget(
      name: "hostile-files", dependencies: ["TestSupport"], path: "Sources/hostile-files",
      swiftSettings: [.swiftLanguageMode(.v6)] + headers, linkerSettings: sharedLinks),

    module(
      "TestSupport",
      ["DocumentTree", "ReportModel", "Diagnostics", "SafeZip", "Conversion", "ReportWriters"]),

    tests("ArchiveNormaliserTests", ["ArchiveNormaliser", "ReportModel", "Diagnostics", "Digest", "SafeFiles", "SafeZip"]),
    // The executables as they were built; replayed from text files.
    tests("CommandTests", [], data: ["Cases"]),
    tests("SafeFilesTests", ["SafeFiles"]),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("JSONTextTests", ["JSONText"]),
    tests("DigestTests", ["Digest"]),
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
    tests("HTMLReaderTests", ["HTMLReader", "HTMLSyntax", "Conversion", "ReportModel", "DocumentTree", "Diagnostics"]),
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
    tests("PageLayoutTests", ["PageLayout", "DocumentTree", "Diagnostics"]),
    tests("PDFReaderTests", ["PDFReader", "DocumentTree", "Diagnostics"]),
    tests("OFDReaderTests", ["OFDReader", "DocumentTree", "Diagnostics", "SafeZip"]),
    tests("WebArchiveTests", ["WebArchive", "Conversion", "DocumentTree", "Diagnostics", "ReportModel"]),
    tests("XLSXReaderTests", ["XLSXReader", "Conversion", "DocumentTree", "Diagnostics", "ReportModel", "SafeZip"]),
  ]
)
