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

/// An object that a resolver returned; it is the parent of the next resolvers. `type` names its
/// object type, and may be empty unless the field's type is abstract. `data` is the program's own,
/// shared with the fields below it.
struct Object {
  std::string_view type;  ///< A string literal, or text that outlives the answer.
  std::shared_ptr<const void> data;

  template <typename T>
  const T& As() const {
    return *static_cast<const T*>(data.get());
  }
};

/// A resolver's result: null, a leaf, JSON text, an object, or a list of them.
struct Answer {
  using List = std::vector<Answer>;
  using Variant =
      std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, RawJson, Object, List>;

  Variant value = nullptr;
};

/// A postponed result. It is called after all resolvers that can run without it, so that resolvers
/// that note what they need in the request's context can fetch it together. Called once, on the
/// same thread, or not at all if a null has replaced its place in the response.
using Deferred = std::function<Result<Answer>()>;

/// The parameters of a resolver. The context is the program's own, shared by the resolvers of one
/// request.
struct ResolveInfo {
  const Object& parent;  ///< Without data for a root field.
  const Arguments& arguments;
  void* context;
};

/// Computes one field. An error becomes an entry of `errors` with the field's location and path,
/// and the field is null. Called from many threads at once, for different requests.
///
/// A field without a resolver is null: there is no default resolver.
using Resolver = std::function<Result<std::variant<Answer, Deferred>>(const ResolveInfo&)>;

/// The events of a subscription. One thread at a time.
class EventSource {
 public:
  virtual ~EventSource() = default;

  /// Waits for the next event, the root field's value. Nothing after the last one or after Stop().
  /// An error ends the subscription.
  virtual Result<std::optional<Answer>> Next() = 0;

  /// Makes a waiting Next() return. From any thread, any number of times.
  virtual void Stop() = 0;
};

/// Starts the events of a subscription field, or fails.
using Subscriber = std::function<Result<std::unique_ptr<EventSource>>(const ResolveInfo&)>;

}  // namespace pipeline::graphql
