#include "common/base/listen_address.hpp"

#include <charconv>

namespace pipeline::base {

Result<ListenAddress> ParseListenAddress(std::string_view text) {
  const auto refuse = [text] {
    return Fail(ErrorCode::kInvalidConfiguration,
                "expected host:port such as 127.0.0.1:8090, got \"" + std::string(text) + "\"");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return refuse();
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (host.empty() || (!bracketed && host.find_first_of(":[]") != std::string_view::npos)) {
    return refuse();
  }
  ListenAddress address{std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || error != std::errc() || end != port.data() + port.size()) return refuse();
  return address;
}

}  // namespace pipeline::base
