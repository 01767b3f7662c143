/// Which encoding a code page or a font means.
extension RTFFile {
  static func encoding(ofCodePage page: Int) -> String {
    switch page {
    case 936, 54936: "gbk"
    case 950: "big5"
    case 932: "shift_jis"
    case 949: "euc-kr"
    case 874: "windows-874"
    case 1250...1258: "windows-\(page)"
    case 10000: "macintosh"
    case 65001: "utf-8"
    default: "windows-1252"
    }
  }

  /// Source: Rich Text Format Specification 1.9.1, \fcharsetN.
  static func encoding(ofCharset charset: Int) -> String? {
    switch charset {
    case 0: "windows-1252"
    case 77: "macintosh"
    case 128: "shift_jis"
    case 129: "euc-kr"
    case 134: "gbk"
    case 136: "big5"
    case 161: "windows-1253"
    case 162: "windows-1254"
    case 163: "windows-1258"
    case 177: "windows-1255"
    case 178: "windows-1256"
    case 186: "windows-1257"
    case 204: "windows-1251"
    case 222: "windows-874"
    case 238: "windows-1250"
    default: nil
    }
  }
}
