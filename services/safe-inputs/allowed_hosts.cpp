#include "services/safe-inputs/allowed_hosts.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "common/base/host_port.hpp"

namespace pipeline::safe_inputs {
namespace {

bool IsAddress(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

bool IsName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

std::string HostWithoutPort(std::string_view authority) {
  std::string_view host = authority.substr(0, authority.rfind(':'));
  if (authority.ends_with(']')) host = authority;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return lower;
}

base::Result<AllowedHosts> AllowedHosts::Parse(std::string_view list,
                                               std::string_view listen_address) {
  AllowedHosts hosts;
  if (const auto address = base::ParseHostPort(listen_address)) {
    hosts.names_.insert(HostWithoutPort(address->host + ":"));
  }
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string name = HostWithoutPort(std::string(list.substr(0, end)) + ":");
    if (name == "*") {
      hosts.all_ = true;
    } else if (IsName(name)) {
      hosts.names_.insert(name);
    } else {
      return base::Fail(base::ErrorCode::kInvalidConfiguration,
                        "expected names of hosts without ports, commas between, or *, got \"" +
                            std::string(list.substr(0, end)) + "\"");
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return hosts;
}

bool AllowedHosts::Allow(std::string_view authority) const {
  if (all_ || authority.empty()) return true;
  const std::string host = HostWithoutPort(authority);
  return host == "localhost" || host.ends_with(".localhost") || IsAddress(host) ||
         names_.contains(host);
}

}  // namespace pipeline::safe_inputs
