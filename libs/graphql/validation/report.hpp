#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql::validation {

/// What the rules of one validation found, up to a number of errors.
class Report {
 public:
  Report(const Source& source, std::size_t max_errors) : source_(source), max_errors_(max_errors) {}

  /// One more error, at these offsets of the source. The first one too many says so and ends the
  /// validation; those after it are dropped.
  void AddAll(std::string message, std::vector<std::uint32_t> offsets);
  void Add(std::string message, const Span& span) { AddAll(std::move(message), {span.start}); }

  /// Ends the validation: a budget is spent.
  void Abort();

  /// Ends the validation with this error alone.
  void Fail(std::string message, const Span& span);

  /// Nothing needs to be looked at any more.
  bool Ended() const { return ended_; }

  /// Where a text of the document's syntax tree begins.
  std::uint32_t OffsetOf(std::string_view text) const {
    return static_cast<std::uint32_t>(text.data() - source_.Body().data());
  }

  std::vector<Error> Take() const;

 private:
  struct Entry {
    std::string message;
    std::vector<std::uint32_t> offsets;
  };

  const Source& source_;
  std::size_t max_errors_;
  std::vector<Entry> entries_;
  bool ended_ = false;
};

}  // namespace pipeline::graphql::validation
