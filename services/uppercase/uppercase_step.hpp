#pragma once

#include <string_view>

#include "common/contract/rejection.hpp"
#include "common/contract/step.hpp"

namespace pipeline::uppercase {

/// Turns an extracted message into the uppercased one: in every content[i].data, object keys and
/// string values are upper-cased recursively (UpperMapping), all else stays byte for byte as it
/// came: numbers, white space, the order of keys, escapes that are no letters, `filename`,
/// `metadata`, `sheetName`.
///
/// Columns that become one keep their values: the first in order of appearance over all rows of a
/// sheet has the upper-cased name, each later one the lowest free `_n` ("A", "A_1"), in every row.
/// In objects nested within rows the same holds for each object by itself. Pure; safe from any
/// thread; linear time.
contract::Checked<contract::StepOutput> Uppercase(std::string_view extracted);

}  // namespace pipeline::uppercase
