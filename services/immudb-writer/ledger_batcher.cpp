#include "services/immudb-writer/ledger_batcher.hpp"

#include <utility>

#include "common/base/backoff.hpp"

namespace pipeline::immudb_writer {
namespace {

void HandBack(const std::vector<LedgerJob>& jobs) {
  for (const LedgerJob& job : jobs) {
    job.done(std::nullopt);
  }
}

}  // namespace

LedgerBatcher::LedgerBatcher(Ledger& ledger, LedgerBatcherOptions options)
    : ledger_(ledger), options_(std::move(options)) {
  if (!options_.pause) {
    options_.pause = [this](std::chrono::milliseconds pause) {
      base::SleepFor(pause, stop_.get_token());
    };
  }
  thread_ = std::thread([this] { Run(); });
}

LedgerBatcher::~LedgerBatcher() { Stop(); }

void LedgerBatcher::Add(LedgerJob job) {
  {
    const std::lock_guard lock(mutex_);
    if (!stop_.stop_requested()) {
      waiting_.push_back({std::move(job), std::chrono::steady_clock::now()});
      changed_.notify_all();
      return;
    }
  }
  job.done(std::nullopt);
}

void LedgerBatcher::Stop() {
  {
    // Under the lock, so that no job is added after the thread has handed back the last one.
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
  }
  changed_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void LedgerBatcher::Run() {
  while (!stop_.stop_requested()) {
    StoreBatch(Collect());
  }
  std::deque<Waiting> rest;
  {
    const std::lock_guard lock(mutex_);
    rest.swap(waiting_);
  }
  for (const Waiting& waiting : rest) {
    waiting.job.done(std::nullopt);
  }
}

std::vector<LedgerJob> LedgerBatcher::Collect() {
  std::unique_lock lock(mutex_);
  const auto stopping = [this] { return stop_.stop_requested(); };
  changed_.wait(lock, [&] { return stopping() || !waiting_.empty(); });
  if (stopping()) {
    return {};
  }
  changed_.wait_until(
      lock, waiting_.front().since + options_.linger, [&] { return stopping() || BatchIsFull(); });
  return stopping() ? std::vector<LedgerJob>() : TakeBatch();
}

bool LedgerBatcher::BatchIsFull() const {
  std::size_t bytes = 0;
  for (const Waiting& waiting : waiting_) {
    bytes += waiting.job.upload.body.size();
  }
  return waiting_.size() >= options_.max_uploads || bytes >= options_.max_bytes;
}

std::vector<LedgerJob> LedgerBatcher::TakeBatch() {
  std::vector<LedgerJob> batch;
  std::size_t bytes = 0;
  while (!waiting_.empty() && batch.size() < options_.max_uploads) {
    bytes += waiting_.front().job.upload.body.size();
    if (!batch.empty() && bytes > options_.max_bytes) {
      break;
    }
    batch.push_back(std::move(waiting_.front().job));
    waiting_.pop_front();
  }
  return batch;
}

void LedgerBatcher::StoreBatch(const std::vector<LedgerJob>& batch) {
  base::Backoff backoff(options_.first_pause, options_.longest_pause);
  auto stored = Attempt(batch);
  if (!stored && options_.on_outage) {
    options_.on_outage(stored.error());
  }
  const bool outage = !stored;
  while (!stored) {
    options_.pause(backoff.Next());
    if (stop_.stop_requested()) {
      HandBack(batch);
      return;
    }
    stored = Attempt(batch);
  }
  if (outage && options_.on_recovered) {
    options_.on_recovered();
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch[i].done(std::move((*stored)[i]));
  }
}

base::Result<std::vector<LedgerAnswer>> LedgerBatcher::Attempt(
    const std::vector<LedgerJob>& batch) {
  if (batch.empty()) {
    return std::vector<LedgerAnswer>();
  }
  std::vector<LedgerUpload> uploads;
  uploads.reserve(batch.size());
  for (const LedgerJob& job : batch) {
    uploads.push_back(job.upload);
  }
  auto stored = ledger_.Store(uploads);
  if (stored && stored->size() != batch.size()) {
    return base::Fail(base::ErrorCode::kInternal,
                      "ledger: expected " + std::to_string(batch.size()) + " answers, got " +
                          std::to_string(stored->size()),
                      true);
  }
  return stored;
}

}  // namespace pipeline::immudb_writer
