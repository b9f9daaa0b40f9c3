#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.hpp"
#include "libs/files/bucket_revision.hpp"

namespace pipeline::kv_reader {

/// Writes results to standard output, or to another open file, which it does not close. After a
/// failure it drops everything. Not thread-safe.
class Output {
 public:
  explicit Output(std::FILE* file) : file_(file) {}

  void Write(std::string_view bytes);
  /// Succeeds when everything written has left the process. The error's message is empty where the
  /// reader of a pipe has closed its end (`| head`), which is not worth a report.
  base::Result<void> Flush();
  bool IsTerminal() const;

 private:
  std::FILE* file_;
  int failure_ = 0;  ///< errno of the first failure.
};

/// Columns of `keys`: key, original name, revision, created, bytes.
std::vector<std::string> KeyColumns(const files::BucketRevision& revision);
/// Columns of `watch`: the same and the operation.
std::vector<std::string> ChangeColumns(const files::BucketRevision& revision);
/// Columns of `history`: revision, created, Upload-Id, Origin, sheets, rows, SHA-256, operation.
std::vector<std::string> HistoryColumns(const files::BucketRevision& revision);

/// One line with tabs between the columns, and a line feed. An unknown value is a "-".
std::string Line(const std::vector<std::string>& columns);
/// One line per row, columns aligned by code points.
std::string AlignedLines(const std::vector<std::vector<std::string>>& rows);

/// One line with an object. An unknown value is null; without a sender there is no `sender`.
std::string JsonLine(const files::BucketRevision& revision);
/// The same with `operation`.
std::string JsonChangeLine(const files::BucketRevision& revision);
/// The object with the value as `content`, unchanged but for line feeds between its tokens, which
/// become spaces. kCorrupted for a value that is not JSON.
base::Result<std::string> JsonContentLine(const files::Entry& entry);

}  // namespace pipeline::kv_reader
