#include "services/kv-reader/commands.hpp"

#include "libs/files/printable.hpp"
#include "services/kv-reader/revision_text.hpp"

namespace pipeline::kv_reader {
namespace {

using base::ErrorCode;
using files::BucketReader;
using files::Entry;
using files::Operation;
using files::Printable;
using files::Revision;
using Columns = std::vector<std::string> (*)(const Revision&);
using ToJsonLine = std::string (*)(const Revision&);

void Show(const std::vector<Revision>& revisions,
          bool json,
          ToJsonLine json_line,
          Columns columns,
          Output& output) {
  std::vector<std::vector<std::string>> rows;
  for (const Revision& revision : revisions) {
    if (json) {
      output.Write(json_line(revision));
    } else {
      rows.push_back(columns(revision));
    }
  }
  if (output.IsTerminal()) return output.Write(AlignedLines(rows));
  for (const auto& row : rows) output.Write(Line(row));
}

base::Result<Entry> ReadWanted(BucketReader& bucket, const CommandLine& line) {
  auto last = bucket.Find(line.subject, line.sender);
  if (!last || line.revision == 0) return last;
  return bucket.At(last->revision.key, static_cast<std::uint64_t>(line.revision));
}

std::string Named(const Revision& revision) {
  return "revision " + std::to_string(revision.number) + " of " + Printable(revision.key);
}

base::Result<void> CheckValue(const Entry& entry) {
  if (entry.revision.operation != Operation::kPut) {
    return base::Fail(ErrorCode::kNotFound,
                      Printable(entry.revision.key) + " is deleted: " + Named(entry.revision) +
                          " is a " + std::string(ToString(entry.revision.operation)) +
                          "; history shows what may be read with --revision");
  }
  if (!HasItsHash(entry)) {
    return base::Fail(
        ErrorCode::kCorrupted,
        Named(entry.revision) + ": the value does not have the SHA-256 of its header");
  }
  return {};
}

}  // namespace

base::Result<void> ShowKeys(BucketReader& bucket, const CommandLine& line, Output& output) {
  const auto present = bucket.Present(line.subject);
  if (!present) return tl::make_unexpected(present.error());
  Show(*present, line.json, JsonLine, KeyColumns, output);
  return {};
}

base::Result<void> ShowValue(BucketReader& bucket, const CommandLine& line, Output& output) {
  const auto entry = ReadWanted(bucket, line);
  if (!entry) return tl::make_unexpected(entry.error());
  auto checked = CheckValue(*entry);
  if (!checked) return checked;
  if (!line.json) {
    output.Write(entry->value);
    return {};
  }
  const auto json_line = JsonContentLine(*entry);
  if (!json_line) return tl::make_unexpected(json_line.error());
  output.Write(*json_line);
  return {};
}

base::Result<void> ShowHistory(BucketReader& bucket, const CommandLine& line, Output& output) {
  const auto last = bucket.Find(line.subject, line.sender);
  if (!last) return tl::make_unexpected(last.error());
  const auto history = bucket.History(last->revision.key);
  if (!history) return tl::make_unexpected(history.error());
  Show(*history, line.json, JsonChangeLine, HistoryColumns, output);
  return {};
}

}  // namespace pipeline::kv_reader
