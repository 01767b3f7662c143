// DOCXReader
