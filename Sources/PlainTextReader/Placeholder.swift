// PlainTextReader
