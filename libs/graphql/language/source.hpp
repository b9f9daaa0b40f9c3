#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

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

/// The text of one document. Everything of its syntax tree points into it, so it must outlive the
/// tree; it is neither copied nor moved. Immutable, so any thread may read it.
class Source {
 public:
  explicit Source(std::string body) : body_(std::move(body)) {}
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  std::string_view Body() const { return body_; }

  /// Where the byte at `offset` stands; lines end with \n, \r or \r\n. Linear in `offset`: for
  /// errors.
  Location LocationOf(std::uint32_t offset) const;

 private:
  std::string body_;
};

}  // namespace pipeline::graphql
