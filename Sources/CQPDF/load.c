#include "CQPDF.h"

#include <dlfcn.h>
#include <stddef.h>

// The library by the names that its versions have had on Linux, the one that this was compiled against among them.
static void *library(void) {
  static const char *const names[] = {"libqpdf.so.29", "libqpdf.so.30", "libqpdf.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
    if (handle) return handle;
  }
  return NULL;
}

_Bool nianbao_load_qpdf(nianbao_qpdf *calls) {
  void *handle = library();
  if (!handle) return 0;
#define LOAD(name)                                                      \
  calls->name = (__typeof__(calls->name))dlsym(handle, "qpdf_" #name); \
  if (!calls->name) return 0;
  NIANBAO_QPDF_CALLS(LOAD)
#undef LOAD
  return 1;
}
