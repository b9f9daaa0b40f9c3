#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/json/error.hpp"
#include "common/json/key_table.hpp"
#include "common/json/text_arena.hpp"
#include "services/uppercase/output_buffer.hpp"
#include "services/uppercase/text_table.hpp"

namespace pipeline::uppercase {

/// Decides the upper-cased names of columns. A scope (all rows of a sheet, or one nested object)
/// gives each key a name where the key first appears: its upper case, or, if another key of the
/// scope has that, the upper case with the lowest `_n` (from 1) that is free. Names are compared
/// decoded. What was decided holds for the whole scope and costs a look-up in an array from then
/// on.
///
/// Scopes are by depth: a new one at a depth ends the one before. Not thread-safe; keys are those
/// of one KeyTable.
class ColumnNames {
 public:
  ColumnNames();

  void StartScope(std::size_t depth) { scopes_[depth] = ++last_scope_; }

  /// What to write between the quotes for `key` of `keys`, an object's key at `depth`; `content` is
  /// its spelling, and bytes up to `readable_end` can be read. Valid as long as this object; a
  /// block (kBlockBytes) can be read after it.
  std::string_view NameOf(std::size_t depth,
                          json::KeyId key,
                          const json::KeyTable& keys,
                          std::string_view content,
                          const char* readable_end) {
    if (key >= known_ || columns_[key].named_in != scopes_[depth]) [[unlikely]] {
      Name(depth, key, keys.Canonical(key), content, readable_end);
    }
    return columns_[key].name;
  }

 private:
  using NameId = TextTable::Id;

  /// Facts about a key. Only its canonical spelling knows whether it has a suffix.
  struct Column {
    std::string_view name;  ///< As it is written for this spelling in scope named_in.
    std::string_view
        plain;  ///< The same without a suffix, in any scope; not yet known if named_in is 0.
    std::uint32_t named_in = 0;
    NameId upper = 0;  ///< The number of the decoded upper case.
    std::uint32_t decided_in = 0;
    std::uint32_t suffix = 0;  ///< In scope decided_in; 0 for none.
  };

  struct Taken {
    std::uint32_t in = 0;           ///< The scope that has a column of this name.
    std::uint32_t counted_in = 0;   ///< The scope of the next.
    std::uint32_t last_suffix = 0;  ///< All up to this one are taken: names are never freed.
  };

  void Name(std::size_t depth,
            json::KeyId key,
            json::KeyId canonical,
            std::string_view content,
            const char* readable_end);
  void Learn(std::size_t depth,
             Column& column,
             bool escaped,
             std::string_view content,
             const char* readable_end);
  std::uint32_t TakeSuffix(std::size_t depth, NameId upper);
  NameId Insert(std::size_t depth, std::string_view text);

  std::array<std::uint32_t, json::kMaxDepth + 1> scopes_{};
  std::uint32_t last_scope_ = 0;
  std::vector<Column> columns_;  ///< By key.
  std::size_t known_;            ///< How many there are, which is asked for every value.
  TextTable names_;
  std::vector<Taken> taken_;  ///< By the numbers of names_.
  json::TextArena texts_;
  OutputBuffer upper_{64};  ///< For one upper case at a time.
};

}  // namespace pipeline::uppercase
