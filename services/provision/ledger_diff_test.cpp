#include "services/provision/ledger_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::provision {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

LedgerUser Writer() { return {"writer", "secret", kReadWrite, {"INSERT", "SELECT"}}; }

TEST(LedgerDiffTest, ReadsTheSyncFrequencyOfADatabase) {
  const json databases = json::parse(R"({"databases": [
    {"name": "a", "settings": {"syncFrequency": {"value": "20"}}},
    {"name": "b", "settings": {"syncFrequency": {}}}]})");
  EXPECT_EQ(SyncFrequencyOf(databases, "a"), milliseconds(20));
  EXPECT_EQ(SyncFrequencyOf(databases, "b"), milliseconds(0));
  EXPECT_EQ(SyncFrequencyOf(databases, "c"), std::nullopt);
}

TEST(LedgerDiffTest, ReadsWhatAUserMayDoInTheDatabase) {
  const json users = json::parse(R"({"users": [{"user": "d3JpdGVy", "active": true,
    "permissions": [{"database": "other", "permission": 254},
                    {"database": "ledger", "permission": 2}],
    "sqlPrivileges": [{"database": "ledger", "privilege": "INSERT"},
                      {"database": "other", "privilege": "DROP"}]}]})");
  const auto user = UserOf(users, "writer", "ledger");
  ASSERT_TRUE(user);
  EXPECT_TRUE(user->active);
  EXPECT_EQ(user->permission, kReadWrite);
  EXPECT_THAT(user->privileges, ElementsAre("INSERT"));
  EXPECT_FALSE(UserOf(users, "reader", "ledger"));
}

TEST(LedgerDiffTest, NamesWhatDiffersOfADatabase) {
  EXPECT_THAT(Texts(CompareDatabase("ledger", milliseconds(4), std::nullopt)),
              ElementsAre("database ledger: wanted, not found"));
  EXPECT_THAT(Texts(CompareDatabase("ledger", milliseconds(4), milliseconds(20))),
              ElementsAre("database ledger: syncFrequency: wanted 4ms, found 20ms"));
  EXPECT_THAT(CompareDatabase("ledger", milliseconds(4), milliseconds(4)), IsEmpty());
}

TEST(LedgerDiffTest, NamesWhatDiffersOfAUser) {
  const FoundUser found{false, kReadOnly, {"SELECT", "UPDATE"}};
  EXPECT_THAT(Texts(CompareUser(Writer(), found, false)),
              ElementsAre("user writer: active: wanted true, found false",
                          "user writer: permission: wanted READWRITE, found READ",
                          "user writer: privileges: wanted INSERT SELECT, found SELECT UPDATE",
                          "user writer: password: wanted the configured one, found another"));
  EXPECT_THAT(Texts(CompareUser(Writer(), std::nullopt, false)),
              ElementsAre("user writer: wanted, not found"));
  EXPECT_THAT(CompareUser(Writer(), FoundUser{true, kReadWrite, {"INSERT", "SELECT"}}, true),
              IsEmpty());
}

}  // namespace
}  // namespace pipeline::provision
