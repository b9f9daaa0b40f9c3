#include "tests/sites/sites_fixture.hpp"

#include "common/contract/topology.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/pipeline_users.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;

constexpr const char* kFolder = PIPELINE_SOURCE_DIR "/deploy/sites/";
constexpr const char* kDuplicateWindow = "5s";
constexpr seconds kCatchUp{90};

NatsServerOptions HubServer(std::uint16_t leaf_port) {
  NatsServerOptions options;
  options.config_file = std::string(kFolder) + "hub.conf";
  options.env = PasswordVariables();
  options.env["NATS_SITE_PROVINCE_PASSWORD"] = PasswordOf("site-province");
  options.env["NATS_SITE_HOSPITAL_PASSWORD"] = PasswordOf("site-hospital");
  options.env["HUB_LEAF_LISTEN"] = LoopbackAddress(leaf_port);
  return options;
}

NatsServerOptions SiteServer(const std::string& name, std::uint16_t link_port) {
  const std::string user = "site-" + name;
  NatsServerOptions options;
  options.config_file = std::string(kFolder) + name + ".conf";
  options.env["NATS_SAFE_INPUTS_PASSWORD"] = PasswordOf("safe-inputs");
  options.env["HUB_URL"] =
      "nats-leaf://" + user + ":" + PasswordOf(user) + "@" + LoopbackAddress(link_port);
  return options;
}

std::map<std::string, std::string> As(const std::string& user, const std::string& url) {
  return {{"NATS_URL", url}, {"NATS_USER", user}, {"NATS_PASSWORD", PasswordOf(user)}};
}

// Runs deploy/sites/join_sites.cpp, as an operator does once.
void JoinSites(const std::string& hub_url) {
  auto env = As("provision", hub_url);
  env["SOURCES"] = std::string(kFolder) + "sources.json";
  env["DUPLICATE_WINDOW"] = kDuplicateWindow;
  Process join({.argv = {PIPELINE_BIN_DIR "/join-sites"}, .env = env});
  EXPECT_EQ(join.Wait(seconds(60)), 0) << join.Errors() << join.Output();
}

}  // namespace

Site::Site(std::string name, std::uint16_t hub_leaf_port)
    : name_(std::move(name)),
      hub_leaf_port_(hub_leaf_port),
      link_port_(FreePort()),
      nats_(SiteServer(name_, link_port_)),
      address_(LoopbackAddress(FreePort())),
      safe_inputs_("safe-inputs", {}, SafeInputsEnvironment()),
      uploader_(address_) {
  Join();
}

void Site::Join() {
  link_ = std::make_unique<Process>(
      ProcessOptions{.argv = {"node",
                              PIPELINE_SOURCE_DIR "/tests/sites/relay.mjs",
                              std::to_string(link_port_),
                              std::to_string(hub_leaf_port_)}});
}

std::map<std::string, std::string> Site::SafeInputsEnvironment() const {
  auto env = As("safe-inputs", nats_.url());
  env["SENDER"] = name_;
  env["LISTEN_ADDRESS"] = address_;
  env["DUPLICATE_WINDOW"] = kDuplicateWindow;
  return env;
}

void Site::Send(const std::string& filename, const std::string& id) {
  // Another number of rows each time, so that no two sheets are the same.
  const int rows = 1 + static_cast<int>(accepted_.size());
  ASSERT_TRUE(uploader_.Send(RawMessage(filename, 1 + rows % 50), id, seconds(60)))
      << uploader_.last_answer();
  accepted_.emplace_back(id, filename);
}

SitesTest::SitesTest()
    : leaf_port_(FreePort()),
      hub_(HubServer(leaf_port_)),
      province_("province", leaf_port_),
      hospital_("hospital", leaf_port_) {}

void SitesTest::SetUp() {
  // A source that cannot reach its site's stream tries again after pauses that grow to 40 s.
  for (Site* site : {&province_, &hospital_}) {
    ASSERT_TRUE(site->safe_inputs().WaitReady()) << Logs();
    ASSERT_TRUE(PollUntil(seconds(30), [&] {
      return site->nats().Log().find("Leafnode connection created") != std::string::npos;
    })) << Logs();
  }
  JoinSites(hub_.url());
  for (const char* name : {"extract", "uppercase", "kv-writer", "immudb-writer"}) {
    auto env = As(name, hub_.url());
    env["AUTO_PROVISION"] = "false";
    env["DUPLICATE_WINDOW"] = kDuplicateWindow;
    env["IMMUDB_ADDRESS"] = immudb_.address();
    services_.push_back(std::make_unique<ServiceProcess>(name, std::vector<std::string>{}, env));
  }
  for (const auto& service : services_) ASSERT_TRUE(service->WaitReady()) << Logs();
  operator_ = std::make_unique<PipelineClient>(ConnectAs("operator", hub_.url()));
}

void SitesTest::WaitForArrival(std::size_t sheets) {
  EXPECT_TRUE(
      PollUntil(kCatchUp, [&] { return operator_->Messages(contract::kRawStream) >= sheets; }))
      << operator_->Messages(contract::kRawStream) << " of " << sheets << " are at the hub\n"
      << Logs();
  EXPECT_TRUE(PollUntil(kCatchUp, [&] {
    return operator_->IsDrained(contract::kRawStream, contract::kRawConsumer) &&
           operator_->IsDrained(contract::kExtractedStream, contract::kExtractedConsumer) &&
           operator_->IsDrained(contract::kUppercasedStream, contract::kBucketConsumer) &&
           operator_->IsDrained(contract::kUppercasedStream, contract::kLedgerConsumer);
  })) << Logs();
}

std::string SitesTest::Logs() {
  std::string logs = "hub:\n" + hub_.Log();
  for (Site* site : {&province_, &hospital_}) {
    logs += site->name() + ":\n" + site->nats().Log() + site->safe_inputs().Log();
  }
  for (const auto& service : services_) logs += service->name() + ":\n" + service->Log();
  return logs;
}

}  // namespace pipeline::testing
