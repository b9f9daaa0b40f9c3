#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "common/base/error.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::api {

using graphql::Answer;
using graphql::Deferred;
using graphql::ResolveInfo;
using Answered = graphql::Result<std::variant<Answer, Deferred>>;

/// The most entries of a page.
inline constexpr std::int32_t kMostPerPage = 100;

/// An object of the schema's type `type` (a literal), whose fields get `data` as their parent.
template <typename T>
Answer ObjectOf(std::string_view type, T data) {
  return {graphql::Object{type, std::make_shared<const T>(std::move(data))}};
}

/// Null for an empty text.
Answer TextOrNull(std::string text);
Answer NumberOrNull(const std::optional<std::uint64_t>& number);
Answer Number(std::uint64_t number);
/// RFC 3339; null for 0.
Answer Time(std::int64_t time_ns);

tl::unexpected<graphql::Error> Fail(std::string code, std::string message);
/// An error with one of the api's codes: NOT_FOUND, BAD_USER_INPUT, SERVICE_UNAVAILABLE ...
graphql::Error ToError(const base::Error& error);
/// An error with the problem's code in capitals: IDEMPOTENCY_KEY_REUSED.
graphql::Error ToError(const http::Problem& problem);

/// An argument's text; empty if it was not given.
std::string TextArgument(const ResolveInfo& info, std::string_view name);
/// A Long argument, as digits or a string of digits; nothing if it was not given. BAD_USER_INPUT
/// for others.
graphql::Result<std::optional<std::uint64_t>> LongArgument(const ResolveInfo& info,
                                                           std::string_view name);

/// Reads a text of digits from 0 to 2^63-1; nothing for any other.
std::optional<std::uint64_t> WholeNumber(std::string_view text);

/// Sets the resolver of a field to a function of its parent's data: `Answer function(const T&)`.
template <typename T, typename Function>
void SetField(graphql::Schema& schema,
              std::string_view type,
              std::string_view field,
              Function function) {
  schema.SetResolver(type, field, [function](const ResolveInfo& info) -> Answered {
    return Answer(function(info.parent.As<T>()));
  });
}

}  // namespace pipeline::api
