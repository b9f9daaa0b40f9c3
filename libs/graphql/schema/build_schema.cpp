#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/built_in_sdl.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {
namespace {

constexpr ParseLimits kOwnDocument = {.tokens = 0};
constexpr std::string_view kMeta = "__Meta";

constexpr std::array<std::pair<std::string_view, ast::OperationType>, 3> kRootNames = {{
    {"Query", ast::OperationType::kQuery},
    {"Mutation", ast::OperationType::kMutation},
    {"Subscription", ast::OperationType::kSubscription},
}};

const ast::Document& BuiltInDocument() {
  static const Source source{std::string(kBuiltInSdl)};
  static const ast::Document document = Parse(source, kOwnDocument).value_or(ast::Document{});
  return document;
}

// The definitions of one kind, in the order of the document.
template <typename Definition>
std::vector<const Definition*> DefinitionsOf(const ast::Document& document) {
  std::vector<const Definition*> found;
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* node = std::get_if<Definition>(&definition.node)) {
      found.push_back(node);
    }
  }
  return found;
}

std::optional<std::string> TextOf(const std::optional<ast::StringValue>& description) {
  return description ? std::optional(description->text) : std::nullopt;
}

const ast::Directive* FindDirective(const std::vector<ast::Directive>& directives,
                                    std::string_view name) {
  const auto found = std::find_if(directives.begin(), directives.end(), [&](const auto& item) {
    return item.name.text == name;
  });
  return found == directives.end() ? nullptr : &*found;
}

// The string that a directive has as its only argument, or `absent` where it has none. Nothing
// where the directive is not there or its argument is no string.
std::optional<std::string> TextArgument(const std::vector<ast::Directive>& directives,
                                        std::string_view directive,
                                        std::string_view absent) {
  const ast::Directive* node = FindDirective(directives, directive);
  if (node == nullptr) {
    return std::nullopt;
  }
  if (node->arguments.empty()) {
    return std::string(absent);
  }
  const ast::Value& value = node->arguments.front().value;
  return value.kind == ast::ValueKind::kString ? std::optional(value.string.text) : std::nullopt;
}

std::optional<std::string> DeprecationOf(const std::vector<ast::Directive>& directives) {
  return TextArgument(directives, "deprecated", "No longer supported");
}

}  // namespace

// Builds one schema. Used once.
class SchemaBuilder {
 public:
  SchemaBuilder(const Source& source, const ast::Document& document)
      : source_(source), document_(document) {}

  Result<Schema> Build() {
    DeclareTypes();
    for (Declared* declared : all_) {
      Fill(*declared);
    }
    AddDirectives();
    SetDefaults();
    SetRoots();
    if (error_) {
      return tl::make_unexpected(*std::move(error_));
    }
    OrderTypes();
    LinkAbstractTypes();
    return std::move(schema_);
  }

 private:
  // A type, with its definition and its extensions.
  struct Declared {
    std::unique_ptr<NamedType> type;
    std::vector<const ast::TypeDefinition*> parts;
    bool built_in = false;
    bool has_defaults = false;
  };

  // A second definition of a name adds to the first, as an extension does; one of a built-in type
  // is ignored, as in graphql-js.
  void DeclareTypes() {
    for (const auto* definition : DefinitionsOf<ast::TypeDefinition>(BuiltInDocument())) {
      Declare(*definition, true);
    }
    const auto definitions = DefinitionsOf<ast::TypeDefinition>(document_);
    for (const auto* definition : definitions) {
      if (!definition->extend) {
        defined_.push_back(&Declare(*definition, false));
      }
    }
    for (const auto* extension : definitions) {
      if (extension->extend && Named(extension->name) != nullptr) {
        Declare(*extension, false);
      }
    }
  }

  Declared& Declare(const ast::TypeDefinition& definition, bool built_in) {
    Declared& declared = declared_[definition.name.text];
    if (declared.type == nullptr) {
      declared.type = std::make_unique<NamedType>();
      declared.type->kind = static_cast<TypeKind>(definition.kind);
      declared.type->name = definition.name.text;
      declared.built_in = built_in;
      all_.push_back(&declared);
    }
    if (declared.built_in == built_in) {
      declared.parts.push_back(&definition);
    }
    return declared;
  }

  /// Null, and an error, where the SDL has no type of that name.
  NamedType* Named(const ast::Name& name) {
    const auto found = declared_.find(name.text);
    if (found != declared_.end()) {
      return found->second.type.get();
    }
    if (!error_) {
      error_ =
          ErrorAt(source_, name.span.start, "Unknown type \"" + std::string(name.text) + "\".");
    }
    return nullptr;
  }

  TypeRef TypeOf(const ast::Type& type) {
    std::string wrappers;
    const ast::Type* at = &type;
    for (; at->kind != ast::Type::Kind::kNamed; at = at->of.get()) {
      wrappers += at->kind == ast::Type::Kind::kList ? '[' : '!';
    }
    return {Named(at->name), std::move(wrappers)};
  }

  void Fill(Declared& declared) {
    NamedType& type = *declared.type;
    const ast::TypeDefinition& definition = *declared.parts.front();
    type.description = TextOf(definition.description);
    type.specified_by_url = TextArgument(definition.directives, "specifiedBy", "");
    type.one_of = FindDirective(definition.directives, "oneOf") != nullptr;
    for (const ast::TypeDefinition* part : declared.parts) {
      AddPart(type, *part);
    }
  }

  void AddPart(NamedType& type, const ast::TypeDefinition& part) {
    for (const ast::Name& interface : part.interfaces) {
      type.interfaces.push_back(Named(interface));
    }
    for (const ast::FieldDefinition& field : part.fields) {
      type.fields.push_back(MakeField(field));
    }
    for (const ast::Name& member : part.members) {
      type.members.push_back(Named(member));
    }
    for (const ast::EnumValueDefinition& value : part.values) {
      type.values.push_back({std::string(value.name.text),
                             TextOf(value.description),
                             DeprecationOf(value.directives)});
    }
    for (const ast::InputValueDefinition& field : part.input_fields) {
      type.input_fields.push_back(MakeInput(field));
    }
  }

  OutputField MakeField(const ast::FieldDefinition& definition) {
    OutputField field;
    field.name = definition.name.text;
    field.description = TextOf(definition.description);
    for (const ast::InputValueDefinition& argument : definition.arguments) {
      field.arguments.push_back(MakeInput(argument));
    }
    field.type = TypeOf(definition.type);
    field.deprecation_reason = DeprecationOf(definition.directives);
    return field;
  }

  // SetDefaults() adds its default once all types are filled.
  InputField MakeInput(const ast::InputValueDefinition& definition) {
    InputField input;
    input.name = definition.name.text;
    input.description = TextOf(definition.description);
    input.type = TypeOf(definition.type);
    input.deprecation_reason = DeprecationOf(definition.directives);
    return input;
  }

  void AddDirectives() {
    directives_ = DefinitionsOf<ast::DirectiveDefinition>(document_);
    for (const auto* built_in : DefinitionsOf<ast::DirectiveDefinition>(BuiltInDocument())) {
      const bool defined =
          std::any_of(directives_.begin(), directives_.end(), [&](const auto* own) {
            return own->name.text == built_in->name.text;
          });
      if (!defined) {
        directives_.push_back(built_in);
      }
    }
    for (const ast::DirectiveDefinition* definition : directives_) {
      AddDirective(*definition);
    }
  }

  void AddDirective(const ast::DirectiveDefinition& definition) {
    DirectiveType directive;
    directive.name = definition.name.text;
    directive.description = TextOf(definition.description);
    for (const ast::Name& location : definition.locations) {
      directive.locations.emplace_back(location.text);
    }
    for (const ast::InputValueDefinition& argument : definition.arguments) {
      directive.arguments.push_back(MakeInput(argument));
    }
    directive.repeatable = definition.repeatable;
    schema_.directives_.push_back(std::move(directive));
  }

  void SetDefaults() {
    if (error_) {
      return;  // A type may be missing.
    }
    for (Declared* declared : all_) {
      SetDefaults(*declared);
    }
    for (std::size_t i = 0; i < directives_.size(); ++i) {
      SetDefaults(schema_.directives_[i].arguments, directives_[i]->arguments);
    }
  }

  void SetDefaults(Declared& declared) {
    if (std::exchange(declared.has_defaults, true)) {
      return;
    }
    auto field = declared.type->fields.begin();
    auto input = declared.type->input_fields.begin();
    for (const ast::TypeDefinition* part : declared.parts) {
      for (const ast::FieldDefinition& definition : part->fields) {
        SetDefaults((field++)->arguments, definition.arguments);
      }
      for (const ast::InputValueDefinition& definition : part->input_fields) {
        SetDefault(*input++, definition);
      }
    }
  }

  void SetDefaults(std::vector<InputField>& inputs,
                   const std::vector<ast::InputValueDefinition>& definitions) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      SetDefault(inputs[i], definitions[i]);
    }
  }

  void SetDefault(InputField& input, const ast::InputValueDefinition& definition) {
    if (!definition.default_value) {
      return;
    }
    SetDefaultsWithin(*definition.default_value, input.type);
    input.default_value = ValueFromLiteral(*definition.default_value, input.type, nullptr);
    if (input.default_value) {
      input.default_text = definition.default_value->text;
    }
  }

  // An object as a default needs the defaults of its own fields first.
  void SetDefaultsWithin(const ast::Value& value, const TypeRef& type) {
    for (const ast::Value& element : value.elements) {
      SetDefaultsWithin(element, type);
    }
    const NamedType& named = type.Named();
    if (value.kind != ast::ValueKind::kObject || named.kind != TypeKind::kInputObject) {
      return;
    }
    SetDefaults(declared_.at(named.name));
    for (const ast::ObjectField& field : value.fields) {
      if (const InputField* input = named.Input(field.name.text)) {
        SetDefaultsWithin(field.value, input->type);
      }
    }
  }

  // Without a schema definition, the names Query, Mutation and Subscription are the roots.
  void SetRoots() {
    bool defined = false;
    for (const auto* schema : DefinitionsOf<ast::SchemaDefinition>(document_)) {
      defined = defined || !schema->extend;
      if (schema->description) {
        schema_.description_ = schema->description->text;
      }
      for (const ast::OperationTypeDefinition& root : schema->operations) {
        Root(root.operation) = Named(root.type);
      }
    }
    for (const auto& [name, operation] : kRootNames) {
      const auto found = declared_.find(name);
      if (!defined && found != declared_.end() && Root(operation) == nullptr) {
        Root(operation) = found->second.type.get();
      }
    }
  }

  const NamedType*& Root(ast::OperationType operation) {
    switch (operation) {
      case ast::OperationType::kMutation:
        return schema_.mutation_;
      case ast::OperationType::kSubscription:
        return schema_.subscription_;
      default:
        return schema_.query_;
    }
  }

  // Each type of the SDL, followed by the built-in types that it is the first to refer to.
  void OrderTypes() {
    for (const Declared* declared : defined_) {
      ordered_names_.insert(declared->type->name);
    }
    for (const Declared* declared : defined_) {
      AddWithReferences(*declared->type);
    }
    for (const NamedType* root : {schema_.query_, schema_.mutation_, schema_.subscription_}) {
      if (root != nullptr) {
        AddReference(*root);
      }
    }
    for (const DirectiveType& directive : schema_.directives_) {
      AddReferences(directive.arguments);
    }
    AddReference(*declared_.at("__Schema").type);
    schema_.meta_fields_ = std::move(declared_.at(kMeta).type->fields);
    for (const NamedType* type : order_) {
      const auto [at, added] = schema_.by_name_.emplace(type->name, nullptr);
      if (added) {
        auto& owner = declared_.at(type->name).type;
        at->second = owner.get();
        schema_.types_.push_back(std::move(owner));
      }
    }
  }

  void AddWithReferences(const NamedType& type) {
    order_.push_back(&type);
    for (const NamedType* interface : type.interfaces) {
      AddReference(*interface);
    }
    for (const OutputField& field : type.fields) {
      AddReference(field.type.Named());
      AddReferences(field.arguments);
    }
    for (const NamedType* member : type.members) {
      AddReference(*member);
    }
    AddReferences(type.input_fields);
  }

  void AddReferences(const std::vector<InputField>& inputs) {
    for (const InputField& input : inputs) {
      AddReference(input.type.Named());
    }
  }

  void AddReference(const NamedType& type) {
    if (ordered_names_.insert(type.name).second) {
      AddWithReferences(type);
    }
  }

  void LinkAbstractTypes() {
    for (const auto& type : schema_.types_) {
      if (type->kind == TypeKind::kUnion) {
        schema_.possible_types_[type.get()] = type->members;
      }
      auto& lists = type->kind == TypeKind::kInterface ? schema_.implementing_interfaces_
                                                       : schema_.possible_types_;
      for (const NamedType* interface : type->interfaces) {
        lists[interface].push_back(type.get());
      }
    }
  }

  const Source& source_;
  const ast::Document& document_;
  Schema schema_;
  std::unordered_map<std::string_view, Declared> declared_;
  std::vector<Declared*> all_;                               ///< In the order of their definitions.
  std::vector<Declared*> defined_;                           ///< The SDL's own.
  std::vector<const ast::DirectiveDefinition*> directives_;  ///< As Schema::Directives().
  std::unordered_set<std::string_view> ordered_names_;
  std::vector<const NamedType*> order_;
  std::optional<Error> error_;  ///< The first one.
};

Result<Schema> BuildSchema(const Source& sdl) {
  const auto document = Parse(sdl, kOwnDocument);
  if (!document) {
    return tl::make_unexpected(document.error());
  }
  return SchemaBuilder(sdl, *document).Build();
}

}  // namespace pipeline::graphql
