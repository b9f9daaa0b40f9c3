#include "services/immudb-writer/immudb_ledger.hpp"

#include <unistd.h>

#include <array>
#include <random>
#include <set>
#include <utility>

#include "common/base/encoding.hpp"
#include "libs/ledger/ledger_schema.hpp"
#include "services/immudb-writer/chunk_row.hpp"
#include "services/immudb-writer/statements.hpp"
#include "services/immudb-writer/store_attempt.hpp"

namespace pipeline::immudb_writer {
namespace {

// `{host}-{random}-`: no two writers share it, and with a number behind it fits in 64 bytes.
std::string BatchPrefix() {
  std::array<char, 65> name{};
  const std::string host = gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
  std::random_device device;
  std::array<std::uint8_t, 6> bytes{};
  for (auto& byte : bytes) {
    byte = static_cast<std::uint8_t>(device());
  }
  return host.substr(0, 30) + "-" + base::ToHex(bytes.data(), bytes.size()) + "-";
}

// The uploads to store next: at most one statement's worth, each id once. What is left of
// `waiting` afterwards comes later, and so finds its forerunner stored.
std::vector<std::size_t> TakePart(std::span<const LedgerUpload> batch,
                                  std::vector<std::size_t>& waiting) {
  std::vector<std::size_t> part;
  std::vector<std::size_t> later;
  std::set<std::string_view> ids;
  for (const std::size_t i : waiting) {
    const bool now = part.size() < kMaxRowsPerStatement && ids.insert(batch[i].upload_id).second;
    (now ? part : later).push_back(i);
  }
  waiting = std::move(later);
  return part;
}

}  // namespace

ImmudbLedger::ImmudbLedger(ledger::ImmudbOptions options)
    : options_(std::move(options)), batch_prefix_(BatchPrefix()) {}

template <typename Call>
auto ImmudbLedger::WithConnection(Call&& call)
    -> decltype(call(std::declval<ledger::SqlConnection&>())) {
  if (!connection_) {
    auto opened = ledger::SqlConnection::Open(options_);
    if (!opened) {
      return tl::make_unexpected(std::move(opened).error());
    }
    connection_ = std::move(*opened);
  }
  auto result = call(*connection_);
  if (!result) {
    connection_.reset();
  }
  return result;
}

base::Result<void> ImmudbLedger::EnsureSchema() {
  const std::lock_guard lock(mutex_);
  return WithConnection(
      [](ledger::SqlConnection& connection) { return ledger::EnsureTables(connection); });
}

base::Result<std::vector<LedgerAnswer>> ImmudbLedger::Store(std::span<const LedgerUpload> batch) {
  const std::lock_guard lock(mutex_);
  std::vector<LedgerAnswer> answers(batch.size(), LedgerEntry{});
  std::vector<std::size_t> waiting;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (auto checked = CheckUpload(batch[i]); !checked) {
      answers[i] = tl::make_unexpected(std::move(checked).error());
    } else {
      waiting.push_back(i);
    }
  }
  while (!waiting.empty()) {
    const std::vector<std::size_t> part = TakePart(batch, waiting);
    std::vector<const LedgerUpload*> uploads;
    uploads.reserve(part.size());
    for (const std::size_t i : part) {
      uploads.push_back(&batch[i]);
    }
    auto stored = StoreDistinct(uploads);
    if (!stored) {
      return stored;
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
      answers[part[i]] = std::move((*stored)[i]);
    }
  }
  return answers;
}

base::Result<std::vector<LedgerAnswer>> ImmudbLedger::StoreDistinct(
    std::span<const LedgerUpload* const> part) {
  auto stored = WithConnection([&](ledger::SqlConnection& connection) {
    return immudb_writer::Store({connection, part, [this] { return NextBatchId(); }, {}});
  });
  if (stored || stored.error().code != base::ErrorCode::kTooLarge) {
    return stored;
  }
  if (part.size() > 1) {
    return StoreOneByOne(part);
  }
  return std::vector<LedgerAnswer>{tl::make_unexpected(
      contract::Rejection{contract::RejectionCode::kLedgerLimit, stored.error().message})};
}

base::Result<std::vector<LedgerAnswer>> ImmudbLedger::StoreOneByOne(
    std::span<const LedgerUpload* const> part) {
  std::vector<LedgerAnswer> answers;
  for (std::size_t i = 0; i < part.size(); ++i) {
    auto stored = StoreDistinct(part.subspan(i, 1));
    if (!stored) {
      return stored;
    }
    answers.push_back(std::move(stored->front()));
  }
  return answers;
}

base::Result<void> ImmudbLedger::Probe() {
  const std::lock_guard lock(mutex_);
  return WithConnection([](ledger::SqlConnection& connection) -> base::Result<void> {
    ledger::BoundValues id;
    id.Add("probe");
    const auto rows = connection.Execute(SelectUpload(), id);
    return rows ? base::Result<void>() : tl::make_unexpected(rows.error());
  });
}

base::Result<std::optional<StoredUpload>> ImmudbLedger::FindUpload(std::string_view upload_id) {
  const std::lock_guard lock(mutex_);
  return WithConnection([upload_id](ledger::SqlConnection& connection) {
    return ReadStoredUpload(connection, upload_id);
  });
}

std::string ImmudbLedger::NextBatchId() { return batch_prefix_ + std::to_string(++batches_); }

}  // namespace pipeline::immudb_writer
