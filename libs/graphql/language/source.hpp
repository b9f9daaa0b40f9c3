#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {

/// Bytes [start, end) of a source.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

/// Line and column, both from 1. Columns count UTF-16 code units, as graphql-js does and editors
/// expect.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  bool operator==(const Location&) const = default;
};

/// The text of one document. Its syntax tree points into it, so it must outlive the tree and is
/// neither copied nor moved. Immutable, so any thread may read it.
class Source {
 public:
  explicit Source(std::string body) : body_(std::move(body)) {}
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string_view Body() const { return body_; }

  /// The line and column of the byte at `offset`. Lines end with \n, \r or \r\n. Linear in
  /// `offset`: for errors.
  Location LocationOf(std::uint32_t offset) const;

 private:
  std::string body_;
};

inline Location Source::LocationOf(std::uint32_t offset) const {
  const std::string_view before = Body().substr(0, offset);
  std::uint32_t line = 1;
  std::size_t line_start = 0;
  for (std::size_t at = FindLineEnd(before, 0); at < before.size();
       at = FindLineEnd(before, line_start)) {
    const bool pair = body_[at] == '\r' && at + 1 < body_.size() && body_[at + 1] == '\n';
    line_start = at + (pair ? 2 : 1);
    ++line;
  }
  const std::string_view in_line = before.substr(std::min(line_start, before.size()));
  return {line, static_cast<std::uint32_t>(Utf16Length(in_line) + 1)};
}

}  // namespace pipeline::graphql
