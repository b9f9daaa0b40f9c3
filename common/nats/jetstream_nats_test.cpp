#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "common/nats/jetstream.hpp"
#include "tests/support/nats_server.hpp"

namespace pipeline::nats {
namespace {

class JetStreamTest : public ::testing::Test {
 protected:
  JetStreamTest() {
    ConnectionOptions options;
    options.url = server_.url();
    options.name = "jetstream-test";
    connection_ = std::move(*Connection::Connect(options, {}));
    requests_ = std::move(*Requests::Create(*connection_, {}));
    jetstream_ = std::make_unique<JetStream>(*requests_);
    EXPECT_TRUE(jetstream_->Api("STREAM.CREATE.s", R"({"name":"s","subjects":["s.>"]})"));
  }

  testing::NatsServer server_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Requests> requests_;
  std::unique_ptr<JetStream> jetstream_;
};

TEST_F(JetStreamTest, ReadsStoredMessagesByteForByte) {
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  for (const std::string& body : {std::string(),
                                  std::string(R"({"data":"x","message":{"data":"y"}})"),
                                  every_byte,
                                  std::string(500'000, 'x')}) {
    const auto ack = jetstream_->PublishAndWait({"s.a", {{"Name", R"("data":"z")"}}, body});
    ASSERT_TRUE(ack) << ack.error().message;
    for (const auto& stored :
         {jetstream_->GetMessage("s", ack->sequence), jetstream_->GetLastMessage("s", "s.a")}) {
      ASSERT_TRUE(stored) << stored.error().message;
      EXPECT_EQ(stored->subject, "s.a");
      EXPECT_EQ(stored->sequence, ack->sequence);
      EXPECT_EQ(stored->headers.Get("Name"), R"("data":"z")");
      EXPECT_TRUE(stored->body == body) << body.size() << " bytes";
    }
  }
}

TEST_F(JetStreamTest, ReadsASubjectThatContainsJson) {
  const std::string subject = R"(s."data":"x")";
  const auto ack = jetstream_->PublishAndWait({subject, {}, "body"});
  ASSERT_TRUE(ack) << ack.error().message;
  const auto stored = jetstream_->GetMessage("s", ack->sequence);
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(stored->subject, subject);
  EXPECT_EQ(stored->body, "body");
}

TEST_F(JetStreamTest, ReportsAMissingMessage) {
  EXPECT_EQ(jetstream_->GetMessage("s", 9).error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(jetstream_->GetMessage("none", 1).error().code, base::ErrorCode::kNotFound);
}

}  // namespace
}  // namespace pipeline::nats
