#include "common/nats/server_urls.hpp"

#include <algorithm>
#include <string_view>

namespace pipeline::nats {
namespace {

// How long "nats://" is in front of `url`, 0 if it has none.
std::size_t SchemeLength(std::string_view url) {
  const std::size_t end = url.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  const bool has_one = end != std::string_view::npos && url.substr(end).starts_with("://");
  return has_one ? end + 3 : 0;
}

}  // namespace

std::vector<std::string> SplitUrls(const std::string& urls) {
  std::vector<std::string> list;
  std::size_t start = 0;
  while (start <= urls.size()) {
    const std::size_t comma = std::min(urls.find(',', start), urls.size());
    if (comma > start) list.push_back(urls.substr(start, comma - start));
    start = comma + 1;
  }
  return list;
}

std::string WithoutPasswords(const std::string& urls) {
  std::vector<std::string> shown;
  std::size_t torn_from = std::string::npos;
  for (const std::string& url : SplitUrls(urls)) {
    const std::size_t scheme = SchemeLength(url);
    const std::size_t at = url.rfind('@');
    if (at == std::string::npos) {
      if (scheme > 0) torn_from = shown.size();
      shown.push_back(url);
      continue;
    }
    // nats://user:pass,word@host has its user in the pieces before.
    if (scheme == 0) shown.resize(std::min(torn_from, shown.size()));
    torn_from = std::string::npos;
    shown.push_back(url.substr(0, scheme) + url.substr(at + 1));
  }
  std::string joined;
  for (const std::string& url : shown) joined += (joined.empty() ? "" : ",") + url;
  return joined;
}

}  // namespace pipeline::nats
