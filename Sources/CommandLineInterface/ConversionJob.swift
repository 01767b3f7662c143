import Conversion
import Diagnostics
import ReportChecks
import ReportModel
import ReportWriters
import SafeFiles

/// What one call of `convert` is to do, however it was asked for.
struct ConversionJob {
  var inputs: [String]
  /// By the ending of the output, where it is not said; else XML.
  var to: OutputFormat?
  var output: String?
  /// The name of the file is filled in for each input.
  var reading = ReadingOptions()
  /// Long, where it is not said.
  var csvLayout: CSVWriter.Layout?
  var byteOrderMark = false
  var punctuation: OfficialTextWriter.Punctuation = .asWritten

  func run(_ console: inout Console) {
    if let misuse {
      console.misuse(misuse)
      return
    }
    let format = to ?? output.flatMap(OutputFormat.init(fileName:)) ?? .xml
    guard let targets = targets(format, &console) else { return }
    if inputs.count > 1 { ThisProcess.keepFreedMemory() }
    for (index, path) in inputs.enumerated() {
      convert(path, to: targets[index], as: format, &console)
    }
    console.finish()
  }

  /// What of the options can't be meant.
  private var misuse: Message? {
    let format = to ?? output.flatMap(OutputFormat.init(fileName:))
    if format == nil, let output, inputs.count == 1, !FileSystem.isDirectory(output), !output.hasSuffix("/"),
      let name = output.split(separator: "/").last, name.dropFirst().contains(".")
    {
      return Message(
        zh: "输出文件“\(output)”的扩展名不是 .txt、.xml、.csv、.json、.docx、.xlsx、.html；请用 --to 指定格式",
        en: "the ending of \(output) is none of .txt .xml .csv .json .docx .xlsx .html; name the format with --to")
    }
    if (csvLayout != nil || byteOrderMark), format != .csv {
      return Message(zh: "--csv-layout 和 --bom 只用于 CSV 输出", en: "--csv-layout and --bom are for CSV")
    }
    if inputs.count > 1, let output, FileSystem.exists(output), !FileSystem.isDirectory(output) {
      return Message(zh: "多个输入文件需要输出目录，而“\(output)”是一个文件", en: "several inputs need a directory, and \(output) is a file")
    }
    return nil
  }

  /// Where each input goes; `nil` for standard output.
  private func targets(_ format: OutputFormat, _ console: inout Console) -> [String?]? {
    guard let output else {
      guard inputs.count == 1 else {
        console.misuse(Message(zh: "多个输入文件需要用 -o 指定输出目录", en: "several inputs need -o with a directory"))
        return nil
      }
      return [nil]
    }
    if console.refusesName(of: output) { return nil }
    let isDirectory = FileSystem.isDirectory(output)
    if inputs.count == 1, !isDirectory, !output.hasSuffix("/") {
      return console.refusesToOverwrite(inputs, with: output) ? nil : [output]
    }
    do {
      if !isDirectory { try FileSystem.makeDirectory(output.hasSuffix("/") ? String(output.dropLast()) : output) }
    } catch {
      console.fail(error)
      return nil
    }
    let directory = output.hasSuffix("/") ? output : output + "/"
    let bases = inputs.map { $0 == "-" ? "stdin" : $0.split(separator: "/").last.map(String.init) ?? $0 }
    let stems = bases.map { base in base.lastIndex(of: ".").flatMap { $0 == base.startIndex ? nil : String(base[..<$0]) } ?? base }
    // Inputs that differ only in their ending keep it.
    var uses: [String: Int] = [:]
    for stem in stems { uses[stem, default: 0] += 1 }
    let names = zip(bases, stems).map { base, stem in "\(uses[stem] == 1 ? stem : base).\(format.fileEnding)" }
    var seen: Set<String> = []
    for (name, path) in zip(names, inputs) where !seen.insert(name).inserted {
      console.misuse(Message(zh: "有多个输入文件会写成同一个文件“\(name)”：\(path)", en: "more than one input would be written to \(name): \(path)"))
      return nil
    }
    // Beside its input lands what has the name of one.
    var inputsByName: [String: [String]] = [:]
    for (base, path) in zip(bases, inputs) { inputsByName[base, default: []].append(path) }
    for name in names where console.refusesToOverwrite(inputsByName[name] ?? [], with: directory + name) { return nil }
    return names.map { directory + $0 }
  }

  private func convert(_ path: String, to target: String?, as format: OutputFormat, _ console: inout Console) {
    let name = path == "-" ? (console.language == .chinese ? "标准输入" : "standard input") : path
    do {
      let bytes = try FileSystem.input(path, limit: reading.limits.inputBytes)
      var reading = reading
      reading.fileName = path == "-" ? nil : path.split(separator: "/").last.map(String.init)
      let results = try ReportReader.read(bytes, options: reading)
      if format == .xml, results.count > 1 {
        throw Refusal(
          "several-reports",
          Message(zh: "文件含有\(results.count)份报告，XML 每个文件只能有一份", en: "the file holds \(results.count) reports; an XML file holds one"))
      }
      var options = WritingOptions(format: format)
      options.csvLayout = csvLayout ?? .long
      options.byteOrderMark = byteOrderMark
      options.punctuation = punctuation
      let out = ReportWriter.write(results.map(\.report), options: options)
      if let target { try FileSystem.write(out, to: target) } else { try FileSystem.writeToStandardOutput(out) }
      for result in results {
        // Who reads a document says what it lacks; of a file of ours nobody has said it.
        console.report(result.isRecognised ? result.diagnostics : result.diagnostics + Checker.gaps(in: result.report), of: name)
      }
    } catch {
      console.stop(error, file: name)
    }
  }
}
