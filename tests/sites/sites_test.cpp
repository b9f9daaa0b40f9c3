#include <chrono>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/contract/topology.hpp"
#include "tests/sites/sites_fixture.hpp"
#include "tests/support/ledger_client.hpp"
#include "tests/support/pipeline_users.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/raw_client.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;
using Ids = std::vector<std::string>;

constexpr int kKeys = 20;
// Longer than the duplicate window of these servers, 5 s.
constexpr seconds kCut{9};

void SendNext(Site& site) {
  const std::string number = std::to_string(site.accepted().size());
  const auto key = site.accepted().size() % kKeys;
  site.Send("sheet-" + std::to_string(key) + ".xlsx", site.name() + "-" + number);
}

void SendSome(Site& site) {
  for (int sheet = 0; sheet < 100; ++sheet) SendNext(site);
}

// Before, while and after the link is cut.
void SendThroughACut(Site& site) {
  SendSome(site);
  site.Cut();
  PollUntil(kCut, [&] {
    SendNext(site);
    return false;
  });
  EXPECT_NE(site.nats().Log().find("Leafnode connection closed"), std::string::npos);
  site.Join();
  SendSome(site);
}

// Upload-Ids of a stream's messages in their order, by sender.
std::map<std::string, Ids> BySender(const std::vector<nats::StoredMessage>& messages,
                                    const std::string& prefix) {
  std::map<std::string, Ids> ids;
  for (const auto& message : messages) {
    ids[message.subject.substr(prefix.size())].push_back(
        std::string(message.headers.Get("Upload-Id")));
  }
  return ids;
}

Ids IdsOf(const Site& site) {
  Ids ids;
  for (const auto& [id, filename] : site.accepted()) ids.push_back(id);
  return ids;
}

TEST_F(SitesTest, EverySheetOfEverySiteIsInTheHubsStoresOnceThoughItsLinkWasCut) {
  std::thread province([this] { SendThroughACut(province_); });
  SendThroughACut(hospital_);
  province.join();
  const std::size_t sheets = province_.accepted().size() + hospital_.accepted().size();
  WaitForArrival(sheets);

  const auto raw = BySender(operator_->All(contract::kRawStream), "safeInputsRawSheetData.");
  const auto ledger = LedgerClient(immudb_.connection_string()).Uploads();
  EXPECT_EQ(ledger.size(), sheets);
  for (Site* site : {&province_, &hospital_}) {
    EXPECT_EQ(raw.at(site->name()), IdsOf(*site)) << "each once, in the order of the site";
    std::map<std::string, std::string> last;
    for (const auto& [id, filename] : site->accepted()) {
      const auto row = ledger.find(id);
      EXPECT_TRUE(row != ledger.end() && row->second == 1) << id;
      last[filename] = id;
    }
    for (const auto& [filename, id] : last) {
      const auto revision = operator_->LastRevision(site->name() + "/" + filename);
      ASSERT_TRUE(revision) << site->name() << " " << filename;
      EXPECT_EQ(revision->headers.Get("Upload-Id"), id);
    }
  }
  EXPECT_EQ(operator_->Messages(contract::kDeadLetterStream), 0U);
  EXPECT_EQ(Logs().find("Violation"), std::string::npos) << Logs();
  std::cout << sheets << " sheets, " << kCut.count() << " s without a link\n";
}

TEST_F(SitesTest, TheSameIdempotencyKeyAtTwoSitesLosesNeitherSheet) {
  province_.Send("a.xlsx", "same");
  WaitForArrival(1);
  hospital_.Send("a.xlsx", "same");
  WaitForArrival(2);
  EXPECT_TRUE(operator_->LastRevision("province/a.xlsx"));
  EXPECT_TRUE(operator_->LastRevision("hospital/a.xlsx"));
  // The ledger has one row an Upload-Id, and says so of the other.
  EXPECT_EQ(LedgerClient(immudb_.connection_string()).Uploads().size(), 1U);
  EXPECT_TRUE(PollUntil(seconds(30), [&] {
    return operator_->Messages(contract::kDeadLetterStream) == 1;
  })) << Logs();
}

TEST_F(SitesTest, NothingButASitesOwnSheetsCrossesTheLink) {
  RawClient intruder(province_.nats().port(), "safe-inputs", PasswordOf("safe-inputs"));
  for (const char* subject : {"safeInputsRawSheetData",
                              "safeInputsRawSheetData.hospital",
                              "safeInputsUppercased.key",
                              "$KV.safeInputsFiles.key",
                              "$JS.hub.API.STREAM.INFO.safeInputsRawSheetData"}) {
    const auto said = intruder.Publish(subject, "", "{}");
    ASSERT_EQ(said.errors.size(), 1U) << subject;
    EXPECT_NE(said.errors.front().find(std::string("Publish to \"") + subject), std::string::npos);
  }
  // A site's key opens the door for sites, not the hub itself.
  EXPECT_THROW(RawClient(hub_.port(), "site-province", PasswordOf("site-province")),
               std::runtime_error);
  PipelineClient sender(ConnectAs("sender-example", hub_.url()));
  sender.Publish("safeInputsRawSheetData.example", RawMessage("a.xlsx"));
  province_.Send("a.xlsx", "from-province");
  WaitForArrival(2);
  EXPECT_EQ(operator_->Messages(contract::kRawStream), 2U);
  PipelineClient site(ConnectAs("safe-inputs", province_.nats().url()));
  EXPECT_EQ(site.Messages(contract::kRawStream), 1U);
}

}  // namespace
}  // namespace pipeline::testing
