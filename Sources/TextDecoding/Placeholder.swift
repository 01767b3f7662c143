// TextDecoding
