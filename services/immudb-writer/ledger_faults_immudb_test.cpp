#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/support/ledger_fixture.hpp"
#include "tests/support/poll.hpp"

// libpqxx 6.4.5 loses the result of a call during which the connection broke (make_result() throws
// before it owns it): about a kilobyte for each of the connections that these tests break.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): LeakSanitizer's name
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pqxx::connection_base::exec\nleak:pqxx::connection_base::register_prepared\n";
}

namespace pipeline::immudb_writer {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr auto kPatience = seconds(60);

class LedgerFaultsTest : public LedgerFixture {
 protected:
  // Stores `count` batches of 20 uploads, each again until it works.
  void StoreBatches(int count) {
    const std::string body(6000, 'x');
    for (int batch = 0; batch < count; ++batch) {
      std::vector<LedgerUpload> uploads;
      uploads.reserve(20);
      for (int i = 0; i < 20; ++i) {
        uploads.push_back(SampleUpload("id-" + std::to_string(batch * 20 + i), body));
      }
      const bool stored = testing::PollUntil(kPatience, [&] {
        const auto answers = ledger_.Store(uploads);
        errors_ += answers ? 0 : 1;
        EXPECT_TRUE(answers || answers.error().retryable) << answers.error().message;
        return answers.has_value();
      });
      ASSERT_TRUE(stored);
      stored_ += 20;
    }
  }

  void ExpectEachStoredOnce(int count) {
    EXPECT_EQ(stored_, count);
    for (int i = 0; i < count; ++i) {
      const StoredUpload upload = Find("id-" + std::to_string(i));
      EXPECT_TRUE(upload.content_matches());
      EXPECT_EQ(upload.revisions, 1U);
    }
    EXPECT_EQ(Number("SELECT COUNT(*) FROM upload"), count);
    EXPECT_EQ(Number("SELECT COUNT(*) FROM (HISTORY OF upload_chunk)"), count);
  }

  std::atomic<int> stored_{0};
  std::atomic<int> errors_{0};
};

bool IsConnectedTo(int socket, std::uint16_t port) {
  sockaddr_in peer{};
  socklen_t size = sizeof(peer);
  return getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
         peer.sin_family == AF_INET && ntohs(peer.sin_port) == port;
}

// Breaks every connection of this process to `port`; how many there were.
int BreakConnectionsTo(std::uint16_t port) {
  int broken = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int descriptor = std::stoi(entry.path().filename().string());
    if (IsConnectedTo(descriptor, port)) {
      broken += shutdown(descriptor, SHUT_RDWR) == 0 ? 1 : 0;
    }
  }
  return broken;
}

TEST_F(LedgerFaultsTest, LosesNothingWhenTheServerIsKilled) {
  constexpr int kBatches = 60;
  std::thread writer([this] { StoreBatches(kBatches); });
  for (const int until : {100, 400, 800}) {
    EXPECT_TRUE(testing::PollUntil(kPatience, [&] { return stored_ >= until; }));
    server_.Kill();
    server_.Restart();
  }
  writer.join();
  EXPECT_GE(errors_, 1);
  ExpectEachStoredOnce(kBatches * 20);
}

TEST_F(LedgerFaultsTest, StoresEachUploadOnceWhenConnectionsBreakInMidFlight) {
  constexpr int kBatches = 40;
  std::atomic<bool> done = false;
  std::thread writer([&] {
    StoreBatches(kBatches);
    done = true;
  });
  int broken = 0;
  for (int until = 20; until < kBatches * 20 && broken < 20; until += 20) {
    EXPECT_TRUE(testing::PollUntil(kPatience, [&] { return done || stored_ >= until; }));
    broken += BreakConnectionsTo(server_.port());
  }
  writer.join();
  EXPECT_GE(broken, 5);
  EXPECT_GE(errors_, 1);
  ExpectEachStoredOnce(kBatches * 20);
}

TEST_F(LedgerFaultsTest, GivesUpOnAServerThatHangs) {
  ledger::ImmudbOptions options = OptionsFor(server_);
  options.deadline = milliseconds(500);
  ImmudbLedger ledger(options);
  const LedgerUpload upload = SampleUpload("id-1", "body");
  ASSERT_TRUE(ledger.Probe().has_value());
  server_.Signal(SIGSTOP);
  const auto start = std::chrono::steady_clock::now();
  const auto stored = ledger.Store({&upload, 1});
  const auto took = std::chrono::steady_clock::now() - start;
  ASSERT_FALSE(stored.has_value());
  EXPECT_EQ(stored.error().code, base::ErrorCode::kTimeout);
  EXPECT_TRUE(stored.error().retryable);
  EXPECT_THAT(stored.error().message, HasSubstr("expected an answer within 500 ms, none came"));
  EXPECT_LT(took, seconds(5));
  const auto reconnected = ledger.Probe();
  ASSERT_FALSE(reconnected.has_value());
  EXPECT_TRUE(reconnected.error().retryable);
  server_.Signal(SIGCONT);
  EXPECT_TRUE(testing::PollUntil(kPatience, [&] {
    return ledger.Store({&upload, 1}).has_value();
  }));
  EXPECT_EQ(Find("id-1").revisions, 1U);
}

TEST_F(LedgerFaultsTest, SaysThatTheServerIsAway) {
  const LedgerUpload upload = SampleUpload("id-1", "body");
  server_.Kill();
  auto stored = ledger_.Store({&upload, 1});
  ASSERT_FALSE(stored.has_value());
  stored = ledger_.Store({&upload, 1});
  ASSERT_FALSE(stored.has_value());
  EXPECT_EQ(stored.error().code, base::ErrorCode::kUnavailable);
  EXPECT_TRUE(stored.error().retryable);
  EXPECT_THAT(stored.error().message, HasSubstr("immudb at " + server_.address()));
}

}  // namespace
}  // namespace pipeline::immudb_writer
