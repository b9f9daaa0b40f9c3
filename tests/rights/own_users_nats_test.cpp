#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/http_uploader.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/pipeline_users.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using nlohmann::json;
using std::chrono::seconds;

// The answer of the api.
json Ask(const std::string& address, const std::string& query, const json& variables) {
  httplib::Client client("http://" + address);
  client.set_read_timeout(seconds(30));
  const json body = {{"query", query}, {"variables", variables}};
  const auto answer = client.Post("/graphql", body.dump(), "application/json");
  return answer ? json::parse(answer->body, nullptr, false) : json();
}

// Both servers as deployed, and every service as its own user, with nothing left to create.
class OwnUsersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Provision();
    for (const char* name :
         {"safe-inputs", "extract", "uppercase", "kv-writer", "immudb-writer", "api"}) {
      services_.push_back(
          std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, EnvironmentOf(name)));
    }
    for (const auto& service : services_) ASSERT_TRUE(service->WaitReady()) << service->Log();
  }

  void Provision() {
    PipelineClient client(ConnectAs("provision", nats_.url()));
    const auto ensured = nats::EnsureStreams(client.jetstream(), nats::Topology({}));
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  std::map<std::string, std::string> EnvironmentOf(const std::string& user) const {
    return {{"NATS_URL", nats_.url()},
            {"NATS_USER", user},
            {"NATS_PASSWORD", PasswordOf(user)},
            {"AUTO_PROVISION", "false"},
            {"LISTEN_ADDRESS", user == "api" ? api_address_ : address_},
            {"IMMUDB_ADDRESS", immudb_.address()}};
  }

  json AskApi(const std::string& query, const json& variables = json::object()) const {
    return Ask(api_address_, query, variables);
  }

  ServiceProcess& Service(const std::string& name) {
    return **std::find_if(services_.begin(), services_.end(), [&](const auto& service) {
      return service->name() == name;
    });
  }

  // Until the api's answer about upload "by-api" holds `text`.
  bool ApiTells(const std::string& text) const {
    return PollUntil(seconds(60), [&] {
      return AskApi(R"({ upload(id: "by-api") { state stages { stage } } })").dump().find(text) !=
             std::string::npos;
    });
  }

  std::string Logs() const {
    std::string logs = nats_.Log();
    for (const auto& service : services_) logs += service->name() + ":\n" + service->Log();
    return logs;
  }

  NatsServer nats_{DeployedServer()};
  ImmudbServer immudb_;
  const std::string address_ = LoopbackAddress(FreePort());
  const std::string api_address_ = LoopbackAddress(FreePort());
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
    return watcher.Messages(contract::kReceiptStream) == 2 &&
           watcher.Messages("KV_safeInputsFiles") == 2 &&
           watcher.Messages(contract::kDeadLetterStream) == 1;
  })) << Logs();
  EXPECT_TRUE(watcher.LastRevision("a.xlsx"));
  EXPECT_TRUE(watcher.LastRevision("example/a.xlsx"));
  const auto stored = httplib::Client("http://" + address_).Get("/files?name=a.xlsx");
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->status, 200) << stored->body;
  EXPECT_NE(stored->body.find("upload-1"), std::string::npos) << stored->body;
  ServiceProcess reader("kv-reader", {"history", "a.xlsx"}, EnvironmentOf("kv-reader"));
  EXPECT_TRUE(PollUntil(seconds(30), [&] { return !reader.Running(); }));
  EXPECT_NE(reader.Log().find("upload-1"), std::string::npos) << reader.Log();
  for (const auto& service : services_) EXPECT_EQ(service->Terminate(), 0);
  EXPECT_EQ((Logs() + reader.Log()).find("Violation"), std::string::npos) << Logs();
}

TEST_F(OwnUsersTest, TheApiSendsAndReadsEverythingAndNothingThatItDoesIsDenied) {
  // So that it asks how far the consumer is: the upload is upper-cased and in no bucket.
  EXPECT_EQ(Service("kv-writer").Terminate(), 0);
  const json sheet = {{"sheet", json::parse(RawMessage("a.xlsx"))}};
  const std::string send =
      R"(mutation($sheet: JSON!) {
        uploadSheet(sheetData: $sheet, idempotencyKey: "by-api") { uploadId duplicate } })";
  const json sent = AskApi(send, sheet);
  EXPECT_EQ(sent.value("/data/uploadSheet/duplicate"_json_pointer, true), false) << sent;
  // Again under the same id: it reads the first one.
  const json again = AskApi(send, sheet);
  EXPECT_EQ(again.value("/data/uploadSheet/duplicate"_json_pointer, false), true) << again;
  EXPECT_TRUE(ApiTells("UPPERCASED")) << Logs();
  Service("kv-writer").Restart();
  EXPECT_TRUE(ApiTells("ENDED")) << Logs();

  const json all = AskApi(R"({
    getFile(filename: "a.xlsx")
    file(name: "a.xlsx") {
      revision uploadId
      history { edges { node { revision } } }
      ledgerReceipt { database }
    }
    files { edges { node { filename } } }
    uploads { edges { node { id } } }
    deadLetters { edges { node { id } } } })");
  EXPECT_FALSE(all.contains("errors")) << all;
  EXPECT_TRUE(all.value("/data/getFile"_json_pointer, json()).is_object()) << all;
  EXPECT_EQ(all.value("/data/file/uploadId"_json_pointer, ""), "by-api") << all;
  // Nothing but the receipt itself tells it.
  EXPECT_EQ(all.value("/data/file/ledgerReceipt/database"_json_pointer, ""), "defaultdb") << all;
  const json earlier =
      AskApi(R"(query($revision: Long) { file(name: "a.xlsx", revision: $revision) { key } })",
             {{"revision", all.value("/data/file/revision"_json_pointer, 0)}});
  EXPECT_EQ(earlier.value("/data/file/key"_json_pointer, ""), "a.xlsx") << earlier;
  for (const auto& service : services_) EXPECT_EQ(service->Terminate(), 0);
  EXPECT_EQ(Logs().find("Violation"), std::string::npos) << Logs();
}

}  // namespace
}  // namespace pipeline::testing
