#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libs/graphql/execution/execute.hpp"
#include "libs/graphql/execution/response_tree.hpp"
#include "libs/graphql/execution/selection_plan.hpp"

namespace pipeline::graphql {

/// One execution. Its functions return false where their slot failed and something around it has to
/// become null; the error has been noted then.
class Run {
 public:
  Run(const Execution& execution, std::optional<Answer> event);

  Executed Execute();

 private:
  using Clock = std::chrono::steady_clock;

  struct Waiting {
    Slot* slot;
    Deferred deferred;
  };

  void ExecuteRoot(const NamedType& type);
  bool ExecuteSerially(SelectionPlan& plan, const Object& source);
  bool ExecuteFields(Slot& slot, SelectionPlan& plan, const Object& source);
  bool ExecuteField(Slot& slot, const Object& source);
  bool CallFunction(Slot& slot, const Object& source);

  /// Asks for what waits until nothing does.
  void Settle();
  void SettleRound(std::vector<Waiting> round);

  // Answers are handed down by reference: a move at each step would be most of the time.
  bool CompleteField(Slot& slot, Result<Answer>&& answer);
  bool Complete(Slot& slot, const TypeRef& type, Answer&& answer);
  bool CompleteNullable(Slot& slot, const TypeRef& type, Answer&& answer);
  bool CompleteList(Slot& slot, const TypeRef& item, Answer&& answer);
  bool CompleteLeaf(Slot& slot, const NamedType& type, Answer&& answer);
  bool CompleteObject(Slot& slot, const NamedType& type, const Answer& answer);
  bool MakeChildren(Slot& slot, Slot::Kind kind, std::size_t count);

  /// Notes the error of a field that could not be answered.
  bool FailField(Slot& slot, Error error);
  /// Always false.
  bool Fail(const Slot& slot, Error error);
  bool Stop(std::string message, std::string_view code);
  /// True where the slot may be null, which it then is.
  bool Absorb(Slot& slot) const;
  bool IsLate();
  Executed Finish();

  const Execution& execution_;
  std::optional<Answer> event_;
  Planner planner_;
  Slot root_;
  std::vector<Waiting> waiting_;
  std::vector<Error> errors_;
  bool stopped_ = false;
  std::size_t values_ = 0;
  Clock::time_point deadline_;
};

}  // namespace pipeline::graphql
