#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/contract/rejection.hpp"
#include "common/json/scanner.hpp"

namespace pipeline::contract {

/// True if `name` is this one. Its size is known when compiling, so that comparing costs no call.
template <std::size_t kSize>
bool IsNamed(std::string_view name, const char (&literal)[kSize]) {
  return name.size() == kSize - 1 && std::equal(literal, literal + kSize - 1, name.begin());
}

/// What takes the rows of a list of sheets as the scanner comes to them. The plain one passes them
/// over.
class RowReader {
 public:
  virtual ~RowReader() = default;
  /// Before the members of each sheet that is an object.
  virtual void StartSheet() {}
  /// Passes one element of `data`, of any kind.
  virtual void ReadRow(json::Scanner& scanner) { scanner.SkipValue(); }
};

/// The `filename` of a message. A breach of contract is kept until the whole document is known to
/// be JSON.
struct FilenamePart {
  std::string text;       ///< Decoded.
  std::string_view json;  ///< As it came, with its quotes; empty if there is none.
  std::optional<Rejection> problem;
};

FilenamePart ReadFilename(json::Scanner& scanner);

/// The `sheets` or `content` of a message: [{"sheetName":s,"data":[...]}].
struct SheetsPart {
  std::string_view json;                      ///< As it came; empty if there is no array.
  std::vector<std::string_view> sheet_names;  ///< sheetName of each, as it came, with its quotes.
  std::size_t rows = 0;                       ///< Elements of all `data`.
  std::optional<Rejection> problem;
};

/// `member` is the name that problems are told under.
SheetsPart ReadSheets(json::Scanner& scanner, std::string_view member, RowReader& rows);

}  // namespace pipeline::contract
