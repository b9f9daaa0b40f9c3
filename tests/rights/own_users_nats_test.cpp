#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "common/testing/free_port.hpp"
#include "common/testing/immudb_server.hpp"
#include "common/testing/poll.hpp"
#include "common/testing/service_process.hpp"
#include "tests/support/http_uploader.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/pipeline_users.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;

/// Both servers as deployed, and every service as its own user, with nothing left to create.
class OwnUsersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Provision();
    for (const char* name : {"safe-inputs", "extract", "uppercase", "kv-writer", "immudb-writer"}) {
      services_.push_back(
          std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, EnvironmentOf(name)));
    }
    for (const auto& service : services_) ASSERT_TRUE(service->WaitReady()) << service->Log();
  }

  void Provision() {
    PipelineClient client(ConnectAs("provision", nats_.url()));
    const auto ensured = nats::EnsureStreams(
        client.jetstream(), nats::Topology({}), {}, true, {}, [](const std::string&) {});
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  std::map<std::string, std::string> EnvironmentOf(const std::string& user) const {
    return {{"NATS_URL", nats_.url()},
            {"NATS_USER", user},
            {"NATS_PASSWORD", PasswordOf(user)},
            {"AUTO_PROVISION", "false"},
            {"LISTEN_ADDRESS", address_},
            {"IMMUDB_ADDRESS", immudb_.address()}};
  }

  std::string Logs() const {
    std::string logs = nats_.Log();
    for (const auto& service : services_) logs += service->name() + ":\n" + service->Log();
    return logs;
  }

  NatsServer nats_{DeployedServer()};
  ImmudbServer immudb_;
  const std::string address_ = LoopbackAddress(FreePort());
  std::vector<std::unique_ptr<ServiceProcess>> services_;
};

TEST_F(OwnUsersTest, SheetsReachBothStoresAndNothingThatAServiceDoesIsDenied) {
  HttpUploader uploader(address_);
  ASSERT_TRUE(uploader.Send(RawMessage("a.xlsx"), "upload-1", seconds(30)))
      << uploader.last_answer();
  // Again under the same id: safe-inputs reads the first one.
  ASSERT_TRUE(uploader.Send(RawMessage("a.xlsx"), "upload-1", seconds(30)))
      << uploader.last_answer();
  PipelineClient sender(ConnectAs("sender-example", nats_.url()));
  const std::string subject = "safeInputsRawSheetData.example";
  sender.Publish(subject, RawMessage("a.xlsx"));
  sender.Publish(subject, "no sheet");

  PipelineClient watcher(ConnectAs("operator", nats_.url()));
  EXPECT_TRUE(PollUntil(seconds(60), [&] {
    return watcher.Messages(nats::kReceiptStream) == 2 &&
           watcher.Messages("KV_safeInputsFiles") == 2 &&
           watcher.Messages(nats::kDeadLetterStream) == 1;
  })) << Logs();
  EXPECT_TRUE(watcher.LastRevision("a.xlsx"));
  EXPECT_TRUE(watcher.LastRevision("example/a.xlsx"));
  ServiceProcess reader("kv-reader", {"history", "a.xlsx"}, EnvironmentOf("kv-reader"));
  EXPECT_TRUE(PollUntil(seconds(30), [&] { return !reader.Running(); }));
  EXPECT_NE(reader.Log().find("upload-1"), std::string::npos) << reader.Log();
  for (const auto& service : services_) EXPECT_EQ(service->Terminate(), 0);
  EXPECT_EQ((Logs() + reader.Log()).find("Violation"), std::string::npos) << Logs();
}

}  // namespace
}  // namespace pipeline::testing
