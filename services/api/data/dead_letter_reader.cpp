#include "services/api/data/dead_letter_reader.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/base/encoding.hpp"
#include "common/base/numbers.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/stream_reader.hpp"
#include "services/api/data/display_text.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;

constexpr milliseconds kPatience{5000};

// The letters with `begin` <= sequence < `end`, the oldest first.
base::Result<std::vector<DeadLetter>> ReadRange(nats::JetStream& jetstream,
                                                std::uint64_t begin,
                                                std::uint64_t end) {
  nats::StreamReader reader(
      jetstream,
      {.stream = contract::kDeadLetterStream, .headers_only = true, .start_sequence = begin});
  std::vector<DeadLetter> letters;
  milliseconds timeout{0};
  while (!reader.CaughtUp() && reader.last_sequence() + 1 < end) {
    const auto message = reader.Next(timeout);
    if (message) {
      const auto position = message->position();
      if (position && position->sequence < end) {
        letters.push_back(ReadDeadLetter(*position, message->headers()));
      }
    } else if (message.error().code != ErrorCode::kTimeout || timeout.count() > 0) {
      return tl::make_unexpected(base::Error(message.error()).Within("reading the dead letters"));
    }
    timeout = kPatience;
  }
  return letters;
}

}  // namespace

DeadLetter ReadDeadLetter(const nats::Position& position, const contract::Headers& headers) {
  const auto text = [&headers](const char* name) { return DisplayText(headers.Get(name)); };
  const auto filename = base::PercentDecode(headers.Get(contract::kFileNameHeader));
  DeadLetter letter;
  letter.sequence = position.sequence;
  letter.time_ns = position.time_ns;
  letter.service = text(contract::kDeadLetterServiceHeader);
  letter.code = text(contract::kDeadLetterCodeHeader);
  letter.reason = text(contract::kDeadLetterReasonHeader);
  letter.subject = text(contract::kDeadLetterSubjectHeader);
  letter.stream = text(contract::kDeadLetterStreamHeader);
  letter.stream_sequence =
      base::ParseNumber<std::uint64_t>(headers.Get(contract::kDeadLetterSequenceHeader));
  letter.deliveries =
      base::ParseNumber<std::uint64_t>(headers.Get(contract::kDeadLetterDeliveriesHeader));
  letter.part = text(contract::kDeadLetterPartHeader);
  letter.upload_id = text(contract::kUploadIdHeader);
  letter.filename = DisplayText(filename.value_or(std::string()));
  letter.sender = text(contract::kSenderHeader);
  return letter;
}

DeadLetterReader::DeadLetterReader(nats::JetStream& jetstream, std::size_t waiting_changes)
    : jetstream_(jetstream), watchers_(waiting_changes) {
  follower_ = std::make_unique<nats::StreamFollower>(
      jetstream,
      nats::StreamFollower::Options{
          .stream = contract::kDeadLetterStream,
          .start =
              [](const nats::StreamSummary& summary,
                 const std::stop_token&,
                 nats::ReadOptions* read) { read->start_sequence = summary.last_sequence + 1; },
          .deliver =
              [this](const nats::Message& message, const nats::Position& position) {
                watchers_.Notify(ReadDeadLetter(position, message.headers()));
              }});
}

base::Result<DeadLetterPage> DeadLetterReader::Page(std::size_t first, std::uint64_t after) {
  const auto summary = nats::ReadStreamSummary(jetstream_, contract::kDeadLetterStream);
  if (!summary && summary.error().code == ErrorCode::kNotFound) return DeadLetterPage{};
  if (!summary) return tl::make_unexpected(summary.error());
  const std::uint64_t newest = summary->messages > 0 ? summary->last_sequence : 0;
  const std::uint64_t end = after > 0 ? std::min(after, newest + 1) : newest + 1;
  const std::uint64_t oldest = std::max<std::uint64_t>(1, summary->first_sequence);
  std::uint64_t span = first + 1;
  std::vector<DeadLetter> letters;
  for (std::uint64_t begin = end; begin > oldest && letters.size() <= first; span *= 2) {
    const std::uint64_t read_to = begin;
    begin = begin > span + oldest ? begin - span : oldest;
    auto older = ReadRange(jetstream_, begin, read_to);
    if (!older) return tl::make_unexpected(std::move(older).error());
    letters.insert(letters.begin(), older->begin(), older->end());
  }
  DeadLetterPage page{{}, letters.size() > first};
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    if (page.letters.size() < first) page.letters.push_back(std::move(*letter));
  }
  return page;
}

std::shared_ptr<WatchQueue<DeadLetter>> DeadLetterReader::Watch() {
  return watchers_.Add([](const DeadLetter&) { return true; });
}

std::string DeadLetterReader::NotReady() const {
  return follower_->CaughtUp() ? std::string() : "reading " + follower_->stream();
}

}  // namespace pipeline::api
