#pragma once

#include <set>
#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::safe_inputs {

/// A Host header or the authority of an origin, without its port: lower case, no brackets.
std::string HostWithoutPort(std::string_view authority);

/// The host names that requests may use. A foreign page whose name an attacker points at this
/// service (DNS rebinding) counts as same-origin in the browser, but sends its own name as Host.
/// Addresses are always allowed: they cannot be rebound. Immutable; thread-safe.
class AllowedHosts {
 public:
  /// Allows the host of `listen_address` and the comma-separated names of `list`, besides addresses
  /// and localhost. "*" allows all. kInvalidConfiguration for an invalid name.
  static base::Result<AllowedHosts> Parse(std::string_view list, std::string_view listen_address);

  /// `authority` is a Host header's value. An empty one is allowed: no browser sends it.
  bool Allow(std::string_view authority) const;

 private:
  std::set<std::string, std::less<>> names_;
  bool all_ = false;
};

}  // namespace pipeline::safe_inputs
