#include "common/service/common_options.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace pipeline::service {
namespace {

using testing::HasSubstr;

// The errors that these arguments cause; empty if the service would start.
std::string Problems(std::vector<const char*> arguments) {
  CommonOptions common;
  base::Options options("extract", "");
  AddCommonOptions(options, "extract", &common);
  arguments.insert(arguments.begin(), "extract");
  testing::internal::CaptureStderr();
  const auto code = options.Parse(static_cast<int>(arguments.size()), arguments.data());
  std::string problems = testing::internal::GetCapturedStderr();
  EXPECT_EQ(code, problems.empty() ? std::nullopt : std::optional(2));
  return problems;
}

TEST(CommonOptionsTest, NamesEveryFileThatCannotBeReadWithItsOption) {
  for (const char* option : {"--nats-creds",
                             "--nats-nkey-seed-file",
                             "--nats-password-file",
                             "--nats-tls-ca",
                             "--nats-tls-cert",
                             "--nats-tls-key"}) {
    EXPECT_THAT(Problems({option, "/none/file"}),
                HasSubstr(std::string(option) + ": cannot read /none/file: No such file"));
  }
}

TEST(CommonOptionsTest, RejectsOptionsThatExcludeEachOther) {
  EXPECT_THAT(Problems({"--nats-tls-cert", "/dev/null"}), HasSubstr("expected both or none"));
  EXPECT_THAT(Problems({"--nats-password", "secret"}), HasSubstr("together with NATS_USER"));
  EXPECT_THAT(Problems({"--nats-creds", "/dev/null", "--nats-nkey-seed-file", "/dev/null"}),
              HasSubstr("at most one of them"));
}

TEST(CommonOptionsTest, AcceptsCertificateAndKeyTogether) {
  EXPECT_EQ(Problems({"--nats-tls-cert", "/dev/null", "--nats-tls-key", "/dev/null"}), "");
}

}  // namespace
}  // namespace pipeline::service
