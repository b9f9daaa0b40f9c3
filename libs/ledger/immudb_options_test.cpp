#include "libs/ledger/immudb_options.hpp"

#include <gmock/gmock.h>

namespace pipeline::ledger {
namespace {

using ::testing::HasSubstr;

std::string StringFor(const std::string& address) {
  ImmudbOptions options;
  options.address = address;
  return ConnectionString(options).value_or("none");
}

TEST(ImmudbOptionsTest, TakesHostAndPortApart) {
  EXPECT_THAT(StringFor("db.example:15432"), HasSubstr("host='db.example' port=15432 "));
  EXPECT_THAT(StringFor("[::1]:15432"), HasSubstr("host='::1' port=15432 "));
  EXPECT_THAT(StringFor("db.example"), HasSubstr("host='db.example' port=5432 "));
}

TEST(ImmudbOptionsTest, RefusesWhatIsNoAddress) {
  for (const char* address : {"", ":5432", "db:", "db:x", "db:0", "db:70000", "::1", "a:b:1"}) {
    EXPECT_EQ(StringFor(address), "none") << address;
  }
}

TEST(ImmudbOptionsTest, QuotesWhatCouldEndAValue) {
  ImmudbOptions options;
  options.password = "it's \\ host=evil";
  EXPECT_THAT(ConnectionString(options).value_or(""),
              HasSubstr("password='it\\'s \\\\ host=evil' sslmode=disable"));
}

}  // namespace
}  // namespace pipeline::ledger
