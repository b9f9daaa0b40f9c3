#include "libs/uploads/consumer_progress.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace pipeline::uploads {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFresh{200};
constexpr milliseconds kCatchUp{500};

// From when on a stream surely holds everything that was ever stored in it.
std::int64_t CompleteSince(const nats::StreamSummary& summary) {
  if (summary.first_sequence <= 1) return std::numeric_limits<std::int64_t>::min();
  return summary.messages == 0 ? std::numeric_limits<std::int64_t>::max() : summary.first_time_ns;
}

}  // namespace

ConsumerProgress::ConsumerProgress(nats::JetStream& jetstream,
                                   std::string stream,
                                   std::string durable,
                                   std::vector<nats::StreamFollower*> outputs)
    : jetstream_(jetstream),
      stream_(std::move(stream)),
      durable_(std::move(durable)),
      outputs_(std::move(outputs)) {}

bool ConsumerProgress::HasSettled(std::uint64_t sequence, std::int64_t since_ns) {
  const std::lock_guard lock(mutex_);
  if (steady_clock::now() - read_at_ > kFresh) Refresh();
  return floor_ >= sequence && since_ns >= complete_since_ns_;
}

void ConsumerProgress::Refresh() {
  floor_ = 0;
  read_at_ = steady_clock::now();
  const auto info = jetstream_.Api("CONSUMER.INFO." + stream_ + "." + durable_, "");
  if (!info) return;
  const std::uint64_t floor =
      info->value("ack_floor", nlohmann::json::object()).value("stream_seq", std::uint64_t{0});
  complete_since_ns_ = std::numeric_limits<std::int64_t>::min();
  for (nats::StreamFollower* output : outputs_) {
    const auto summary = nats::ReadStreamSummary(jetstream_, output->stream());
    if (!summary) {
      if (summary.error().code == base::ErrorCode::kNotFound) continue;  // Nothing was published.
      return;
    }
    complete_since_ns_ = std::max(complete_since_ns_, CompleteSince(*summary));
    if (!output->Reaches(*summary, kCatchUp)) return;
  }
  floor_ = floor;
  read_at_ = steady_clock::now();
}

}  // namespace pipeline::uploads
