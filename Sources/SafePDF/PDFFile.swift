import CDeflate
import CQPDF

/// qpdf as it was loaded: once, at the first PDF.
enum QPDF {
  /// `nil` where the library is not installed. What is loaded is never changed and never unloaded.
  nonisolated(unsafe) static let calls: nianbao_qpdf? = {
    var calls = unsafe nianbao_qpdf()
    return unsafe nianbao_load_qpdf(&calls) ? calls : nil
  }()
}

/// Why there are no objects to be had.
public enum PDFError: Error, Hashable, Sendable {
  case noLibrary
  /// It asks for a password to be opened.
  case encrypted
  case damaged(String)
}

/// The objects of a PDF in memory, decrypted and repaired by qpdf. Owns qpdf's handle and the bytes that it reads from.
///
/// Not for several threads at once.
@safe public final class PDFFile {
  fileprivate let calls: nianbao_qpdf
  fileprivate var data: qpdf_data?
  private let bytes: UnsafeMutableRawBufferPointer
  /// Handles are kept until the file is closed; a file that asks for more than this gets no more.
  fileprivate var handles = 0
  fileprivate static let mostHandles = 6_000_000
  /// Bytes of one stream, and of all that were asked for.
  fileprivate let streamLimit: Int
  fileprivate var allowance: Int
  /// A stream that passes a limit was left out.
  public fileprivate(set) var passedLimit = false

  public init(_ input: [UInt8], streamLimit: Int, totalLimit: Int) throws(PDFError) {
    guard let calls = unsafe QPDF.calls else { throw .noLibrary }
    unsafe self.calls = unsafe calls
    self.streamLimit = streamLimit
    allowance = totalLimit
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(input.count, 1), alignment: 1)
    unsafe copy.copyBytes(from: input)
    unsafe bytes = unsafe copy
    unsafe data = unsafe calls.`init`()
    unsafe calls.silence_errors(data)
    unsafe calls.set_suppress_warnings(data, 1)
    let result = unsafe calls.read_memory(data, "input", copy.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(input.count), nil)
    if result & 2 != 0 {
      let error = unsafe calls.get_error(data)
      let code = unsafe calls.get_error_code(data, error)
      let detail = unsafe calls.get_error_message_detail(data, error).map { unsafe String(cString: $0) } ?? ""
      throw code == qpdf_e_password ? .encrypted : .damaged(detail)
    }
  }

  deinit {
    unsafe calls.cleanup(&data)
    unsafe bytes.deallocate()
  }

  public var pageCount: Int {
    let count = unsafe Int(calls.get_num_pages(data))
    takeError()
    return max(count, 0)
  }

  /// The dictionary of a page, from 0.
  public func page(_ index: Int) -> PDFObject { wrap(unsafe calls.get_page_n(data, Int(index))) }
  public var catalog: PDFObject { wrap(unsafe calls.get_root(data)) }
  public var trailer: PDFObject { wrap(unsafe calls.get_trailer(data)) }

  /// What qpdf had to repair or pass over so far; each is handed out once.
  public func takeWarnings(limit: Int = 20) -> (texts: [String], count: Int) {
    var texts: [String] = []
    var count = 0
    while unsafe calls.more_warnings(data) != 0, count < 100_000 {
      let warning = unsafe calls.next_warning(data)
      count += 1
      if texts.count < limit, let text = unsafe calls.get_error_message_detail(data, warning) { texts.append(unsafe String(cString: text)) }
    }
    return (texts, count)
  }

  fileprivate func takeError() {
    if unsafe calls.has_error(data) != 0 { _ = unsafe calls.get_error(data) }
  }

  fileprivate func wrap(_ handle: qpdf_oh) -> PDFObject {
    handles += 1
    takeError()
    return PDFObject(file: self, handle: handle)
  }

  fileprivate func streamData(_ handle: qpdf_oh, _ level: qpdf_stream_decode_level_e) -> [UInt8]? {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    var isFiltered: Int32 = 0
    let result = unsafe calls.oh_get_stream_data(data, handle, level, &isFiltered, &buffer, &count)
    takeError()
    guard unsafe result & 2 == 0, let buffer = unsafe buffer else { return nil }
    defer { unsafe nianbao_qpdf_free(buffer) }
    if level != qpdf_dl_none, isFiltered == 0 { return nil }
    return unsafe Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// zlib's data, inflated to no more than a limit; `nil` where it is damaged or larger.
  fileprivate static func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var size = min(max(bytes.count * 6, 4096), limit)
    while true {
      var result = LIBDEFLATE_BAD_DATA
      let out = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
        unsafe bytes.withUnsafeBytes { source in
          var written = 0
          unsafe result = libdeflate_zlib_decompress(decompressor, source.baseAddress, source.count, target.baseAddress, size, &written)
          count = result == LIBDEFLATE_SUCCESS ? min(written, size) : 0
        }
      }
      if result == LIBDEFLATE_SUCCESS { return out }
      guard result == LIBDEFLATE_INSUFFICIENT_SPACE, size < limit else { return nil }
      size = min(size * 4, limit)
    }
  }
}

/// An object of a file. Missing ones are null; every question has an answer.
public struct PDFObject {
  fileprivate let file: PDFFile
  fileprivate let handle: qpdf_oh

  private var code: qpdf_object_type_e {
    handle == 0 || file.handles > PDFFile.mostHandles ? ot_null : unsafe file.calls.oh_get_type_code(file.data, handle)
  }

  public var isNull: Bool { code == ot_null || code == ot_uninitialized }
  public var isStream: Bool { code == ot_stream }
  public var isDictionary: Bool { code == ot_dictionary || code == ot_stream }
  public var isArray: Bool { code == ot_array }
  public var isName: Bool { code == ot_name }
  public var isString: Bool { code == ot_string }
  /// 0 for direct objects.
  public var id: Int { handle == 0 ? 0 : unsafe Int(file.calls.oh_get_object_id(file.data, handle)) }

  public var number: Double? {
    guard code == ot_integer || code == ot_real else { return nil }
    let value = unsafe file.calls.oh_get_numeric_value(file.data, handle)
    return value.isFinite && abs(value) < 1e12 ? value : nil
  }
  public var integer: Int? { number.flatMap { Int(exactly: $0.rounded(.towardZero)) } }
  public var boolean: Bool? { code == ot_boolean ? unsafe file.calls.oh_get_bool_value(file.data, handle) != 0 : nil }

  /// Without its solidus.
  public var name: String? {
    guard code == ot_name, let text = unsafe file.calls.oh_get_name(file.data, handle) else { return nil }
    return String(unsafe String(cString: text).dropFirst())
  }

  public var string: [UInt8]? {
    guard code == ot_string else { return nil }
    var count = 0
    guard let text = unsafe file.calls.oh_get_binary_string_value(file.data, handle, &count) else { return nil }
    return unsafe UnsafeBufferPointer(start: text, count: count).map { UInt8(bitPattern: $0) }
  }

  public var count: Int { code == ot_array ? unsafe max(0, Int(file.calls.oh_get_array_n_items(file.data, handle))) : 0 }

  public subscript(_ index: Int) -> PDFObject {
    file.wrap(
      code == ot_array && index >= 0 && index < Int(Int32.max) ? unsafe file.calls.oh_get_array_item(file.data, handle, Int32(index)) : 0)
  }

  /// The items of an array; the object itself where it is none.
  public var items: [PDFObject] { isArray ? (0..<min(count, 1_000_000)).map { self[$0] } : isNull ? [] : [self] }
  public var numbers: [Double] { isArray ? (0..<min(count, 4096)).compactMap { self[$0].number } : [] }

  public subscript(_ key: String) -> PDFObject {
    guard isDictionary else { return file.wrap(0) }
    let dictionary = isStream ? unsafe file.calls.oh_get_dict(file.data, handle) : handle
    return file.wrap(unsafe file.calls.oh_get_key(file.data, dictionary, "/" + key))
  }

  public var keys: [String] {
    guard isDictionary else { return [] }
    let dictionary = isStream ? unsafe file.calls.oh_get_dict(file.data, handle) : handle
    unsafe file.calls.oh_begin_dict_key_iter(file.data, dictionary)
    var keys: [String] = []
    while unsafe file.calls.oh_dict_more_keys(file.data) != 0, keys.count < 1_000_000 {
      guard let key = unsafe file.calls.oh_dict_next_key(file.data) else { break }
      keys.append(String(unsafe String(cString: key).dropFirst()))
    }
    return keys
  }

  /// The bytes of a stream, its filters undone; `nil` where that can't be done, or a limit is passed.
  public var data: [UInt8]? {
    guard isStream, let raw = file.streamData(handle, qpdf_dl_none) else { return nil }
    let filters = self["Filter"].items.compactMap(\.name)
    let limit = min(file.streamLimit, file.allowance)
    var out: [UInt8]?
    if filters.isEmpty { out = raw.count <= limit ? raw : nil }
    if filters == ["FlateDecode"] || filters == ["Fl"], self["DecodeParms"].isNull { out = PDFFile.inflated(raw, limit: limit) }
    if out == nil, !filters.isEmpty {
      // Deflate makes a byte of a thousandth; one filter behind another could make that of each byte again.
      let factor =
        filters.count { $0.hasPrefix("Fl") || $0.hasPrefix("LZW") || $0.hasPrefix("Run") || $0.hasPrefix("RL") } > 1 ? 8_000 : 1_032
      guard raw.count.multipliedReportingOverflow(by: factor).partialValue <= limit else {
        file.passedLimit = true
        return nil
      }
      out = file.streamData(handle, qpdf_dl_generalized)
    }
    guard let out, out.count <= limit else {
      file.passedLimit = file.passedLimit || out != nil || raw.count > limit
      return nil
    }
    file.allowance -= out.count
    return out
  }
}
