#pragma once

#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "libs/files/revision.hpp"

namespace pipeline::kv_reader {

/// key, original name, revision, created, bytes.
std::vector<std::string> KeyColumns(const files::Revision& revision);
/// The same and the operation.
std::vector<std::string> ChangeColumns(const files::Revision& revision);
/// revision, created, Upload-Id, Origin, sheets, rows, SHA-256, operation.
std::vector<std::string> HistoryColumns(const files::Revision& revision);

/// One line with tabs between, its line feed included. What is not known is a "-".
std::string Line(const std::vector<std::string>& columns);
/// One line for each row, columns below each other by code points.
std::string AlignedLines(const std::vector<std::vector<std::string>>& rows);

/// One line with an object. What is not known is null; `sender` is there only where there is one.
std::string JsonLine(const files::Revision& revision);
/// With `operation` as well.
std::string JsonChangeLine(const files::Revision& revision);
/// With the value as `content`, as it stands but for line feeds between its tokens, which become
/// spaces. kCorrupted for a value that is not JSON.
base::Result<std::string> JsonContentLine(const files::Entry& entry);

}  // namespace pipeline::kv_reader
