#include "common/base/time.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace pipeline::base {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

}  // namespace

std::int64_t NowNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string FormatTime(std::int64_t time_ns) {
  const std::time_t seconds = time_ns / kNsPerSecond;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(),
                fraction.size(),
                ".%03dZ",
                static_cast<int>(time_ns % kNsPerSecond / kNsPerMs));
  return std::string(text.data(), size) + fraction.data();
}

std::optional<std::int64_t> ParseTime(std::string_view text) {
  const std::string copy(text);
  std::tm parts{};
  const char* rest = strptime(copy.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (rest == nullptr) return std::nullopt;
  std::int64_t fraction = 0;
  if (*rest == '.') {
    ++rest;
    for (std::int64_t scale = kNsPerSecond / 10; *rest >= '0' && *rest <= '9';
         ++rest, scale /= 10) {
      fraction += (*rest - '0') * scale;
    }
  }
  if (std::string_view(rest) != "Z") return std::nullopt;
  return timegm(&parts) * kNsPerSecond + fraction;
}

}  // namespace pipeline::base
