#pragma once
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

// qpdf, loaded when the first PDF needs it (dlopen(3)): it brings a crypto library and the C++ runtime, which no other document asks for.

#define NIANBAO_QPDF_CALLS(CALL)                                                                                     \
  CALL(init) CALL(cleanup) CALL(silence_errors) CALL(set_suppress_warnings) CALL(read_memory) CALL(has_error)        \
  CALL(get_error) CALL(get_error_code) CALL(get_error_message_detail) CALL(more_warnings) CALL(next_warning)         \
  CALL(get_num_pages) CALL(get_page_n) CALL(get_root) CALL(get_trailer) CALL(oh_get_type_code) CALL(oh_get_key)      \
  CALL(oh_has_key) CALL(oh_get_array_n_items) CALL(oh_get_array_item) CALL(oh_get_name) CALL(oh_get_numeric_value)   \
  CALL(oh_get_int_value_as_int) CALL(oh_get_bool_value) CALL(oh_get_binary_string_value) CALL(oh_get_dict)           \
  CALL(oh_get_object_id) CALL(oh_get_stream_data) CALL(oh_begin_dict_key_iter) CALL(oh_dict_more_keys)               \
  CALL(oh_dict_next_key) CALL(oh_release)

/// The calls of qpdf that are used here, each by the type that its header gives it.
typedef struct {
#define NIANBAO_QPDF_MEMBER(name) __typeof__(&qpdf_##name) name;
  NIANBAO_QPDF_CALLS(NIANBAO_QPDF_MEMBER)
#undef NIANBAO_QPDF_MEMBER
} nianbao_qpdf;

/// Loads the library; false when it isn't installed. What was loaded stays.
_Bool nianbao_load_qpdf(nianbao_qpdf *calls);

/// Gives back what qpdf allocated by malloc(3).
static inline void nianbao_qpdf_free(void *memory) { free(memory); }
