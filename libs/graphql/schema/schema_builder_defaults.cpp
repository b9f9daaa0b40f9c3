// The builder's way to the default values of arguments and input fields. One may be an object of a
// type whose fields have defaults, which are then needed first.
#include "libs/graphql/schema/default_text.hpp"
#include "libs/graphql/schema/literals.hpp"
#include "libs/graphql/schema/schema_builder.hpp"

namespace pipeline::graphql {

void SchemaBuilder::SetDefaults() {
  for (NamedType* type : all_) {
    if (type->kind == TypeKind::kInputObject && !defaults_set_.contains(type)) {
      SetDefaults(*type);
    }
    const TypeNodes& nodes = nodes_.types.at(type);
    for (std::size_t i = 0; i < type->fields.size(); ++i) {
      SetDefaults(type->fields[i].arguments, nodes.fields[i]->arguments);
    }
  }
  for (std::size_t i = 0; i < schema_.directives_.size(); ++i) {
    SetDefaults(schema_.directives_[i].arguments, nodes_.directives[i]->arguments);
  }
}

void SchemaBuilder::SetDefaults(NamedType& input) {
  const auto [state, fresh] = defaults_set_.emplace(&input, false);
  const std::vector<const ast::InputValueDefinition*>& nodes = nodes_.types.at(&input).input_fields;
  if (!fresh) {
    if (!state->second) {
      Fail("Input Object \"" + input.name + "\" needs its own default values for one of them.",
           {nodes.front()->span});
    }
    return;
  }
  if (++defaults_under_way_ > kMaxInputNesting) {
    Fail("Input Object \"" + input.name + "\" is nested too deep in others.",
         {nodes_.types.at(&input).parts.front()->span});
  }
  for (std::size_t i = 0; !error_ && i < nodes.size(); ++i) {
    SetDefault(input.input_fields[i], *nodes[i]);
  }
  --defaults_under_way_;
  defaults_set_[&input] = true;
}

void SchemaBuilder::SetDefaults(std::vector<InputField>& arguments,
                                const std::vector<ast::InputValueDefinition>& definitions) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    SetDefault(arguments[i], definitions[i]);
  }
}

// A literal that is not of the type makes no default, as in graphql-js.
void SchemaBuilder::SetDefault(InputField& input, const ast::InputValueDefinition& definition) {
  if (!definition.default_value) {
    return;
  }
  SetDefaultsWithin(*definition.default_value, input.type);
  input.default_value = ValueFromLiteral(*definition.default_value, input.type, nullptr);
  if (input.default_value) {
    input.default_text = DefaultText(*input.default_value, input.type);
  }
}

void SchemaBuilder::SetDefaultsWithin(const ast::Value& value, const TypeRef& type) {
  const TypeRef nullable = type.Nullable();
  if (nullable.IsList()) {
    for (const ast::Value& element : value.elements) {
      SetDefaultsWithin(element, nullable.Inner());
    }
    if (value.kind != ast::ValueKind::kList) {
      SetDefaultsWithin(value, nullable.Inner());
    }
    return;
  }
  if (value.kind != ast::ValueKind::kObject || nullable.Named().kind != TypeKind::kInputObject) {
    return;
  }
  NamedType& input = *declared_.at(nullable.Named().name);
  SetDefaults(input);
  for (const ast::ObjectField& field : value.fields) {
    if (const InputField* found = input.Input(field.name.text)) {
      SetDefaultsWithin(field.value, found->type);
    }
  }
}

}  // namespace pipeline::graphql
