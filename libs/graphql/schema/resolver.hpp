#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/schema/input_value.hpp"

namespace pipeline::graphql {

/// An object of the program that a resolver answered with and whose fields the next resolvers
/// answer. `type` names its type in the schema (an object type, also where the field's is
/// abstract; it may be empty where it is not); `data` is the program's own, shared with the fields
/// below it.
struct Object {
  std::string_view type;  ///< A literal, or text that outlives the answer.
  std::shared_ptr<const void> data;

  template <typename T>
  const T& As() const {
    return *static_cast<const T*>(data.get());
  }
};

/// What a field's function answers with: null, a leaf, JSON text, an object, or a list of them.
struct Answer {
  using List = std::vector<Answer>;
  using Variant =
      std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, RawJson, Object, List>;

  Variant value = nullptr;
};

/// An answer that is asked for once everything beside it in the document has been called: functions
/// that note in their request's context what they need can then fetch it together. Called once, on
/// the same thread; or not at all, where the answer has no place for it any more.
using Deferred = std::function<Result<Answer>()>;

/// Answers to one request. The context is the program's own: what its functions share within one
/// request.
struct ResolveInfo {
  const Object& parent;  ///< Of a root field: an Object without data.
  const Arguments& arguments;
  void* context;
};

/// One field's function. A failure becomes an entry of `errors` with the field's place and path,
/// and the field null. It may be called from many threads at once, for different requests.
///
/// A field without a function is null: nothing is taken from the parent by itself, whose data has
/// no members that the engine could know.
using Resolver = std::function<Result<std::variant<Answer, Deferred>>(const ResolveInfo&)>;

/// The events of a subscription. One thread at a time.
class EventSource {
 public:
  virtual ~EventSource() = default;

  /// Waits for the next event, which becomes the root field's answer; nothing after the last one,
  /// or once Stop() was called. An error ends the subscription.
  virtual Result<std::optional<Answer>> Next() = 0;

  /// Makes a waiting Next() return. From any thread, any number of times.
  virtual void Stop() = 0;
};

/// A subscription field's function: its events, or why there are none.
using Subscriber = std::function<Result<std::unique_ptr<EventSource>>(const ResolveInfo&)>;

}  // namespace pipeline::graphql
