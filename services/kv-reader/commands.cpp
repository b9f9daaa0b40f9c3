#include "services/kv-reader/commands.hpp"

#include <chrono>
#include <string>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/nats/stream_reader.hpp"
#include "libs/files/escape_for_terminal.hpp"

namespace pipeline::kv_reader {
namespace {

using base::ErrorCode;
using files::BucketReader;
using files::BucketRevision;
using files::Entry;
using files::EscapeForTerminal;
using files::Operation;
using Columns = std::vector<std::string> (*)(const BucketRevision&);
using ToJsonLine = std::string (*)(const BucketRevision&);
using std::chrono::milliseconds;

void Show(const std::vector<BucketRevision>& revisions,
          bool json,
          ToJsonLine json_line,
          Columns columns,
          Output& output) {
  std::vector<std::vector<std::string>> rows;
  for (const BucketRevision& revision : revisions) {
    if (json) {
      output.Write(json_line(revision));
    } else {
      rows.push_back(columns(revision));
    }
  }
  if (output.IsTerminal()) return output.Write(AlignedLines(rows));
  for (const auto& row : rows) output.Write(Line(row));
}

base::Result<Entry> ReadRequested(BucketReader& bucket, const CommandLine& line) {
  auto last = bucket.Find(line.subject, line.sender);
  if (!last || line.revision == 0) return last;
  return bucket.At(last->revision.key, static_cast<std::uint64_t>(line.revision));
}

std::string NameOf(const BucketRevision& revision) {
  return "revision " + std::to_string(revision.number) + " of " + EscapeForTerminal(revision.key);
}

base::Result<void> CheckValue(const Entry& entry) {
  if (entry.revision.operation != Operation::kPut) {
    return base::Fail(ErrorCode::kNotFound,
                      EscapeForTerminal(entry.revision.key) +
                          " is deleted: " + NameOf(entry.revision) + " is a " +
                          std::string(ToString(entry.revision.operation)) +
                          "; history shows what may be read with --revision");
  }
  if (!HasItsHash(entry)) {
    return base::Fail(
        ErrorCode::kCorrupted,
        NameOf(entry.revision) + ": the value does not have the SHA-256 of its header");
  }
  return {};
}

// The longest delay of a stop.
constexpr milliseconds kStep{100};
constexpr milliseconds kPause{250};

base::Result<void> ShowChange(const BucketRevision& revision, bool json, Output& output) {
  output.Write(json ? JsonChangeLine(revision) : Line(ChangeColumns(revision)));
  return output.Flush();
}

// Decides which errors are waited out, and logs once per outage what it waits for.
class OutageLog {
 public:
  // False if waiting does not help.
  bool WaitOut(const base::Error& error, const std::stop_token& stop) {
    if (error.code == ErrorCode::kTimeout) {
      Reset();
      return true;
    }
    if (!error.retryable && !connected_before_) return false;
    if (!logged_) base::LogWarning("waiting: {}", error.message);
    logged_ = true;
    base::SleepFor(kPause, stop);
    return true;
  }

  void Reset() {
    logged_ = false;
    connected_before_ = true;
  }

 private:
  bool logged_ = false;
  bool connected_before_ = false;
};

}  // namespace

base::Result<void> ShowKeys(BucketReader& bucket, const CommandLine& line, Output& output) {
  const auto present = bucket.Present(line.subject);
  if (!present) return tl::make_unexpected(present.error());
  Show(*present, line.json, JsonLine, KeyColumns, output);
  return {};
}

base::Result<void> ShowValue(BucketReader& bucket, const CommandLine& line, Output& output) {
  const auto entry = ReadRequested(bucket, line);
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

base::Result<void> Watch(nats::JetStream& jetstream,
                         const CommandLine& line,
                         Output& output,
                         const std::stop_token& stop) {
  const std::string& bucket = line.common.topology.bucket;
  nats::StreamReader reader(jetstream, files::FromLastRevisions(bucket, line.subject));
  OutageLog outage;
  bool present = true;
  while (!stop.stop_requested()) {
    const auto message = reader.Next(kStep);
    if (!message && !outage.WaitOut(message.error(), stop)) {
      return tl::make_unexpected(files::ExplainMissingBucket(jetstream, bucket, message.error()));
    }
    if (message) {
      outage.Reset();
      const auto revision = files::ReadRevision(bucket, *message);
      // A key deleted before is not shown; its deletion while watching is a change.
      const bool deleted_before = present && revision && revision->operation != Operation::kPut;
      if (revision && !deleted_before) {
        auto shown = ShowChange(*revision, line.json, output);
        if (!shown) return shown;
      }
    }
    present = present && !reader.CaughtUp();
  }
  return {};
}

}  // namespace pipeline::kv_reader
