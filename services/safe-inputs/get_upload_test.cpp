#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "services/safe-inputs/upload_routes.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::json;
using uploads::Missing;
using Kind = uploads::StoreState::Kind;

constexpr std::int64_t kSecond = 1'000'000'000;

uploads::UploadState Accepted() {
  uploads::UploadState state;
  state.record.origin = {1 * kSecond, 7};
  state.record.upload_id = "u1";
  state.record.filename = "a b.xlsx";
  state.record.key = "a_b.xlsx";
  state.record.sha256 = "ab";
  state.record.bytes = 9;
  state.record.sheets = 1;
  state.record.rows = 2;
  return state;
}

FindUpload Finds(const uploads::UploadState& state) {
  return [state](const std::string&) { return state; };
}

json Told(const uploads::UploadState& state) {
  const auto response = GetUpload(Finds(state), "u1");
  EXPECT_EQ(response.status, 200);
  return json::parse(response.body);
}

json ProblemOf(const FindUpload& find, const std::string& id) {
  const auto response = GetUpload(find, id);
  EXPECT_EQ(response.content_type, "application/problem+json");
  return json::parse(response.body);
}

TEST(GetUploadTest, TellsOfAnUploadThatWasOnlyAccepted) {
  EXPECT_EQ(Told(Accepted()),
            (json{
                {"uploadId", "u1"},
                {"filename", "a b.xlsx"},
                {"key", "a_b.xlsx"},
                {"sha256", "ab"},
                {"bytes", 9},
                {"sheets", 1},
                {"rows", 2},
                {"stages",
                 json::array({json{{"stage", "accepted"}, {"at", "1970-01-01T00:00:01.000Z"}}})},
                {"stores",
                 json{{"kv", json{{"state", "pending"}}}, {"ledger", json{{"state", "pending"}}}}},
                {"ended", false},
            }));
}

TEST(GetUploadTest, TellsOfAnUploadThatIsInBothStores) {
  uploads::UploadState state = Accepted();
  state.record.sender = "quebec";
  state.record.extracted = uploads::StageMark{2 * kSecond, 1};
  state.record.uppercased = uploads::StageMark{3 * kSecond, 1};
  state.record.revision = uploads::RevisionMark{"quebec/a_b.xlsx", 5, 4 * kSecond};
  state.record.receipt = uploads::ReceiptMark{"12", "ff", 5 * kSecond};
  state.bucket = {
      .kind = Kind::kStored, .time_ns = 4 * kSecond, .key = "quebec/a_b.xlsx", .revision = 5};
  state.ledger = {.kind = Kind::kStored, .time_ns = 5 * kSecond};
  state.ledger.transaction = "12";
  state.ledger.transaction_hash = "ff";
  const json told = Told(state);
  EXPECT_EQ(told["sender"], "quebec");
  EXPECT_EQ(told["ended"], true);
  std::vector<std::string> stages;
  for (const auto& stage : told["stages"]) stages.push_back(stage["stage"]);
  EXPECT_EQ(
      stages,
      (std::vector<std::string>{"accepted", "extracted", "uppercased", "stored", "ledgered"}));
  EXPECT_EQ(told["stores"]["kv"],
            (json{{"state", "stored"},
                  {"revision", 5},
                  {"key", "quebec/a_b.xlsx"},
                  {"at", "1970-01-01T00:00:04.000Z"}}));
  EXPECT_EQ(told["stores"]["ledger"],
            (json{{"state", "stored"},
                  {"transaction", "12"},
                  {"transactionHash", "ff"},
                  {"at", "1970-01-01T00:00:05.000Z"}}));
}

TEST(GetUploadTest, TellsWhyAnUploadWillNotArrive) {
  uploads::UploadState state = Accepted();
  state.bucket = {.kind = Kind::kDeadLettered, .time_ns = 2 * kSecond};
  state.bucket.code = "not-json";
  state.bucket.reason = "at byte 1";
  state.bucket.service = "extract";
  state.ledger = {.kind = Kind::kSkipped};
  const json stores = Told(state)["stores"];
  EXPECT_EQ(stores["kv"],
            (json{{"state", "deadLettered"},
                  {"at", "1970-01-01T00:00:02.000Z"},
                  {"service", "extract"},
                  {"code", "not-json"},
                  {"reason", "at byte 1"}}));
  EXPECT_EQ(stores["ledger"], (json{{"state", "skipped"}}));
}

TEST(GetUploadTest, TakesAReasonThatIsNotUtf8) {
  uploads::UploadState state = Accepted();
  state.bucket = {.kind = Kind::kDeadLettered};
  state.bucket.reason = "\xFF";
  EXPECT_EQ(Told(state)["stores"]["kv"]["reason"], "\xEF\xBF\xBD");
}

TEST(GetUploadTest, TellsWhatIsMissingApart) {
  const auto missing = [](Missing why) -> FindUpload {
    return [why](const std::string&) { return tl::make_unexpected(why); };
  };
  EXPECT_EQ(ProblemOf(missing(Missing::kUnknown), "u1")["code"], "unknown-upload");
  EXPECT_EQ(ProblemOf(missing(Missing::kUnknown), "u1")["status"], 404);
  EXPECT_EQ(ProblemOf(missing(Missing::kAgedOut), "u1")["code"], "upload-aged-out");
  EXPECT_EQ(ProblemOf(missing(Missing::kAgedOut), "u1")["status"], 410);
  EXPECT_EQ(ProblemOf(missing(Missing::kBuilding), "u1")["code"], "index-building");
  EXPECT_EQ(ProblemOf(missing(Missing::kBuilding), "u1")["status"], 503);
}

TEST(GetUploadTest, DoesNotLookForWhatIsNoId) {
  EXPECT_EQ(ProblemOf(Finds(Accepted()), "no id")["code"], "unknown-upload");
}

}  // namespace
}  // namespace pipeline::safe_inputs
