#pragma once

#include <set>
#include <string>
#include <string_view>

#include "common/base/error.hpp"

namespace pipeline::safe_inputs {

/// A Host header or the authority of an origin, without its port: lower case, no brackets.
std::string HostWithoutPort(std::string_view authority);

/// The names under which the service may be asked. A page of elsewhere whose name somebody lets
/// point here (DNS rebinding) is of the browser's "same origin", but says its own name. Addresses
/// are always allowed: nobody can let them point elsewhere. Immutable; safe from any thread.
class AllowedHosts {
 public:
  /// Besides addresses and localhost: the host of `listen_address`, and the names of `list`, commas
  /// between. "*" allows all. kInvalidConfiguration for what is no name.
  static base::Result<AllowedHosts> Parse(std::string_view list, std::string_view listen_address);

  /// `authority` as in a Host header; an empty one, which no browser sends, is allowed.
  bool Allow(std::string_view authority) const;

 private:
  std::set<std::string, std::less<>> names_;
  bool all_ = false;
};

}  // namespace pipeline::safe_inputs
