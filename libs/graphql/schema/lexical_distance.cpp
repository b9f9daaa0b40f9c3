#include "libs/graphql/schema/lexical_distance.hpp"

#include <algorithm>
#include <utility>

namespace pipeline::graphql {
namespace {

constexpr char kOther = '\x80';

char Lower(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                              : character;
}

// One char for a UTF-16 unit, as the measure counts. Options are names, so what is not ASCII is
// like none of their letters and need not be told apart.
std::string LowerUnits(std::string_view text) {
  std::string units;
  units.reserve(text.size());
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x80) {
      units += Lower(character);
    } else if (byte >= 0xC0) {
      units.append(byte >= 0xF0 ? 2 : 1, kOther);
    }
  }
  return units;
}

}  // namespace

LexicalDistance::LexicalDistance(std::string_view input)
    : input_(input), lower_(LowerUnits(input)), threshold_(lower_.size() * 4 / 10 + 1) {}

std::optional<std::size_t> LexicalDistance::Measure(std::string_view option) {
  if (input_ == option) {
    return 0;
  }
  const std::string lower_option = LowerUnits(option);
  if (lower_ == lower_option) {
    return 1;
  }
  std::string_view longer = lower_option;
  std::string_view shorter = lower_;
  if (longer.size() < shorter.size()) {
    std::swap(longer, shorter);
  }
  if (longer.size() - shorter.size() > threshold_) {
    return std::nullopt;
  }
  return Edits(longer, shorter);
}

std::optional<std::size_t> LexicalDistance::Edits(std::string_view longer,
                                                  std::string_view shorter) {
  for (auto& row : rows_) {
    row.assign(shorter.size() + 1, 0);
  }
  for (std::size_t j = 0; j <= shorter.size(); ++j) {
    rows_[0][j] = j;
  }
  for (std::size_t i = 1; i <= longer.size(); ++i) {
    auto& row = rows_.at(i % 3);
    std::size_t smallest = row[0] = i;
    for (std::size_t j = 1; j <= shorter.size(); ++j) {
      row[j] = Cell(longer, shorter, i, j);
      smallest = std::min(smallest, row[j]);
    }
    if (smallest > threshold_) {
      return std::nullopt;
    }
  }
  const std::size_t edits = rows_.at(longer.size() % 3)[shorter.size()];
  return edits <= threshold_ ? std::optional(edits) : std::nullopt;
}

std::size_t LexicalDistance::Cell(std::string_view longer,
                                  std::string_view shorter,
                                  std::size_t i,
                                  std::size_t j) {
  const auto& above = rows_.at((i - 1) % 3);
  const auto& row = rows_.at(i % 3);
  const std::size_t substitution = longer[i - 1] == shorter[j - 1] ? 0 : 1;
  const std::size_t cell = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + substitution});
  const bool swapped =
      i > 1 && j > 1 && longer[i - 1] == shorter[j - 2] && longer[i - 2] == shorter[j - 1];
  return swapped ? std::min(cell, rows_.at((i - 2) % 3)[j - 2] + 1) : cell;
}

}  // namespace pipeline::graphql
