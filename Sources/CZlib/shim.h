#include <zlib.h>

// deflateInit2 is a macro that Swift cannot import.
static inline int esep_deflate_init(z_stream *stream, int level, int window) {
  return deflateInit2(stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
}
