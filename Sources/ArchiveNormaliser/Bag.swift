import Digest
import SafeFiles

/// A BagIt bag around the collection: manifests with SHA-256 for everything under `data/`. Source: RFC 8493.
enum Bag {
  static func seal(_ folder: String) throws(FileError) {
    var (octets, streams) = (0, 0)
    let manifest = try OutputFile(folder + "/manifest-sha256.txt")
    var pending = [Array((folder + "/data").utf8)]
    while let path = pending.popLast() {
      let entry = try FileEntry(at: path)
      if entry.kind == .folder {
        for name in try FileSystem.names(in: path).reversed() { pending.append(path + [0x2F] + name) }
        continue
      }
      let bytes = try FileSystem.read(path)
      octets += bytes.count
      streams += 1
      let name = Self.encoded(path.dropFirst(folder.utf8.count + 1))
      try manifest.write("\(SHA256.hexadecimal(bytes))  \(name)\n")
    }
    try manifest.finish()
    try write(folder, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    try write(folder, "bag-info.txt", "Bag-Software-Agent: nianbao\nPayload-Oxum: \(octets).\(streams)\n")
    var tags = ""
    for name in ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"] {
      tags += "\(SHA256.hexadecimal(try FileSystem.read(folder + "/" + name)))  \(name)\n"
    }
    try write(folder, "tagmanifest-sha256.txt", tags)
  }

  private static func write(_ folder: String, _ name: String, _ text: String) throws(FileError) {
    let file = try OutputFile(folder + "/" + name)
    try file.write(text)
    try file.finish()
  }

  /// Line breaks and % in names are percent-encoded. Source: RFC 8493 §2.1.3.
  private static func encoded(_ name: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in name {
      switch byte {
      case 0x0A: out += Array("%0A".utf8)
      case 0x0D: out += Array("%0D".utf8)
      case 0x25: out += Array("%25".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
