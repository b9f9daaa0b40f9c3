#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pipeline::contract {

/// The longest name of a file, in bytes of UTF-8: the width of the ledger's column.
inline constexpr std::size_t kMaxFilenameBytes = 512;
/// The longest key of a file, in bytes, without its sender.
inline constexpr std::size_t kMaxKeyBytes = 255;

/// The subject token(s) and bucket key of a file, by the rule of docs/message-contract.md:
///  1. every UTF-16 code unit outside `A-Z a-z 0-9 - _ / = .` becomes `_`;
///  2. a dot that is then first, last or follows a dot becomes `_`;
///  3. a key that begins with `_kv` (reserved) gets another `_` in front;
///  4. a key over kMaxKeyBytes keeps its first 246 bytes and ends in `-` and 8 hex digits of
///  SHA-256(filename).
/// A key is the same for ever: bucket, ledger and subjects are found by it. `filename` is valid
/// UTF-8 and not empty. Pure; safe from any thread.
std::string KeyOf(std::string_view filename);

/// `{sender}/{key}`, or the key alone without a sender.
std::string KeyOf(std::string_view sender, std::string_view filename);

/// Where a file goes whose key already holds another name: `{key}-{8 hex of SHA-256(filename)}`,
/// where only the first 246 bytes of a longer key are kept, so that kMaxKeyBytes holds here too. A
/// name whose first key rule 4 shortened has 16 digits here after 238 bytes, so that the two
/// differ.
std::string AlternativeKeyOf(std::string_view sender, std::string_view filename);

}  // namespace pipeline::contract
