#include "common/base/values.hpp"

#include <charconv>

#include "common/base/options.hpp"

namespace pipeline::base {

namespace {

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

std::string StoreFlag(const std::string& text, bool* target) {
  if (text == "true" || text == "1" || text == "yes") {
    *target = true;
  } else if (text == "false" || text == "0" || text == "no") {
    *target = false;
  } else {
    return "expected true or false, got " + Quoted(text);
  }
  return {};
}

std::string StoreCount(const std::string& text,
                       std::int64_t minimum,
                       std::int64_t maximum,
                       std::int64_t* target) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < minimum ||
      value > maximum) {
    return "expected a number from " + std::to_string(minimum) + " to " + std::to_string(maximum) +
           ", got " + Quoted(text);
  }
  *target = value;
  return {};
}

std::string StoreDuration(const std::string& text, std::chrono::milliseconds* target) {
  const auto duration = ParseDuration(text);
  if (!duration) return "expected a duration such as 500ms, 30s or 24h, got " + Quoted(text);
  *target = *duration;
  return {};
}

std::string StoreSize(const std::string& text, std::int64_t* target) {
  const auto size = ParseSize(text);
  if (!size) return "expected a size such as 1048576, 8MiB or 8MB, got " + Quoted(text);
  *target = *size;
  return {};
}

std::string StoreChoice(const std::string& text,
                        const std::vector<std::string>& allowed,
                        std::string* target) {
  std::string names;
  for (const std::string& name : allowed) {
    if (name == text) {
      *target = text;
      return {};
    }
    names += (names.empty() ? "" : ", ") + name;
  }
  return "expected one of " + names + ", got " + Quoted(text);
}

}  // namespace pipeline::base
