#include "common/sheets/inspect_step.hpp"

#include <utility>

#include "common/sheets/sheet_message.hpp"

namespace pipeline::sheets {

Checked<StepOutput> Inspect(std::string_view body) {
  return ReadSheetMessage(body).map([](SheetMessage message) {
    return StepOutput{std::move(message.filename), message.sheets, message.rows, {}};
  });
}

}  // namespace pipeline::sheets
