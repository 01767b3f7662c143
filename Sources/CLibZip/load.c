#include "CLibZip.h"

#include <dlfcn.h>
#include <stddef.h>

// The library by the names that its versions have had on Linux, the one that this was compiled against among them.
static void *library(void) {
  static const char *const names[] = {"libzip.so.5", "libzip.so.4", "libzip.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
    if (handle) return handle;
  }
  return NULL;
}

_Bool nianbao_load_libzip(nianbao_libzip *calls) {
  void *handle = library();
  if (!handle) return 0;
#define LOAD(name)                                              \
  calls->name = (__typeof__(calls->name))dlsym(handle, "zip_" #name); \
  if (!calls->name) return 0
  LOAD(discard);
  LOAD(error_code_zip);
  LOAD(error_fini);
  LOAD(error_strerror);
  LOAD(fclose);
  LOAD(fopen_index);
  LOAD(fread);
  LOAD(get_name);
  LOAD(get_num_entries);
  LOAD(open_from_source);
  LOAD(source_buffer_create);
  LOAD(source_file_create);
  LOAD(source_free);
  LOAD(stat_index);
#undef LOAD
  return 1;
}
