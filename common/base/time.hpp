#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pipeline::base {

inline constexpr std::int64_t kNsPerMs = 1'000'000;

/// Nanoseconds since 1970, by the system's clock.
std::int64_t NowNs();

/// RFC 3339 in UTC with milliseconds: 2026-01-31T08:05:09.123Z.
std::string FormatTime(std::int64_t time_ns);

/// RFC 3339 in UTC with any fraction (what nats-server writes) to nanoseconds since 1970.
std::optional<std::int64_t> ParseTime(std::string_view text);

}  // namespace pipeline::base
