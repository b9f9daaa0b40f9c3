#include "common/base/host_port.hpp"

#include "common/base/numbers.hpp"

namespace pipeline::base {

Result<HostPort> ParseHostPort(std::string_view text, std::optional<std::uint16_t> default_port) {
  const auto refuse = [text] {
    return Fail(ErrorCode::kInvalidConfiguration,
                "expected host:port such as 127.0.0.1:8090, got \"" + std::string(text) + "\"");
  };
  std::string_view host = text;
  std::optional<std::uint16_t> port = default_port;
  const std::size_t colon = text.rfind(':');
  const bool bare_host = colon == std::string_view::npos || text.ends_with(']');
  if (!bare_host) {
    host = text.substr(0, colon);
    port = ParseNumber<std::uint16_t>(text.substr(colon + 1));
  }
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!port || host.empty()) return refuse();
  if (!bracketed && host.find_first_of(":[]") != std::string_view::npos) return refuse();
  return HostPort{std::string(host), *port};
}

}  // namespace pipeline::base
