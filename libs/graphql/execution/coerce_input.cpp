#include "libs/graphql/execution/coerce_input.hpp"

#include <utility>

#include "common/json/strings.hpp"
#include "libs/graphql/execution/leaf_values.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql {
namespace {

// The type inside all lists: a value that is no array is a list of one.
TypeRef ElementOf(TypeRef type) {
  type = type.Nullable();
  while (type.IsList()) {
    type = type.Inner().Nullable();
  }
  return type;
}

}  // namespace

const JsonInput* JsonInput::Member(std::string_view name) const {
  for (const JsonMember& member : members) {
    if (member.name == name) {
      return &member.value;
    }
  }
  return nullptr;
}

JsonInput JsonInputReader::Read(const TypeRef& type) {
  JsonInput input;
  input.kind = scanner_.Peek();
  const char* start = scanner_.Cursor();
  const bool list = type.Nullable().IsList();
  const TypeRef element = ElementOf(type);
  const NamedType& named = element.Named();
  if (left_ > 0 && input.kind == json::Kind::kArray && list) {
    ReadElements(input, type.Nullable().Inner());
  } else if (left_ > 0 && input.kind == json::Kind::kObject &&
             named.kind == TypeKind::kInputObject) {
    ReadMembers(input, named);
  } else {
    input.text = scanner_.ReadValue();
    return input;
  }
  input.text = {start, static_cast<std::size_t>(scanner_.Cursor() - start)};
  return input;
}

void JsonInputReader::ReadElements(JsonInput& input, const TypeRef& element) {
  for (scanner_.EnterArray(); scanner_.NextElement();) {
    if (left_ == 0) {
      scanner_.SkipValue();
      continue;
    }
    --left_;
    input.elements.push_back(Read(element));
  }
}

void JsonInputReader::ReadMembers(JsonInput& input, const NamedType& type) {
  json::Key key;
  for (scanner_.EnterObject(); scanner_.NextMember(key);) {
    if (left_ == 0) {
      scanner_.SkipValue();
      continue;
    }
    --left_;
    std::string name = json::DecodeString(key.content);
    const InputField* field = type.Input(name);
    JsonInput value;
    if (field != nullptr) {
      value = Read(field->type);
    } else {
      value.kind = scanner_.Peek();
      value.text = scanner_.ReadValue();
    }
    input.members.push_back({std::move(name), std::move(value)});
  }
}

void VariableErrors::Add(std::string message, Span node) {
  if (IsFull()) {
    return;
  }
  if (errors_.size() == limit_) {
    errors_.push_back(
        {"Too many errors processing variables, error limit reached. Execution aborted."});
    return;
  }
  errors_.push_back(ErrorAt(source_, node.start, std::move(message)));
}

namespace {

std::vector<std::string_view> NamesOf(const NamedType& type) {
  std::vector<std::string_view> names;
  names.reserve(type.input_fields.size());
  for (const InputField& field : type.input_fields) {
    names.emplace_back(field.name);
  }
  return names;
}

}  // namespace

InputValue InputCoercion::Coerce(const JsonInput& input, const TypeRef& type) {
  if (input.kind == json::Kind::kNull) {
    if (type.IsNonNull()) {
      Fail(input.text, "Expected non-nullable type \"" + ToString(type) + "\" not to be null.");
    }
    return {};
  }
  const TypeRef nullable = type.Nullable();
  if (nullable.IsList()) {
    return CoerceList(input, nullable.Inner());
  }
  return nullable.Named().kind == TypeKind::kInputObject ? CoerceObject(input, nullable.Named())
                                                         : CoerceLeaf(input, nullable.Named());
}

InputValue InputCoercion::CoerceList(const JsonInput& input, const TypeRef& element) {
  InputValue::List list;
  if (input.kind != json::Kind::kArray) {
    list.push_back(Coerce(input, element));
    return {std::move(list)};
  }
  list.reserve(input.elements.size());
  for (std::size_t i = 0; i < input.elements.size() && !errors_.IsFull(); ++i) {
    list.push_back(CoerceAt("[" + std::to_string(i) + "]", input.elements[i], element));
  }
  return {std::move(list)};
}

InputValue InputCoercion::CoerceObject(const JsonInput& input, const NamedType& type) {
  if (input.kind != json::Kind::kObject) {
    Fail(input.text, "Expected type \"" + type.name + "\" to be an object.");
    return {};
  }
  InputValue::Object object;
  for (const InputField& field : type.input_fields) {
    CoerceField(input, field, object);
  }
  CheckNames(input, type);
  if (type.one_of) {
    CheckOneOf(input, type, object);
  }
  return {std::move(object)};
}

void InputCoercion::CoerceField(const JsonInput& input,
                                const InputField& field,
                                InputValue::Object& object) {
  if (const JsonInput* given = input.Member(field.name)) {
    object.emplace_back(field.name, CoerceAt("." + field.name, *given, field.type));
  } else if (field.default_value) {
    object.emplace_back(field.name, *field.default_value);
  } else if (field.type.IsNonNull()) {
    Fail(input.text,
         "Field \"" + field.name + "\" of required type \"" + ToString(field.type) +
             "\" was not provided.");
  }
}

void InputCoercion::CheckNames(const JsonInput& input, const NamedType& type) {
  for (const auto& [name, value] : input.members) {
    if (errors_.IsFull() || type.Input(name) != nullptr) {
      continue;
    }
    Fail(input.text,
         "Field \"" + Clip(name) + "\" is not defined by type \"" + type.name + "\"." +
             (suggestions_ ? DidYouMean(Suggestions(name, NamesOf(type))) : ""));
  }
}

// A field whose value is wrong is null here; that is no second error.
void InputCoercion::CheckOneOf(const JsonInput& input,
                               const NamedType& type,
                               const InputValue::Object& object) {
  if (object.size() != 1) {
    Fail(input.text, "Exactly one key must be specified for OneOf type \"" + type.name + "\".");
  }
  if (object.empty()) {
    return;
  }
  const std::string& key = object.front().first;
  const JsonInput* given = input.Member(key);
  if (given != nullptr && given->kind == json::Kind::kNull) {
    const std::size_t size = path_.size();
    path_ += "." + key;
    Fail("null", "Field \"" + key + "\" must be non-null.");
    path_.resize(size);
  }
}

InputValue InputCoercion::CoerceLeaf(const JsonInput& input, const NamedType& type) {
  auto value = ParseLeafValue(type, input.kind, input.text, suggestions_);
  if (!value) {
    Fail(input.text, value.error());
    return {};
  }
  return *std::move(value);
}

InputValue InputCoercion::CoerceAt(const std::string& step,
                                   const JsonInput& input,
                                   const TypeRef& type) {
  const std::size_t size = path_.size();
  path_ += step;
  InputValue value = Coerce(input, type);
  path_.resize(size);
  return value;
}

void InputCoercion::Fail(std::string_view text, const std::string& why) {
  if (errors_.IsFull()) {
    return;
  }
  const std::string name(definition_.variable.text);
  const std::string at = path_.empty() ? "" : " at \"" + name + path_ + "\"";
  errors_.Add("Variable \"$" + name + "\" got invalid value " + Clip(text) + at + "; " + why,
              definition_.span);
}

}  // namespace pipeline::graphql
