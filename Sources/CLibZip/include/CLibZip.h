#pragma once
#include <zip.h>

// libzip, loaded when the first archive needs it (dlopen(3)): it brings OpenSSL's libcrypto, whose loading takes longer than reading a
// report does, and which nearly no document asks for.

/// The calls of libzip that are used here, each by the type that its header gives it.
typedef struct {
  __typeof__(&zip_discard) discard;
  __typeof__(&zip_error_code_zip) error_code_zip;
  __typeof__(&zip_error_fini) error_fini;
  __typeof__(&zip_error_strerror) error_strerror;
  __typeof__(&zip_fclose) fclose;
  __typeof__(&zip_fopen_index) fopen_index;
  __typeof__(&zip_fread) fread;
  __typeof__(&zip_get_name) get_name;
  __typeof__(&zip_get_num_entries) get_num_entries;
  __typeof__(&zip_open_from_source) open_from_source;
  __typeof__(&zip_source_buffer_create) source_buffer_create;
  __typeof__(&zip_source_file_create) source_file_create;
  __typeof__(&zip_source_free) source_free;
  __typeof__(&zip_stat_index) stat_index;
} nianbao_libzip;

/// Loads the library; false when it isn't installed. What was loaded stays.
_Bool nianbao_load_libzip(nianbao_libzip *calls);
