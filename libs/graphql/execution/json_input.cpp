#include "libs/graphql/execution/json_input.hpp"

#include <utility>

#include "common/json/strings.hpp"

namespace pipeline::graphql {
namespace {

// A value that is no array stands for a list of one: its type is what the lists hold.
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

}  // namespace pipeline::graphql
