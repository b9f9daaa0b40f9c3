#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <future>
#include <vector>

#include "common/contract/topology.hpp"
#include "services/safe-inputs/routes.hpp"
#include "tests/support/safe_inputs_server.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::NatsServer;
using testing::PipelineClient;
using testing::PollUntil;
using testing::RawMessage;

std::string WaitsFor(testing::SafeInputsServer& server) {
  const auto answer = server.Get("/readyz");
  if (!answer || answer->status != 503) return "";
  return json::parse(answer->body).value("waitingFor", "");
}

TEST(AbsentNatsTest, SaysWhatItWaitsForUntilNatsIsThere) {
  NatsServer nats;
  nats.Kill();
  testing::SafeInputsServer server(nats.url());
  const auto refused = server.Post(RawMessage("a.xlsx"));
  testing::ExpectProblem(refused, 503, "stream-unavailable");
  EXPECT_TRUE(refused->has_header("Retry-After"));
  const std::string id = json::parse(refused->body)["uploadId"];
  testing::ExpectProblem(
      server.PostWithKey(RawMessage("a.xlsx"), "no key"), 400, "invalid-idempotency-key");
  testing::ExpectProblem(server.Get("/uploads/" + id), 503, "index-building");
  testing::ExpectProblem(server.Get("/limits"), 503, "stream-unavailable");
  EXPECT_NE(WaitsFor(server).find("NATS at nats://"), std::string::npos) << WaitsFor(server);
  nats.Restart();
  ASSERT_TRUE(server.process().WaitReady()) << server.process().Log();
  EXPECT_EQ(server.Get("/limits")->status, 200);
  EXPECT_EQ(server.PostWithKey(RawMessage("a.xlsx"), id)->status, 202);
  EXPECT_EQ(server.Get("/uploads/" + id)->status, 200);
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), 1U);
}

TEST(AbsentNatsTest, EndsWithZeroOnSigterm) {
  NatsServer nats;
  nats.Kill();
  testing::SafeInputsServer server(nats.url());
  EXPECT_EQ(server.process().Terminate(), 0) << server.process().Log();
}

TEST(AbsentNatsTest, ATakenPortIsToldBeforeNatsIsWaitedFor) {
  NatsServer nats;
  const std::string taken = testing::LoopbackAddress(nats.port());
  const std::string nowhere = "nats://" + testing::LoopbackAddress(testing::FreePort());
  testing::ServiceProcess process(
      "safe-inputs", {}, {{"NATS_URL", nowhere}, {"LISTEN_ADDRESS", taken}});
  ASSERT_TRUE(PollUntil(seconds(20), [&] { return !process.Running(); }));
  EXPECT_EQ(process.Terminate(), 2);
  EXPECT_NE(process.Log().find("LISTEN_ADDRESS"), std::string::npos) << process.Log();
}

// Sends more uploads at once than are taken, each with a key of its own.
class ManyUploads {
 public:
  explicit ManyUploads(testing::SafeInputsServer& server) {
    for (std::size_t i = 0; i < kCount; ++i) {
      answers_.push_back(std::async(std::launch::async, [&server, key = Key(i)] {
        return server.PostWithKey(RawMessage("a.xlsx"), key);
      }));
    }
  }

  static std::string Key(std::size_t i) { return "k" + std::to_string(i); }

  std::size_t Answered() const {
    return static_cast<std::size_t>(
        std::count_if(answers_.begin(), answers_.end(), [](const auto& answer) {
          return answer.wait_for(seconds(0)) == std::future_status::ready;
        }));
  }

  // Waits for all and returns the number rejected as too many.
  std::size_t Busy() {
    std::size_t busy = 0;
    for (auto& answer : answers_) {
      const auto result = answer.get();
      EXPECT_TRUE(result) << httplib::to_string(result.error());
      if (!result || result->status == 202) continue;
      EXPECT_EQ(result->status, 503) << result->body;
      EXPECT_TRUE(result->has_header("Retry-After"));
      busy += json::parse(result->body)["code"] == "busy" ? 1U : 0U;
    }
    return busy;
  }

  static constexpr std::size_t kSurplus = 8;
  static constexpr std::size_t kCount = kUploadsAtOnce + kSurplus;

 private:
  std::vector<std::future<httplib::Result>> answers_;
};

// When this returns, none of its threads answers any more: on a busy machine that takes a while.
void Stall(NatsServer& nats) {
  nats.Signal(SIGSTOP);
  siginfo_t stopped{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(nats.pid()), &stopped, WSTOPPED | WNOWAIT), 0);
}

TEST(AbsentNatsTest, AStalledNatsHoldsUploadsAndNothingElse) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  Stall(nats);
  ManyUploads uploads(server);
  EXPECT_TRUE(PollUntil(seconds(10), [&] { return uploads.Answered() == ManyUploads::kSurplus; }))
      << uploads.Answered();
  EXPECT_EQ(server.Get("/limits")->status, 200);
  EXPECT_EQ(server.Get("/livez")->status, 200);
  EXPECT_TRUE(PollUntil(seconds(30), [&] { return !WaitsFor(server).empty(); }));
  nats.Signal(SIGCONT);
  EXPECT_EQ(uploads.Busy(), ManyUploads::kSurplus);
  ASSERT_TRUE(PollUntil(seconds(30), [&] { return server.Get("/readyz")->status == 200; }));
  for (std::size_t i = 0; i < ManyUploads::kCount; ++i) {
    const auto again = server.PostWithKey(RawMessage("a.xlsx"), ManyUploads::Key(i));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, 202) << again->body;
  }
  EXPECT_EQ(PipelineClient(nats.url()).Messages(contract::kRawStream), ManyUploads::kCount);
}

}  // namespace
}  // namespace pipeline::safe_inputs
