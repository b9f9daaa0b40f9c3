#include "libs/graphql/language/source.hpp"

#include <algorithm>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {

Location Source::LocationOf(std::uint32_t offset) const {
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
