#include "common/sheets/text_table.hpp"

#include "common/sheets/seeded_hash.hpp"

namespace pipeline::sheets {
namespace {

constexpr std::size_t kFirstSlots = 64;

}  // namespace

TextTable::TextTable() : slots_(kFirstSlots, 0) { items_.reserve(kFirstSlots / 2); }

TextTable::Id TextTable::Insert(std::uint32_t scope, std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(SeededHash(scope, text));
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = hash & mask;
  for (; slots_[place] != 0; place = (place + 1) & mask) {
    const Item& item = items_[slots_[place] - 1];
    if (item.hash == hash && item.scope == scope && item.text == text) {
      return slots_[place] - 1;
    }
  }
  const Id id = static_cast<Id>(items_.size());
  items_.push_back({text, scope, hash});
  slots_[place] = id + 1;
  if (items_.size() * 2 > slots_.size()) {
    Grow();
  }
  return id;
}

void TextTable::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (Id id = 0; id < items_.size(); ++id) {
    std::size_t place = items_[id].hash & mask;
    while (slots_[place] != 0) {
      place = (place + 1) & mask;
    }
    slots_[place] = id + 1;
  }
}

}  // namespace pipeline::sheets
