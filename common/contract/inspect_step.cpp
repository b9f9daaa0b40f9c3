#include "common/contract/inspect_step.hpp"

#include <utility>

#include "common/contract/sheet_message.hpp"

namespace pipeline::contract {

Checked<StepOutput> Inspect(std::string_view body) {
  return ReadSheetMessage(body).map([](SheetMessage message) {
    return StepOutput{std::move(message.filename), message.sheets, message.rows, {}};
  });
}

}  // namespace pipeline::contract
