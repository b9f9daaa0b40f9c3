#pragma once

#include <cstdint>
#include <string_view>

namespace pipeline::sheets {

/// A fast hash under a random seed that stays the same for the life of the process: nobody who
/// sends a message can foresee which texts meet in one place of a table. It folds products of
/// 64-bit words with the seed, as the hash of Go's maps does where the processor has no AES. Equal
/// only within one process: never store or send it. Pure; safe from any thread.
std::uint64_t SeededHash(std::uint32_t scope, std::string_view text);

}  // namespace pipeline::sheets
