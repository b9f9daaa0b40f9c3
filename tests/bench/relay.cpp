// The baseline of a hop: copies each message of STREAM to PREFIX.{key} and acknowledges it when it
// is stored. No step, no checks, no headers but an id; the pull loop is the services' own. A raw
// message's subject has no key: it gets one of 500, by its sequence. In a bucket ($KV.) it gets no
// id, like ours.
//   relay NATS_URL STREAM DURABLE PREFIX
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"
#include "common/pipeline/delivery.hpp"
#include "common/pipeline/pull_loop.hpp"
#include "common/service/readiness.hpp"

namespace {

using namespace pipeline;

constexpr std::uint64_t kKeys = 500;

std::string KeyOf(const pipeline::Delivery& delivery) {
  const std::string_view subject = delivery.message().subject();
  const std::size_t dot = subject.find('.');
  return dot == std::string_view::npos ? std::to_string(delivery.position().sequence % kKeys)
                                       : std::string(subject.substr(dot + 1));
}

contract::Headers HeadersOf(const pipeline::Delivery& delivery, std::string_view prefix) {
  if (prefix.starts_with("$KV.")) return {};
  const nats::Position& position = delivery.position();
  return {{"Nats-Msg-Id", position.stream + "-" + std::to_string(position.sequence)}};
}

void Relay(nats::JetStream& jetstream, const std::string& prefix, pipeline::Delivery delivery) {
  auto held = std::make_shared<pipeline::Delivery>(std::move(delivery));
  const nats::Outgoing copy{prefix + "." + KeyOf(*held),
                            HeadersOf(*held, prefix),
                            nats::Body::Borrowed(held->message().body())};
  jetstream.Publish(copy, [held](const base::Result<nats::PubAck>& ack) {
    if (ack) std::move(*held).Ack();
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "relay NATS_URL STREAM DURABLE PREFIX\n";
    return 2;
  }
  nats::ConnectionOptions options;
  options.url = argv[1];
  options.name = "relay";
  auto connection = nats::Connection::Connect(options, {});
  auto requests = nats::Requests::Create(**connection, {});
  nats::JetStream jetstream(**requests);
  service::Readiness readiness;
  pipeline::InFlight in_flight(**connection, readiness);
  pipeline::PullLoop loop(
      **connection, readiness, in_flight, {.stream = argv[2], .durable = argv[3]});
  const auto ran =
      loop.Run([&](pipeline::Delivery delivery) { Relay(jetstream, argv[4], std::move(delivery)); },
               {});  // Until it is killed.
  return ran ? 0 : 1;
}
