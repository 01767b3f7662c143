#pragma once
#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

/// `deflateInit2` is a macro, which Swift cannot call. Raw deflate, as ZIP holds it: no zlib header around it.
static inline int nianbao_deflate_begin(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
