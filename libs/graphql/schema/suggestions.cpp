#include "libs/graphql/schema/suggestions.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <unordered_set>

#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/lexical_distance.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::size_t kMaxSuggestions = 5;
constexpr int kEqual = 0;

// The number at `at`, which moves behind it. A leading zero is a number of its own.
double TakeNumber(std::string_view text, std::size_t& at) {
  double number = 0;
  do {
    number = number * 10 + (text[at] - '0');
    ++at;
  } while (at < text.size() && IsDigit(text[at]) && number > 0);
  return number;
}

template <typename T>
int Order(T a, T b) {
  return a < b ? -1 : static_cast<int>(a > b);
}

}  // namespace

int NaturalCompare(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    int order = 0;
    if (IsDigit(a[i]) && IsDigit(b[j])) {
      const double number = TakeNumber(a, i);
      order = Order(number, TakeNumber(b, j));
    } else {
      order = Order(a[i++], b[j++]);
    }
    if (order != 0) {
      return order;
    }
  }
  return Order(a.size(), b.size());
}

std::vector<std::string_view> Suggestions(std::string_view input,
                                          const std::vector<std::string_view>& options) {
  LexicalDistance distance(input);
  struct Near {
    std::size_t edits;
    std::string_view name;
    std::size_t place;  // Among equals the order of the options stays.
  };
  std::vector<Near> near;
  std::unordered_set<std::string_view> seen;
  for (const std::string_view option : options) {
    const auto edits = distance.Measure(option);
    if (edits && seen.insert(option).second) {
      near.push_back({*edits, option, near.size()});
    }
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    const int order = a.edits == b.edits ? NaturalCompare(a.name, b.name) : 0;
    return std::tie(a.edits, order, a.place) < std::tie(b.edits, kEqual, b.place);
  });
  std::vector<std::string_view> names;
  names.reserve(near.size());
  for (const Near& each : near) {
    names.push_back(each.name);
  }
  return names;
}

std::string DidYouMean(const std::vector<std::string_view>& suggestions, std::string_view what) {
  const std::size_t count = std::min(suggestions.size(), kMaxSuggestions);
  if (count == 0) {
    return {};
  }
  std::string message = " Did you mean ";
  if (!what.empty()) {
    message.append(what).append(" ");
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) {
      message += count == 2 ? " or " : i + 1 == count ? ", or " : ", ";
    }
    message.append("\"").append(Clip(suggestions[i])).append("\"");
  }
  return message + "?";
}

}  // namespace pipeline::graphql
