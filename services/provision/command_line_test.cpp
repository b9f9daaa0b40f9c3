#include "services/provision/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace pipeline::provision {
namespace {

using ::testing::HasSubstr;

class ProvisionCommandLineTest : public ::testing::Test {
 protected:
  std::optional<int> Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "provision");
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    const auto code =
        ParseCommandLine(static_cast<int>(arguments.size()), arguments.data(), &line_);
    ::testing::internal::GetCapturedStdout();
    errors_ = ::testing::internal::GetCapturedStderr();
    return code;
  }

  CommandLine line_;
  std::string errors_;
};

TEST_F(ProvisionCommandLineTest, RefusesAnUnknownCommand) {
  EXPECT_EQ(Parse({"destroy", "--without-ledger"}), 2);
  EXPECT_THAT(errors_, HasSubstr("one of plan, apply, check, trim; got \"destroy\""));
}

TEST_F(ProvisionCommandLineTest, AsksForEveryMissingPasswordAtOnce) {
  EXPECT_EQ(Parse({"plan"}), 2);
  EXPECT_THAT(errors_, HasSubstr("IMMUDB_WRITER_PASSWORD: expected it or "));
  EXPECT_THAT(errors_, HasSubstr("IMMUDB_READER_PASSWORD: expected it or "));
}

TEST_F(ProvisionCommandLineTest, NeedsNoPasswordOfALedgerThatIsLeftOut) {
  EXPECT_EQ(Parse({"plan", "--without-ledger"}), std::nullopt);
  EXPECT_FALSE(line_.HasLedger());
  EXPECT_EQ(Parse({"plan", "--immudb-admin-address", ""}), std::nullopt);
  EXPECT_FALSE(line_.HasLedger());
}

TEST_F(ProvisionCommandLineTest, TrimNeedsNoLedger) {
  EXPECT_EQ(Parse({"trim", "--keep", "3d", "--every", "1h"}), std::nullopt);
  EXPECT_EQ(line_.keep, std::chrono::hours(72));
}

TEST_F(ProvisionCommandLineTest, LetsOnlyApplyLoseData) {
  EXPECT_EQ(Parse({"check", "--without-ledger", "--allow-data-loss"}), 2);
  EXPECT_THAT(errors_, HasSubstr("--allow-data-loss: expected together with apply, got check"));
}

TEST_F(ProvisionCommandLineTest, RefusesWhatImmudbWouldRefuse) {
  EXPECT_EQ(Parse({"plan",
                   "--immudb-writer-password=a",
                   "--immudb-reader-password=b",
                   "--immudb-writer-user=ledger-writer",
                   "--immudb-database=defaultdb",
                   "--immudb-admin-address=nowhere"}),
            2);
  EXPECT_THAT(errors_, HasSubstr("IMMUDB_WRITER_USER: expected 1 to 63 of A-Z a-z 0-9 _"));
  EXPECT_THAT(errors_, HasSubstr("IMMUDB_DATABASE: expected a database of its own"));
  EXPECT_THAT(errors_, HasSubstr("IMMUDB_ADMIN_ADDRESS: expected host:port"));
}

TEST_F(ProvisionCommandLineTest, RefusesOneUserForTwoTasks) {
  EXPECT_EQ(Parse({"plan",
                   "--immudb-writer-password=a",
                   "--immudb-reader-password=b",
                   "--immudb-reader-user=ledgerwriter"}),
            2);
  EXPECT_THAT(errors_, HasSubstr("expected three users"));
}

}  // namespace
}  // namespace pipeline::provision
