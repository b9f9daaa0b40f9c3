#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "common/base/error.hpp"
#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// An upload on its way into the ledger.
struct LedgerJob {
  LedgerUpload upload;
  /// Keeps the bytes that `upload.body` points into.
  std::shared_ptr<const void> bytes;
  /// Called once, on the batcher's thread or in Stop(): with the ledger's answer, or with nothing
  /// if the batcher was stopped first; whether the upload is stored is not known then.
  std::function<void(std::optional<LedgerAnswer>)> done;
};

struct LedgerBatcherOptions {
  std::size_t max_uploads = 50;
  std::size_t max_bytes = std::size_t{4} << 20;  ///< A larger upload goes alone.
  /// Time that the first upload of a batch waits for others.
  std::chrono::milliseconds linger{20};
  std::chrono::milliseconds first_pause{100};
  std::chrono::milliseconds longest_pause{5000};
  /// Waits between two attempts. Empty: really waits, and Stop() ends the wait.
  std::function<void(std::chrono::milliseconds)> pause = {};
  /// Called once when the ledger fails, and once when it works again. On the batcher's thread.
  std::function<void(const base::Error&)> on_outage = {};
  std::function<void()> on_recovered = {};
};

/// Collects uploads into batches and stores them, on a thread of its own. Any Error of the ledger
/// is an outage, and nobody's fault: the same batch is tried again, with growing, jittered pauses,
/// until it works. Uploads are answered in the order in which they came. Bounded by whoever adds:
/// what is unacknowledged upstream.
class LedgerBatcher {
 public:
  /// `ledger` must outlive it.
  explicit LedgerBatcher(Ledger& ledger, LedgerBatcherOptions options = {});
  LedgerBatcher(const LedgerBatcher&) = delete;
  LedgerBatcher& operator=(const LedgerBatcher&) = delete;
  /// Stops it.
  ~LedgerBatcher();

  /// From any thread; does not wait. After Stop() the job is answered at once, with nothing.
  void Add(LedgerJob job);

  /// Waits for the attempt that is under way, if any, and answers whatever is not stored then with
  /// nothing. Not from a callback.
  void Stop();

 private:
  struct Waiting {
    LedgerJob job;
    std::chrono::steady_clock::time_point since;
  };

  void Run();
  std::vector<LedgerJob> Collect();
  bool BatchIsFull() const;
  std::vector<LedgerJob> TakeBatch();
  void StoreBatch(const std::vector<LedgerJob>& batch);
  base::Result<std::vector<LedgerAnswer>> Attempt(const std::vector<LedgerJob>& batch);

  Ledger& ledger_;
  LedgerBatcherOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::stop_source stop_;
  std::thread thread_;
};

}  // namespace pipeline::immudb_writer
