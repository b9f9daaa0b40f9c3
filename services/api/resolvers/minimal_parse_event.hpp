#pragma once

#include <string>
#include <string_view>

#include "common/contract/rejection.hpp"

namespace pipeline::api {

/// Wraps sheets into a ParseEvent like a SheetJS worker's, without the workbook. `content` is JSON:
/// the sheets, [{sheetName, data}], or an object with `sheets` or `content` (like getFile's
/// result). The sheets are copied byte for byte; ReadParseEvent() checks them. Pure.
contract::Checked<std::string> MinimalParseEvent(std::string_view filename,
                                                 std::string_view content);

}  // namespace pipeline::api
