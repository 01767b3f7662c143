#pragma once
#include <stddef.h>
#include <stdint.h>

/// SHA-256 (FIPS 180-4, §6.2.2): takes `blocks` blocks of 64 bytes into the eight words of the state; by the processor's own instructions
/// where it has them.
void nianbao_sha256(uint32_t *state, const uint8_t *bytes, size_t blocks);

/// The same without such instructions.
void nianbao_sha256_portable(uint32_t *state, const uint8_t *bytes, size_t blocks);
