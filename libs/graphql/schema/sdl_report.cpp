#include "libs/graphql/schema/sdl_report.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pipeline::graphql {

Error ErrorAt(const Source& source, std::string message, const std::vector<Span>& spans) {
  Error error{.message = std::move(message), .locations = {}, .path = {}, .code = {}};
  error.locations.reserve(spans.size());
  for (const Span& span : spans) {
    error.locations.push_back(source.LocationOf(span.start));
  }
  return error;
}

// What ends at a byte was left before the node that begins there is entered.
void SdlReport::Add(SdlRule rule,
                    std::uint32_t node,
                    std::string message,
                    std::vector<Span> spans) {
  entries_.push_back({std::uint64_t{node} * 2 + 1, rule, std::move(message), std::move(spans)});
}

void SdlReport::AddAtEnd(SdlRule rule,
                         std::uint32_t end,
                         std::string message,
                         std::vector<Span> spans) {
  entries_.push_back({std::uint64_t{end} * 2, rule, std::move(message), std::move(spans)});
}

std::optional<Error> SdlReport::First(const Source& source) const {
  const auto first =
      std::min_element(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.when, a.rule) < std::tie(b.when, b.rule);
      });
  return first == entries_.end() ? std::nullopt
                                 : std::optional(ErrorAt(source, first->message, first->spans));
}

}  // namespace pipeline::graphql
