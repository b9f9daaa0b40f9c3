#pragma once

#include <string>
#include <vector>

namespace pipeline::nats {

/// The servers of a NATS_URL, without the empty ones between commas. Pure.
std::vector<std::string> SplitUrls(const std::string& urls);

/// The same list for people to read: user:password@ and tokens never reach a log line. Where a
/// comma in a password has torn it apart, neither half is shown. Pure.
std::string WithoutPasswords(const std::string& urls);

}  // namespace pipeline::nats
