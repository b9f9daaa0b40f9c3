#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/sheet_generator.hpp"

namespace pipeline::bench {

/// The largest message that the servers of the benchmarks take, as in our server configurations.
constexpr std::size_t kMaxPayload = 8UL * 1024 * 1024;

/// Messages of one size. The ledger and with it the whole pipeline get fewer, which are as many
/// seconds.
struct Load {
  std::string name;
  std::size_t bytes;
  std::size_t messages;
  std::size_t ledger_messages;
};

inline std::vector<Load> Loads() {
  return {{"6KB", 6'000, 30'000, 6'000}, {"48KB", 48'000, 8'000, 2'000}};
}

/// The body with a file name of its own for each key.
inline std::string KeyedBody(std::string body, std::size_t key) {
  const std::string_view marker = "\"filename\":\"";
  body.insert(body.find(marker) + marker.size(), "k" + std::to_string(key) + "-");
  return body;
}

}  // namespace pipeline::bench
