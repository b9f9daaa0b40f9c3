#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/requests.hpp"
#include "common/nats/topology.hpp"
#include "libs/uploads/upload_index.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::uploads {

inline constexpr std::chrono::seconds kIndexPatience{20};

/// A pipeline without services: the tests publish and acknowledge what the services would.
class IndexFixture : public ::testing::Test {
 protected:
  IndexFixture() { Connect(); }

  void Connect() {
    nats::ConnectionOptions options;
    options.url = server_.url();
    options.name = "index-test";
    connection_ = std::move(*nats::Connection::Connect(options, {}));
    nats::ConnectionEvents events;
    events.reconnected = [this] {
      if (index_) index_->OnReconnected();
      if (on_reconnected_) on_reconnected_();
    };
    requests_ = std::move(*nats::Requests::Create(*connection_, std::move(events)));
    jetstream_ = std::make_unique<nats::JetStream>(*requests_);
    Provision();
  }

  /// Makes what is missing of the topology.
  void Provision() {
    const auto ensured = nats::EnsureStreams(*jetstream_, nats::Topology({}));
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  void Start(std::size_t uploads = 100) {
    index_.reset();
    index_ = std::make_unique<UploadIndex>(
        *connection_, *jetstream_, UploadIndexOptions{uploads, "safeInputsFiles"});
  }

  void StartAndWait(std::size_t uploads = 100) {
    Start(uploads);
    ASSERT_TRUE(testing::PollUntil(kIndexPatience, [this] { return index_->NotReady().empty(); }))
        << index_->NotReady();
  }

  nats::PubAck Publish(const std::string& subject, const contract::Headers& headers) {
    base::Result<nats::PubAck> ack;
    EXPECT_TRUE(testing::PollUntil(kIndexPatience, [&] {
      ack = jetstream_->PublishAndWait({subject, headers, "{}"});
      return ack.has_value();
    }));
    return ack.value_or(nats::PubAck{});
  }

  /// Publishes a raw message; answers what its Origin is.
  contract::Origin Accept(const std::string& id, const std::string& filename = "a.csv") {
    const auto ack =
        Publish(contract::kRawStream,
                {{contract::kUploadIdHeader, id}, {contract::kFileNameHeader, filename}});
    const auto stored = jetstream_->GetMessage(contract::kRawStream, ack.sequence);
    return {stored ? stored->time_ns : 0, ack.sequence};
  }

  nats::PubAck Publish(const std::string& subject,
                       const std::string& id,
                       const contract::Origin& origin,
                       contract::Headers extra = {}) {
    extra.Set(contract::kUploadIdHeader, id);
    extra.Set(contract::kOriginHeader, origin.ToString());
    extra.Set(contract::kFileNameHeader, "a.csv");
    return Publish(subject, extra);
  }

  /// Takes one message from a durable and acknowledges it, as its service would.
  void AcknowledgeNext(const std::string& stream, const std::string& durable) {
    const std::string inbox = connection_->NewInbox();
    const auto subscription = connection_->Subscribe(inbox);
    ASSERT_TRUE(subscription);
    ASSERT_TRUE(connection_->Publish("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + durable,
                                     inbox,
                                     {},
                                     R"({"batch":1,"expires":5000000000})"));
    const auto message = (*subscription)->Next(std::chrono::seconds(6));
    ASSERT_TRUE(message) << message.error().message;
    ASSERT_TRUE(message->position()) << "nothing to acknowledge in " << stream;
    ASSERT_TRUE(
        requests_->Call({std::string(message->reply()), {}, "+ACK"}, std::chrono::seconds(5)));
  }

  /// Polls until the upload's state satisfies `wanted`; the last state seen.
  template <typename Predicate>
  UploadState Await(const std::string& id, Predicate wanted) {
    UploadState last;
    EXPECT_TRUE(testing::PollUntil(kIndexPatience,
                                   [&] {
                                     const auto state = index_->Find(id);
                                     if (state) last = *state;
                                     return state && wanted(*state);
                                   }))
        << "bucket " << ToString(last.bucket.kind) << ", ledger " << ToString(last.ledger.kind);
    return last;
  }

  void DeleteStream(const std::string& name) {
    ASSERT_TRUE(jetstream_->Api("STREAM.DELETE." + name, ""));
  }

  testing::NatsServer server_;
  std::function<void()> on_reconnected_;
  std::unique_ptr<nats::Connection> connection_;
  std::unique_ptr<nats::Requests> requests_;
  std::unique_ptr<nats::JetStream> jetstream_;
  std::unique_ptr<UploadIndex> index_;
};

}  // namespace pipeline::uploads
