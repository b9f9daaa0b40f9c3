#include "common/nats/connection_options.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace pipeline::nats {
namespace {

using testing::HasSubstr;

class ConnectionOptionsTest : public testing::Test {
 protected:
  ConnectionOptionsTest() { std::ofstream(path_) << "neither a certificate nor a seed\n"; }
  ~ConnectionOptionsTest() override { std::filesystem::remove(path_); }

  const std::string path_ =
      testing::TempDir() + "connection_options_test." + std::to_string(getpid());
};

std::string Problem(const ConnectionOptions& options) {
  const auto made = MakeOptions(options);
  if (made) return {};
  EXPECT_EQ(made.error().code, base::ErrorCode::kInvalidConfiguration);
  return made.error().message;
}

TEST_F(ConnectionOptionsTest, TakesTheDefaults) { EXPECT_EQ(Problem({.name = "test"}), ""); }

TEST_F(ConnectionOptionsTest, ShowsAUrlThatIsNoneWithoutItsPassword) {
  EXPECT_EQ(Problem({.url = ","}), "NATS_URL: expected nats://host:port, got \"\"");
  // nats.c reads the rest only when it connects.
  const auto connected =
      Connection::Connect({.url = "nats://user:secret@host:port", .name = "test"}, {});
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_EQ(connected.error().message,
            "NATS_URL: expected nats://host:port, got \"nats://host:port\"");
}

TEST_F(ConnectionOptionsTest, NamesTheFileThatDoesNotHoldWhatItShould) {
  EXPECT_THAT(Problem({.name = "test", .tls_ca = path_}), HasSubstr("NATS_TLS_CA: " + path_));
  EXPECT_THAT(Problem({.name = "test", .tls_cert = path_, .tls_key = path_}),
              HasSubstr("NATS_TLS_CERT, NATS_TLS_KEY: " + path_));
  EXPECT_EQ(Problem({.name = "test", .nkey_seed_file = path_}),
            "NATS_NKEY_SEED_FILE: " + path_ + ": holds no user seed, a line that starts with SU");
}

}  // namespace
}  // namespace pipeline::nats
