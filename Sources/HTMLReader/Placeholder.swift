// HTMLReader
