#include "common/pipeline/delivery.hpp"

#include <utility>
#include <vector>

namespace pipeline {

using std::chrono::steady_clock;

std::uint64_t InFlight::Add(std::string ack_subject, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  bytes_ += bytes;
  held_.emplace(next_id_, Held{std::move(ack_subject), bytes, steady_clock::now()});
  return next_id_++;
}

void InFlight::Settle(std::uint64_t id, std::string_view verb) {
  std::unordered_map<std::uint64_t, Held>::node_type node;
  {
    const std::lock_guard lock(mutex_);
    node = held_.extract(id);
    bytes_ -= node.mapped().bytes;
  }
  // A failure to send costs a redelivery, nothing else.
  static_cast<void>(connection_.Publish(node.mapped().ack_subject, "", {}, verb));
  readiness_.Touch();
}

void InFlight::KeepInProgress(std::chrono::milliseconds older_than) {
  std::vector<std::string> subjects;
  const auto now = steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    for (auto& [id, held] : held_) {
      if (now - held.last_progress < older_than) continue;
      held.last_progress = now;
      subjects.push_back(held.ack_subject);
    }
  }
  for (const std::string& subject : subjects) {
    static_cast<void>(connection_.Publish(subject, "", {}, "+WPI"));
  }
}

std::size_t InFlight::messages() const {
  const std::lock_guard lock(mutex_);
  return held_.size();
}

std::size_t InFlight::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

Delivery::Delivery(InFlight& in_flight, nats::Message message, nats::Position position)
    : in_flight_(&in_flight),
      message_(std::move(message)),
      position_(std::move(position)),
      id_(in_flight.Add(std::string(message_.reply()), message_.body().size())) {}

Delivery::~Delivery() {
  if (in_flight_) Settle("-NAK");
}

void Delivery::Ack() && { Settle("+ACK"); }
void Delivery::Terminate() && { Settle("+TERM"); }
void Delivery::HandBack() && { Settle("-NAK"); }

void Delivery::Settle(std::string_view verb) { in_flight_.release()->Settle(id_, verb); }

}  // namespace pipeline
