#include "libs/graphql/execution/input_value.hpp"

namespace pipeline::graphql {

// Fields have a handful of arguments: a table would cost more than the walk.
const InputValue* Arguments::Find(std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key == name) {
      return &value;
    }
  }
  return nullptr;
}

}  // namespace pipeline::graphql
