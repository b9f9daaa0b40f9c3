#include "services/kv-reader/output.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>

#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "common/json/scanner.hpp"
#include "libs/files/escape_for_terminal.hpp"

namespace pipeline::kv_reader {
namespace {

using files::BucketRevision;
using files::Entry;
using files::EscapeForTerminal;
using nlohmann::ordered_json;

constexpr std::size_t kColumnGap = 2;

std::string NumberOrEmpty(const std::optional<std::uint64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

ordered_json TextOrNull(const std::string& text) {
  return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

ordered_json NumberOrNull(const std::optional<std::uint64_t>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json ToJson(const BucketRevision& revision) {
  ordered_json object = {{"key", revision.key},
                         {"filename", TextOrNull(revision.filename)},
                         {"revision", revision.number},
                         {"created", base::FormatTime(revision.created_ns)},
                         {"uploadId", TextOrNull(revision.upload_id)},
                         {"origin", TextOrNull(revision.origin)}};
  if (!revision.sender.empty()) object["sender"] = revision.sender;
  object["sheets"] = NumberOrNull(revision.sheets);
  object["rows"] = NumberOrNull(revision.rows);
  object["bytes"] = NumberOrNull(revision.bytes);
  object["sha256"] = TextOrNull(revision.sha256);
  return object;
}

std::string Cell(const std::string& text) { return text.empty() ? "-" : EscapeForTerminal(text); }

// The number of code points: continuation bytes of UTF-8 take no column.
std::size_t Width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string AlignedLine(const std::vector<std::string>& row,
                        const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string cell = Cell(row[i]);
    line += cell;
    if (i + 1 < row.size()) line.append(widths[i] - Width(cell) + kColumnGap, ' ');
  }
  return line + '\n';
}

}  // namespace

void Output::Write(std::string_view bytes) {
  if (failure_ != 0) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) failure_ = errno;
}

base::Result<void> Output::Flush() {
  if (failure_ == 0 && std::fflush(file_) != 0) failure_ = errno;
  if (failure_ == 0) return {};
  const std::string reason = std::generic_category().message(failure_);
  return base::Fail(base::ErrorCode::kUnavailable,
                    failure_ == EPIPE ? std::string() : "standard output: " + reason);
}

bool Output::IsTerminal() const { return isatty(fileno(file_)) == 1; }

std::vector<std::string> KeyColumns(const BucketRevision& revision) {
  return {revision.key,
          revision.filename,
          std::to_string(revision.number),
          base::FormatTime(revision.created_ns),
          NumberOrEmpty(revision.bytes)};
}

std::vector<std::string> ChangeColumns(const BucketRevision& revision) {
  std::vector<std::string> columns = KeyColumns(revision);
  columns.emplace_back(ToString(revision.operation));
  return columns;
}

std::vector<std::string> HistoryColumns(const BucketRevision& revision) {
  return {std::to_string(revision.number),
          base::FormatTime(revision.created_ns),
          revision.upload_id,
          revision.origin,
          NumberOrEmpty(revision.sheets),
          NumberOrEmpty(revision.rows),
          revision.sha256,
          std::string(ToString(revision.operation))};
}

std::string Line(const std::vector<std::string>& columns) {
  std::string line;
  for (const std::string& column : columns) {
    if (!line.empty()) line += '\t';
    line += Cell(column);
  }
  return line + '\n';
}

std::string AlignedLines(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(Cell(row[i])));
    }
  }
  std::string lines;
  for (const auto& row : rows) lines += AlignedLine(row, widths);
  return lines;
}

std::string JsonLine(const BucketRevision& revision) {
  return base::JsonText(ToJson(revision)) + '\n';
}

std::string JsonChangeLine(const BucketRevision& revision) {
  ordered_json object = ToJson(revision);
  object["operation"] = ToString(revision.operation);
  return base::JsonText(object) + '\n';
}

base::Result<std::string> JsonContentLine(const Entry& entry) {
  json::Scanner scanner(entry.value);
  scanner.SkipValue();
  if (!scanner.Finish()) {
    return base::Fail(base::ErrorCode::kCorrupted,
                      "expected a JSON value at revision " + std::to_string(entry.revision.number) +
                          " of " + EscapeForTerminal(entry.revision.key) + ": " +
                          scanner.TakeError().message + "; without --json its bytes are shown");
  }
  std::string content = entry.value;
  // JSON allows neither inside strings, so this changes white space only.
  std::replace_if(
      content.begin(), content.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  std::string line = base::JsonText(ToJson(entry.revision));
  line.pop_back();
  return line + ",\"content\":" + content + "}\n";
}

}  // namespace pipeline::kv_reader
