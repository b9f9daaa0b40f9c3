#include "services/api/resolvers/resolving.hpp"

#include <algorithm>
#include <limits>

#include "common/base/numbers.hpp"
#include "common/base/time.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;

constexpr const char* kUnavailable = "SERVICE_UNAVAILABLE";
constexpr const char* kBadInput = "BAD_USER_INPUT";

const char* CodeOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return "NOT_FOUND";
    case ErrorCode::kInvalidInput:
      return kBadInput;
    case ErrorCode::kCorrupted:
      return "CORRUPTED";
    case ErrorCode::kFull:
      return "SUBSCRIBER_TOO_SLOW";
    case ErrorCode::kTimeout:
    case ErrorCode::kUnavailable:
    case ErrorCode::kPermissionDenied:
      return kUnavailable;
    default:
      return "INTERNAL_SERVER_ERROR";
  }
}

}  // namespace

Answer TextOrNull(std::string text) {
  if (text.empty()) return {nullptr};
  return {std::move(text)};
}

Answer Number(std::uint64_t number) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return {static_cast<std::int64_t>(std::min(number, kMost))};
}

Answer NumberOrNull(const std::optional<std::uint64_t>& number) {
  return number ? Number(*number) : Answer{nullptr};
}

Answer Time(std::int64_t time_ns) {
  if (time_ns == 0) return {nullptr};
  return {base::FormatTime(time_ns)};
}

tl::unexpected<graphql::Error> Fail(std::string code, std::string message) {
  return tl::make_unexpected(graphql::Error{std::move(message), {}, {}, std::move(code)});
}

graphql::Error ToError(const base::Error& error) {
  return {error.message, {}, {}, CodeOf(error.code)};
}

graphql::Error ToError(const http::Problem& problem) {
  std::string code = problem.code == "stream-unavailable" ? kUnavailable : problem.code;
  for (char& c : code) {
    if (c == '-') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return {problem.detail, {}, {}, std::move(code)};
}

std::string TextArgument(const ResolveInfo& info, std::string_view name) {
  const auto* text = info.arguments.Get<std::string>(name);
  return text == nullptr ? std::string() : *text;
}

graphql::Result<std::optional<std::uint64_t>> LongArgument(const ResolveInfo& info,
                                                           std::string_view name) {
  const auto* json = info.arguments.Get<graphql::RawJson>(name);
  if (json == nullptr) return std::nullopt;
  std::string_view digits = json->text;
  if (digits.size() > 2 && digits.front() == '"') digits = digits.substr(1, digits.size() - 2);
  const auto number = WholeNumber(digits);
  if (number) return number;
  return Fail(kBadInput, std::string(name) + ": expected a whole number from 0 to 2^63-1");
}

std::optional<std::uint64_t> WholeNumber(std::string_view text) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const auto number = base::ParseNumber<std::uint64_t>(text);
  return number && *number <= kMost ? number : std::nullopt;
}

}  // namespace pipeline::api
