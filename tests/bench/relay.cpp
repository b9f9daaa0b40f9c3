// The baseline of a hop: copies a message to relay.{key} and acknowledges it when it is stored. No
// step, no checks, no headers but the id; the pull loop is the services' own.
//   relay NATS_URL STREAM DURABLE
#include <csignal>
#include <iostream>
#include <memory>
#include <thread>

#include "common/delivery/delivery.hpp"
#include "common/delivery/pull_loop.hpp"
#include "common/delivery/readiness.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/requests.hpp"

namespace {

using namespace pipeline;

void Relay(nats::JetStream& jetstream, delivery::Delivery delivery) {
  auto held = std::make_shared<delivery::Delivery>(std::move(delivery));
  const nats::Message& message = held->message();
  const std::string_view subject = message.subject();
  const nats::Outgoing copy{
      "relay" + std::string(subject.substr(std::min(subject.find('.'), subject.size()))) + ".copy",
      {{"Nats-Msg-Id", std::to_string(held->position().sequence)}},
      std::string(message.body())};
  jetstream.Publish(copy, [held](const base::Result<nats::PubAck>& ack) {
    if (ack) std::move(*held).Ack();
  });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "relay NATS_URL STREAM DURABLE\n";
    return 2;
  }
  nats::ConnectionOptions options;
  options.url = argv[1];
  options.name = "relay";
  auto connection = nats::Connection::Connect(options, {});
  auto requests = nats::Requests::Create(**connection, {});
  nats::JetStream jetstream(**requests);
  delivery::Readiness readiness;
  delivery::InFlight in_flight(**connection, readiness);
  delivery::PullLoop loop(
      **connection, readiness, in_flight, argv[2], argv[3], {}, [&](delivery::Delivery delivery) {
        Relay(jetstream, std::move(delivery));
      });
  const auto ran = loop.Run({});  // Until it is killed.
  return ran ? 0 : 1;
}
