#include "services/uppercase/text_table.hpp"

namespace pipeline::uppercase {
namespace {

constexpr std::size_t kFirstItems = 32;

}  // namespace

TextTable::TextTable() { items_.reserve(kFirstItems); }

TextTable::Id TextTable::Insert(std::uint32_t scope, std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(hash_(scope, text));
  Id& slot = slots_.Find(hash, [&](Id id) {
    const Item& item = items_[id];
    return item.hash == hash && item.scope == scope && item.text == text;
  });
  if (slot != 0) {
    return slot - 1;
  }
  items_.push_back({text, scope, hash});
  const auto count = static_cast<Id>(items_.size());
  slot = count;
  slots_.KeepRoom(count, [this](Id id) { return items_[id].hash; });
  return count - 1;
}

}  // namespace pipeline::uppercase
