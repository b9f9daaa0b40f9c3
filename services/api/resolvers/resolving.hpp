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

/// How many a page has at most.
inline constexpr std::int32_t kMostPerPage = 100;

/// An object of the schema's type `type` (a literal), whose fields get `data` as their parent.
template <typename T>
Answer ObjectOf(std::string_view type, T data) {
  return {graphql::Object{type, std::make_shared<const T>(std::move(data))}};
}

/// Null where it is empty.
Answer TextOrNull(std::string text);
Answer NumberOrNull(const std::optional<std::uint64_t>& number);
Answer Number(std::uint64_t number);
/// RFC 3339; null for 0.
Answer Time(std::int64_t time_ns);

tl::unexpected<graphql::Error> Fail(std::string code, std::string message);
/// What clients tell failures apart by: NOT_FOUND, BAD_USER_INPUT, SERVICE_UNAVAILABLE ...
graphql::Error ToError(const base::Error& error);
/// The problem's code in capitals: IDEMPOTENCY_KEY_REUSED.
graphql::Error ToError(const http::Problem& problem);

/// An argument's text; empty where it was not given.
std::string TextArgument(const ResolveInfo& info, std::string_view name);
/// A Long, of digits or a string of them; nothing where it was not given. BAD_USER_INPUT.
graphql::Result<std::optional<std::uint64_t>> LongArgument(const ResolveInfo& info,
                                                           std::string_view name);

/// The whole number that a text is, and nothing else.
std::optional<std::uint64_t> WholeNumber(std::string_view text);

/// Gives a field of `type` a function of its parent's data: `function(const T&)`, answering an
/// Answer.
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
