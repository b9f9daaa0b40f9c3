#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {

std::string Quoted(std::string_view text) { return '"' + Clip(text) + '"'; }

std::string Printed(const ast::Value& value) { return Clip(Print(value)); }

std::string Printed(const ast::Type& type) { return Clip(Print(type)); }

}  // namespace pipeline::graphql::validation
