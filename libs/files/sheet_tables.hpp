#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/contract/rejection.hpp"

namespace pipeline::files {

/// One sheet of a message, ready to be looked at row by row.
struct SheetTable {
  std::string name;                    ///< Decoded.
  std::vector<std::string> columns;    ///< Decoded, in order of first appearance over all rows.
  std::vector<std::string_view> rows;  ///< Each as it stands in the message: in general an object.
};

/// The sheets of a message of the extracted or uppercased stage; they point into `body`. Refuses
/// what is not JSON or has no list of sheets as `content`; without any `content` there are none.
/// Takes 16 bytes a row. Pure; linear time.
contract::Checked<std::vector<SheetTable>> ReadSheetTables(std::string_view body);

/// The values of a row in the order of `columns`, each as it stands there, digit by digit; "null"
/// where the row has none. `row` is an object of a table with these columns.
std::vector<std::string_view> CellsOf(std::string_view row,
                                      const std::vector<std::string>& columns);

}  // namespace pipeline::files
