#include <algorithm>
#include <memory>
#include <vector>

#include "services/api/graphql/language/parser.hpp"
#include "services/api/graphql/language/printer.hpp"
#include "services/api/graphql/schema/sdl_parts.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

/// Prints the values of a document: arguments, defaults, and the types of variables.
class ValuePrinter {
 public:
  explicit ValuePrinter(const ast::Document& document) {
    for (const ast::Definition& definition : document.definitions) {
      std::visit(*this, definition.node);
    }
    for (const ast::Value* value : PartsOf(document).values) {
      printed.push_back(Print(*value));
    }
    std::sort(printed.begin(), printed.end());
  }

  template <typename SdlDefinition>
  void operator()(const SdlDefinition&) {}

  void operator()(const ast::OperationDefinition& operation) {
    for (const ast::VariableDefinition& variable : operation.variables) {
      printed.push_back(Print(variable.type));
      if (variable.default_value) {
        printed.push_back(Print(*variable.default_value));
      }
      Add(variable.directives);
    }
    Add(operation.directives);
    Add(operation.selection_set);
  }

  void operator()(const ast::FragmentDefinition& fragment) {
    Add(fragment.directives);
    Add(fragment.selection_set);
  }

  void operator()(const ast::Field& field) {
    Add(field.arguments);
    Add(field.directives);
    Add(field.selection_set);
  }

  void operator()(const ast::FragmentSpread& spread) { Add(spread.directives); }

  void operator()(const ast::InlineFragment& fragment) {
    Add(fragment.directives);
    Add(fragment.selection_set);
  }

  std::vector<std::string> printed;  ///< In the order of their bytes.

 private:
  void Add(const std::vector<ast::Argument>& arguments) {
    for (const ast::Argument& argument : arguments) {
      printed.push_back(Print(argument.value));
    }
  }

  void Add(const std::vector<ast::Directive>& directives) {
    for (const ast::Directive& directive : directives) {
      Add(directive.arguments);
    }
  }

  void Add(const std::unique_ptr<ast::SelectionSet>& set) {
    if (set != nullptr) {
      Add(*set);
    }
  }

  void Add(const ast::SelectionSet& set) {
    for (const ast::Selection& selection : set.selections) {
      std::visit(*this, selection.node);
    }
  }
};

}  // namespace

std::string ProbeParse(const ProbeRequest& request) {
  const Source source(request.query);
  const auto document = Parse(source);
  if (!document) {
    return R"({"error":)" + ToJson(document.error()) + "}";
  }
  std::string list;
  for (const std::string& value : ValuePrinter(*document).printed) {
    list.append(list.empty() ? "" : ",").append(Quote(value));
  }
  return R"({"values":[)" + list + "]}";
}

}  // namespace pipeline::graphql
