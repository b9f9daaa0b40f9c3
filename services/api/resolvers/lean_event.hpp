#pragma once

#include <string>
#include <string_view>

#include "common/contract/rejection.hpp"

namespace pipeline::api {

/// What a SheetJS worker would post of these sheets, without its workbook. `content` is JSON: the
/// sheets, [{sheetName, data}], or an object that has them as `sheets` or `content` (what getFile
/// answers). They stay byte for byte; each sheet is checked where the message is. Pure.
contract::Checked<std::string> LeanEvent(std::string_view filename, std::string_view content);

}  // namespace pipeline::api
