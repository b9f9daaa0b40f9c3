#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"

namespace pipeline::json {
class Scanner;
}

namespace pipeline::contract {

class RowReader;

/// Facts about a message of the extracted or uppercased stage.
struct SheetMessage {
  std::string filename;  ///< Decoded.
  std::size_t sheets = 0;
  std::size_t rows = 0;
};

/// Checks every byte of `body` as ReadParseEvent does, and that it is
/// {"filename":s,"metadata":{...},"content":[{"sheetName":s,"data":[...]}]}. `metadata` and members
/// that are not named here may hold anything. Of several breaches the first of this list is told:
/// the document, `filename`, `content`. Pure; safe from any thread; linear time.
Checked<SheetMessage> ReadSheetMessage(std::string_view body);

/// The same for a step that does something with the rows: `rows` gets them in order, while it is
/// not yet known whether the message will be accepted. `scanner` stands at the start of the body.
Checked<SheetMessage> ReadSheetMessage(json::Scanner& scanner, RowReader& rows);

/// The step of a service that stores messages unchanged: checks the message and leaves
/// StepOutput::body empty.
Checked<StepOutput> InspectSheetMessage(std::string_view body);

}  // namespace pipeline::contract
