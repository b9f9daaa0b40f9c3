#include "tests/graphql/mock_resolvers.hpp"

#include <string>
#include <utility>
#include <variant>

#include "libs/graphql/schema/input_value.hpp"

namespace pipeline::graphql {
namespace {

using Json = nlohmann::ordered_json;
using Resolved = Result<std::variant<Answer, Deferred>>;

Answer LeafOf(const Json& value) {
  switch (value.type()) {
    case Json::value_t::boolean:
      return {value.get<bool>()};
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return {value.get<std::int64_t>()};
    case Json::value_t::number_float:
      return {value.get<double>()};
    case Json::value_t::string:
      return {value.get<std::string>()};
    default:
      return value.is_structured() ? Answer{RawJson{value.dump()}} : Answer{};
  }
}

Object ObjectOf(const MockData& owner, const Json& value, const NamedType& type) {
  const auto named = value.find("__typename");
  const bool has_type = type.IsAbstract() && named != value.end() && named->is_string();
  return {has_type ? std::string_view(named->get_ref<const std::string&>()) : std::string_view(),
          std::shared_ptr<const void>(owner, &value)};
}

// Recursive: the type bounds it.
Answer AnswerOf(const MockData& owner, const Json& value, const TypeRef& type) {
  const TypeRef nullable = type.Nullable();
  if (nullable.IsList() && value.is_array()) {
    Answer::List list;
    for (const Json& item : value) {
      list.push_back(AnswerOf(owner, item, nullable.Inner()));
    }
    return {std::move(list)};
  }
  if (value.is_object() && nullable.IsNamed() && nullable.Named().IsComposite()) {
    return {ObjectOf(owner, value, nullable.Named())};
  }
  return LeafOf(value);
}

std::string Echo(const OutputField& field, const Arguments& arguments) {
  InputValue::Object given;
  for (const InputField& argument : field.arguments) {
    if (const InputValue* value = arguments.Find(argument.name)) {
      given.emplace_back(argument.name, *value);
    }
  }
  std::string text;
  AppendJson(text, {std::move(given)});
  return text;
}

Result<Answer> MockAnswer(const MockData& root, const OutputField& field, const ResolveInfo& info) {
  const Json& parent = info.parent.data == nullptr ? *root : info.parent.As<Json>();
  const auto member = parent.find(field.name);
  if (member == parent.end()) {
    return Answer{};
  }
  if (member->is_object() && member->contains("__error")) {
    return tl::make_unexpected(Error{(*member)["__error"].get<std::string>(), {}, {}, {}});
  }
  if (member->is_object() && member->contains("__echo")) {
    return Answer{Echo(field, info.arguments)};
  }
  return AnswerOf(root, *member, field.type);
}

}  // namespace

void AddMockResolvers(Schema& schema, const MockData& data, bool deferred) {
  for (const auto& type : schema.Types()) {
    if (type->name.starts_with("__")) {
      continue;
    }
    for (const OutputField& field : type->fields) {
      const auto* of = &field;
      schema.SetResolver(type->name, field.name, [=](const ResolveInfo& info) -> Resolved {
        auto answer = MockAnswer(data, *of, info);
        if (deferred) {
          return Deferred([answer] { return answer; });
        }
        return answer.map(
            [](const Answer& value) { return std::variant<Answer, Deferred>(value); });
      });
    }
  }
}

}  // namespace pipeline::graphql
