#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/immudb-writer/statements.hpp"
#include "services/immudb-writer/store_attempt.hpp"
#include "services/immudb-writer/upload_row.hpp"

namespace pipeline::immudb_writer {
namespace {

struct Header {
  std::size_t upload = 0;  // Its index in the attempt.
  UploadRow row;
};

std::int64_t NowMicroseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::string NameOf(const UploadRow& row) { return "header row of upload " + row.upload_id; }

LedgerEntry EntryOf(LedgerState state, const UploadRow& row) {
  return {state, {}, static_cast<std::size_t>(row.chunk_count), row.stored_at_us};
}

std::vector<Header> HeadersOf(const StoreAttempt& attempt, const std::string& batch) {
  std::vector<Header> headers;
  const std::int64_t now = NowMicroseconds();
  for (std::size_t i = 0; i < attempt.uploads.size(); ++i) {
    if (attempt.answers[i]) {
      Header header{i, RowOf(*attempt.uploads[i])};
      header.row.stored_at_us = now;
      header.row.batch_id = batch;
      headers.push_back(std::move(header));
    }
  }
  return headers;
}

// The header row was there before this attempt.
base::Result<void> CompareWithEarlier(StoreAttempt& attempt, const Header& header) {
  ledger::BoundValues id;
  id.Add(header.row.upload_id);
  const auto rows = attempt.connection.Execute(SelectUpload(), id);
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  if (rows->size() != 1) {
    return Absent(NameOf(header.row));
  }
  const auto earlier = ReadUploadRow(*rows, 0);
  if (!earlier) {
    return tl::make_unexpected(earlier.error());
  }
  const bool same =
      earlier->content_sha256 == header.row.content_sha256 && earlier->sender == header.row.sender;
  attempt.answers[header.upload] =
      same ? LedgerAnswer(EntryOf(LedgerState::kAlreadyStored, *earlier))
           : Reused(NameOf(header.row));
  return {};
}

base::Result<void> Compare(StoreAttempt& attempt,
                           const std::vector<Header>& headers,
                           const ledger::Rows& rows) {
  std::map<std::string, UploadRow> written;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = ReadUploadRow(rows, i);
    if (!row) {
      return tl::make_unexpected(std::move(row).error());
    }
    written[row->upload_id] = std::move(*row);
  }
  for (const Header& header : headers) {
    const auto row = written.find(header.row.upload_id);
    if (row == written.end()) {
      if (auto compared = CompareWithEarlier(attempt, header); !compared) {
        return compared;
      }
    } else if (row->second != header.row) {
      return Altered(NameOf(header.row));
    } else {
      attempt.answers[header.upload] = EntryOf(LedgerState::kStored, header.row);
    }
  }
  return {};
}

}  // namespace

base::Result<void> StoreHeaders(StoreAttempt& attempt) {
  const std::string batch = attempt.next_batch();
  const std::vector<Header> headers = HeadersOf(attempt, batch);
  if (headers.empty()) {
    return {};
  }
  ledger::BoundValues values;
  for (const Header& header : headers) {
    Bind(header.row, values);
  }
  const auto rows = InsertAndReadBack(
      attempt.connection, InsertUploads(headers.size()), values, SelectUploadsOfBatch(), batch);
  return rows ? Compare(attempt, headers, *rows) : tl::make_unexpected(rows.error());
}

}  // namespace pipeline::immudb_writer
