#include "services/api/http/negotiation.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>

namespace pipeline::api {
namespace {

constexpr int kWholeQuality = 1000;

std::string_view TypeOf(Media media) {
  switch (media) {
    case Media::kJson:
      return "application/json";
    case Media::kGraphQLResponse:
      return "application/graphql-response+json";
    case Media::kEventStream:
      return "text/event-stream";
    case Media::kHtml:
      return "text/html";
    default:
      return "";
  }
}

std::string_view Trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Removes and returns the text before the next `separator`.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return Trim(taken);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return lower;
}

// In thousandths; what is no quality counts as 1, as if it had not been said.
int ParseQuality(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return kWholeQuality;
  if (text[0] == '1') return kWholeQuality;
  int quality = 0;
  int weight = kWholeQuality / 10;
  for (std::size_t i = 2; i < std::min<std::size_t>(text.size(), 5); ++i, weight /= 10) {
    if (text[i] < '0' || text[i] > '9') return kWholeQuality;
    quality += (text[i] - '0') * weight;
  }
  return quality;
}

// One element of the header.
struct Range {
  std::string type;
  int quality = kWholeQuality;
};

Range ParseRange(std::string_view element) {
  Range range{Lower(TakeUntil(element, ';'))};
  while (!element.empty()) {
    const std::string parameter = Lower(TakeUntil(element, ';'));
    if (parameter.starts_with("q=")) range.quality = ParseQuality(parameter.substr(2));
  }
  return range;
}

// 3 for the type itself, 2 for its family, 1 for everything, 0 for another.
int Specificity(const std::string& range, Media media) {
  const std::string_view type = TypeOf(media);
  if (range == type) return 3;
  if (media == Media::kHtml) return 0;
  if (range == std::string(type.substr(0, type.find('/'))) + "/*") return 2;
  return range == "*/*" ? 1 : 0;
}

// The preference for an offer and its position in the header.
struct Wish {
  int quality = 0;
  std::size_t place = 0;
};

std::optional<Wish> WishFor(Media media, std::string_view accept) {
  std::optional<Wish> wish;
  int most_specific = 0;
  for (std::size_t place = 0; !accept.empty(); ++place) {
    const Range range = ParseRange(TakeUntil(accept, ','));
    const int specificity = Specificity(range.type, media);
    if (specificity <= most_specific) continue;
    most_specific = specificity;
    wish = Wish{range.quality, place};
  }
  return wish && wish->quality > 0 ? wish : std::nullopt;
}

}  // namespace

Media Negotiate(std::string_view accept, std::initializer_list<Media> offered) {
  if (Trim(accept).empty()) return *offered.begin();
  Media best = Media::kNone;
  Wish most;
  for (const Media media : offered) {
    const auto wish = WishFor(media, accept);
    if (!wish) continue;
    const bool sooner = wish->quality == most.quality && wish->place < most.place;
    if (best != Media::kNone && wish->quality <= most.quality && !sooner) continue;
    best = media;
    most = *wish;
  }
  return best;
}

const char* ContentType(Media media) {
  switch (media) {
    case Media::kJson:
      return "application/json; charset=utf-8";
    case Media::kGraphQLResponse:
      return "application/graphql-response+json; charset=utf-8";
    case Media::kEventStream:
      return "text/event-stream";
    case Media::kHtml:
      return "text/html; charset=utf-8";
    default:
      return "";
  }
}

}  // namespace pipeline::api
