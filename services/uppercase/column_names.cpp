#include "services/uppercase/column_names.hpp"

#include <algorithm>
#include <string>

#include "common/json/strings.hpp"
#include "services/uppercase/upper_text.hpp"

namespace pipeline::uppercase {
namespace {

// Few enough that small messages need no large allocation.
constexpr std::size_t kUsualKeys = 20;

std::string WithSuffix(std::string_view name, std::uint32_t suffix) {
  return std::string(name) + '_' + std::to_string(suffix);
}

}  // namespace

ColumnNames::ColumnNames() : columns_(kUsualKeys), known_(kUsualKeys) {
  taken_.reserve(kUsualKeys);
}

void ColumnNames::Name(std::size_t depth,
                       json::KeyId key,
                       json::KeyId canonical,
                       std::string_view content,
                       const char* readable_end) {
  if (std::max(key, canonical) >= known_) {
    known_ = 2 * (std::size_t{std::max(key, canonical)} + 1);
    columns_.resize(known_);
  }
  Column& column = columns_[key];
  if (column.named_in == 0) {
    Learn(depth, column, key != canonical, content, readable_end);
  }
  Column& decision = columns_[canonical];
  if (decision.decided_in != scopes_[depth]) {
    decision.suffix = TakeSuffix(depth, column.upper);
    decision.decided_in = scopes_[depth];
  }
  column.named_in = scopes_[depth];
  column.name =
      decision.suffix == 0 ? column.plain : texts_.Keep(WithSuffix(column.plain, decision.suffix));
}

void ColumnNames::Learn(std::size_t depth,
                        Column& column,
                        bool escaped,
                        std::string_view content,
                        const char* readable_end) {
  upper_.Clear();
  AppendUpper(content, readable_end, upper_);
  column.plain = texts_.Keep(upper_.Text());
  column.upper =
      Insert(depth, escaped ? texts_.Keep(json::DecodeString(column.plain)) : column.plain);
}

std::uint32_t ColumnNames::TakeSuffix(std::size_t depth, NameId upper) {
  const std::uint32_t scope = scopes_[depth];
  if (taken_[upper].in != scope) {
    taken_[upper].in = scope;
    return 0;
  }
  if (taken_[upper].counted_in != scope) {
    taken_[upper].counted_in = scope;
    taken_[upper].last_suffix = 0;
  }
  for (;;) {
    const std::uint32_t suffix = ++taken_[upper].last_suffix;
    const NameId name = Insert(depth, texts_.Keep(WithSuffix(names_.TextOf(upper), suffix)));
    if (taken_[name].in != scope) {
      taken_[name].in = scope;
      return suffix;
    }
  }
}

ColumnNames::NameId ColumnNames::Insert(std::size_t depth, std::string_view text) {
  const NameId name = names_.Insert(static_cast<std::uint32_t>(depth), text);
  if (name == taken_.size()) {
    taken_.emplace_back();
  }
  return name;
}

}  // namespace pipeline::uppercase
