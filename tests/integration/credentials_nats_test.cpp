#include <gmock/gmock.h>
#include <httplib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "common/contract/topology.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/process.hpp"
#include "tests/support/server_binary.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {
namespace {

using std::chrono::seconds;
using Environment = std::map<std::string, std::string>;
using ::testing::HasSubstr;

constexpr seconds kPatience{20};

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// The answer of /readyz.
std::string Readiness(const ServiceProcess& service) {
  const auto answer = httplib::Client("http://" + service.health_address()).Get("/readyz");
  return answer ? answer->body : std::string();
}

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Seeds, credentials and server configurations, made by tools/nats-jwt.
class Identities {
 public:
  Identities() {
    Process made({.argv = {ServerBinary("nats-jwt").string(), folder_.path().string()}});
    EXPECT_EQ(made.Wait(kPatience), 0) << made.Errors();
  }
  std::string File(const std::string& name) const { return (folder_.path() / name).string(); }

 private:
  TempDir folder_;
};

ServiceProcess Extract(const NatsServer& server, Environment environment) {
  environment.emplace("NATS_URL", server.url());
  return ServiceProcess("extract", {}, environment);
}

// Expects that extract with `environment` becomes ready and extracts a message of this client.
void ExpectAMessageFlows(const NatsServer& server,
                         const Environment& environment,
                         nats::ConnectionOptions client_options) {
  ServiceProcess extract = Extract(server, environment);
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  client_options.url = server.url();
  PipelineClient client(client_options);
  client.Publish(contract::kRawStream, RawMessage("a.xlsx"));
  EXPECT_TRUE(PollUntil(kPatience, [&] {
    return client.Messages(contract::kExtractedStream) == 1;
  })) << extract.Log();
  EXPECT_EQ(extract.Terminate(), 0);
}

// Expects that extract with `environment` keeps trying, with `server_says` in the server's log each
// time, and reports `reason` in readiness and once in its log.
void ExpectItWaits(const NatsServer& server,
                   const Environment& environment,
                   const std::string& server_says,
                   const std::string& reason) {
  const int before = Count(server.Log(), server_says);
  ServiceProcess extract = Extract(server, environment);
  EXPECT_TRUE(PollUntil(kPatience, [&] { return Count(server.Log(), server_says) >= before + 3; }))
      << server.Log() << extract.Log();
  EXPECT_THAT(Readiness(extract), HasSubstr(reason));
  EXPECT_EQ(Count(extract.Log(), reason), 1) << extract.Log();
  EXPECT_EQ(extract.Terminate(), 0);
}

constexpr const char* kRefusal = "refused the credentials: Authorization Violation";
constexpr const char* kServerRefuses = "authentication error";

TEST(UserAndPasswordTest, AdmitAServiceOnlyIfTheyAreRight) {
  const NatsServer server(
      {.extra_config = "authorization { users: [ { user: ann, password: \"s3 cret\" } ] }"});
  const TempDir folder;
  const std::string file = (folder.path() / "password").string();
  std::ofstream(file) << "s3 cret\n";
  ExpectAMessageFlows(server,
                      {{"NATS_USER", "ann"}, {"NATS_PASSWORD_FILE", file}},
                      {.user = "ann", .password = "s3 cret"});
  ExpectItWaits(
      server, {{"NATS_USER", "ann"}, {"NATS_PASSWORD", "wrong"}}, kServerRefuses, kRefusal);
  ExpectItWaits(server, {}, kServerRefuses, kRefusal);
}

TEST(NkeyTest, AdmitsAServiceThatHoldsTheSeed) {
  const Identities identities;
  const NatsServer server({.extra_config = Content(identities.File("nkey.conf"))});
  ExpectAMessageFlows(server,
                      {{"NATS_NKEY_SEED_FILE", identities.File("user.seed")}},
                      {.nkey_seed_file = identities.File("user.seed")});
  ExpectItWaits(server,
                {{"NATS_NKEY_SEED_FILE", identities.File("stranger.seed")}},
                kServerRefuses,
                kRefusal);
}

TEST(CredentialsFileTest, AdmitsAServiceOfAnAccountOfTheOperator) {
  const Identities identities;
  const NatsServer server({.extra_config = Content(identities.File("operator.conf"))});
  ExpectAMessageFlows(server,
                      {{"NATS_CREDS", identities.File("user.creds")}},
                      {.creds_file = identities.File("user.creds")});
  ExpectItWaits(
      server, {{"NATS_CREDS", identities.File("stranger.creds")}}, kServerRefuses, kRefusal);
}

TEST(TlsTest, ConnectsOnlyIfBothSidesTrustEachOther) {
  Certificates ours;
  ours.Make("server");
  ours.Make("extract");
  const NatsServer server({.extra_config = "tls { cert_file: \"" + ours.certificate("server") +
                                           "\", key_file: \"" + ours.key("server") +
                                           "\", ca_file: \"" + ours.ca() + "\", verify: true }"});
  const Environment right = {{"NATS_TLS_CA", ours.ca()},
                             {"NATS_TLS_CERT", ours.certificate("extract")},
                             {"NATS_TLS_KEY", ours.key("extract")}};
  ExpectAMessageFlows(server,
                      right,
                      {.tls_ca = ours.ca(),
                       .tls_cert = ours.certificate("extract"),
                       .tls_key = ours.key("extract")});

  Certificates theirs;
  theirs.Make("extract");
  Environment other_authority = right;
  other_authority["NATS_TLS_CA"] = theirs.ca();
  ExpectItWaits(
      server, other_authority, "TLS handshake error", "unable to get local issuer certificate");
  Environment other_client = right;
  other_client["NATS_TLS_CERT"] = theirs.certificate("extract");
  other_client["NATS_TLS_KEY"] = theirs.key("extract");
  ExpectItWaits(server, other_client, "TLS handshake error", "it closes the connection during TLS");
}

// A server with users that change while it runs.
class ChangingUsersTest : public ::testing::Test {
 protected:
  void SetUsers(const std::string& users) {
    std::ofstream(folder_.path() / "users.conf", std::ios::trunc) << "users: [ " << users << " ]\n";
  }

  const std::string both_ =
      "{ user: admin, password: admin }, { user: extract, password: \"right\" }";
  TempDir folder_;
};

TEST_F(ChangingUsersTest, AServiceConnectsOnceItsUserExistsAndExitsWithOneWhenTheUserIsRemoved) {
  SetUsers("{ user: admin, password: admin }");
  NatsServer server({.extra_config = "authorization { include '../" +
                                     folder_.path().filename().string() + "/users.conf' }"});
  ServiceProcess extract = Extract(server, {{"NATS_USER", "extract"}, {"NATS_PASSWORD", "right"}});
  ASSERT_TRUE(PollUntil(kPatience, [&] { return Count(extract.Log(), kRefusal) == 1; }))
      << extract.Log();
  SetUsers(both_);
  server.Signal(SIGHUP);
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  SetUsers("{ user: admin, password: admin }");
  server.Signal(SIGHUP);
  ASSERT_TRUE(PollUntil(kPatience, [&] { return !extract.Running(); })) << extract.Log();
  EXPECT_THAT(extract.Log(), HasSubstr("closed for good"));
  EXPECT_EQ(extract.Terminate(), 1);
}

TEST(SecretFileTest, CausesAWarningIfEveryUserMayReadIt) {
  const NatsServer server(
      {.extra_config = "authorization { users: [ { user: ann, password: pw } ] }"});
  const TempDir folder;
  const std::string file = (folder.path() / "password").string();
  std::ofstream(file) << "pw";
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  ServiceProcess extract = Extract(server, {{"NATS_USER", "ann"}, {"NATS_PASSWORD_FILE", file}});
  ASSERT_TRUE(extract.WaitReady()) << extract.Log();
  EXPECT_THAT(extract.Log(),
              HasSubstr("NATS_PASSWORD_FILE: every user of this machine may read " + file));
}

}  // namespace
}  // namespace pipeline::testing
