#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/language/text.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/type_info.hpp"

namespace pipeline::graphql::validation {

/// The errors found by the rules of one validation, up to a limit.
class Report {
 public:
  Report(const Source& source, std::size_t max_errors) : source_(source), max_errors_(max_errors) {}

  /// Adds an error at these offsets of the source. Beyond the limit one more error says that there
  /// are more, and the validation ends.
  void AddAll(std::string message, std::vector<std::uint32_t> offsets);
  void Add(std::string message, const Span& span) { AddAll(std::move(message), {span.start}); }

  /// Ends the validation because a budget is spent.
  void Abort();

  /// Ends the validation with this error alone.
  void Fail(std::string message, const Span& span);

  /// True if no rule needs to look at more.
  bool Ended() const { return ended_; }

  /// The offset of a text of the syntax tree in the source.
  std::uint32_t OffsetOf(std::string_view text) const {
    return static_cast<std::uint32_t>(text.data() - source_.Body().data());
  }

  std::vector<Error> Take() const;

 private:
  struct Entry {
    std::string message;
    std::vector<std::uint32_t> offsets;
  };

  const Source& source_;
  std::size_t max_errors_;
  std::vector<Entry> entries_;
  bool ended_ = false;
};

/// The fragments of a document and their spreads. Following spreads is charged to a budget of
/// 50,000 steps, the one of graphql-js; when it is spent, the validation ends.
class Fragments {
 public:
  using Spreads = std::vector<const ast::FragmentSpread*>;
  using Definitions = std::vector<const ast::FragmentDefinition*>;

  Fragments(const ast::Document& document, Report& report);

  /// The last fragment of this name, or null.
  const ast::FragmentDefinition* Find(std::string_view name) const;

  /// The spreads within a selection set, outer sets first, the last set of a level first.
  const Spreads& SpreadsOf(const ast::SelectionSet& selections);

  /// All fragments that the operations reach. Operations that spread the same fragments share one
  /// result, which lives as long as this object.
  const Definitions& ReachedBy(const std::vector<const ast::OperationDefinition*>& operations);

  /// Charges the budget. False if it is spent.
  bool Spend(std::size_t cost);

 private:
  Definitions Collect(const std::vector<std::string_view>& names);

  Report& report_;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> by_name_;
  std::unordered_map<const ast::SelectionSet*, Spreads> spreads_;
  std::map<std::vector<std::string_view>, Definitions> reached_;
  std::size_t budget_ = 50'000;
};

/// A use of a variable, and the input type at its place.
struct VariableUsage {
  const ast::Value* variable = nullptr;
  TypeRef type;              ///< Empty if unknown.
  bool has_default = false;  ///< The argument or input field has one.
  TypeRef parent_input;      ///< The list or input object type around it.
};

/// The uses of variables by operations, including fragments. Each definition is walked once.
class VariableUsages {
 public:
  using Usages = std::vector<const VariableUsage*>;

  VariableUsages(const Schema& schema, Fragments& fragments, Report& report)
      : schema_(schema), fragments_(fragments), report_(report) {}

  /// The uses in the operation itself, then those in the fragments that it reaches.
  const Usages& Of(const ast::OperationDefinition& operation);

 private:
  template <typename Definition>
  const std::vector<VariableUsage>& Within(const Definition& definition);
  const Usages& WithinAll(const Fragments::Definitions& fragments);

  const Schema& schema_;
  Fragments& fragments_;
  Report& report_;
  std::unordered_map<const void*, std::vector<VariableUsage>> within_;
  std::unordered_map<const Fragments::Definitions*, Usages> within_all_;
  std::unordered_map<const ast::OperationDefinition*, Usages> of_;
};

/// The state that the rules of one validation share.
struct Context {
  const Schema& schema;
  const ast::Document& document;
  const TypeInfo& types;  ///< At the node that is entered or left.
  Report& report;
  Fragments& fragments;
  VariableUsages& usages;
  bool suggestions;
};

/// `text`, clipped, in quotes.
std::string Quoted(std::string_view text);

/// The value as GraphQL text, clipped.
std::string Printed(const ast::Value& value);

/// The type reference as GraphQL text, clipped.
std::string Printed(const ast::Type& type);

/// Names with the offsets of their uses, in the order of first use.
class NameGroups {
 public:
  using Group = std::pair<std::string_view, std::vector<std::uint32_t>>;

  void Add(std::string_view name, std::uint32_t offset) {
    const auto [at, inserted] = index_.emplace(name, groups_.size());
    if (inserted) {
      groups_.emplace_back(name, std::vector<std::uint32_t>{});
    }
    groups_[at->second].second.push_back(offset);
  }
  const std::vector<Group>& Groups() const { return groups_; }

 private:
  std::vector<Group> groups_;
  std::unordered_map<std::string_view, std::size_t> index_;
};

}  // namespace pipeline::graphql::validation
