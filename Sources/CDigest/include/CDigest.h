#pragma once
#include <stddef.h>
#include <stdint.h>

/// SHA-256 by the processor's own instructions (FIPS 180-4, §6.2): takes `blocks` blocks of 64 bytes into the eight words of the state.
/// Returns false, and does nothing, where the processor has no such instructions.
_Bool nianbao_sha256(uint32_t *state, const uint8_t *bytes, size_t blocks);
