// CanonicalReaders
