#include <gtest/gtest.h>
#include <httplib.h>

#include "tests/support/certificates.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::safe_inputs {
namespace {

using std::chrono::seconds;
using testing::Certificates;
using testing::PollUntil;
using testing::ServiceProcess;

TEST(HttpsTest, TakesUploadsOverHttpsWhileHealthStaysPlain) {
  const testing::NatsServer nats;
  Certificates certificates;
  certificates.Make("server");
  const std::uint16_t port = testing::FreePort();
  ServiceProcess server("safe-inputs",
                        {},
                        {{"NATS_URL", nats.url()},
                         {"LISTEN_ADDRESS", testing::LoopbackAddress(port)},
                         {"HTTP_TLS_CERT", certificates.certificate("server")},
                         {"HTTP_TLS_KEY", certificates.key("server")}});
  ASSERT_TRUE(server.WaitReady()) << server.Log();
  httplib::SSLClient client("127.0.0.1", port);
  client.set_ca_cert_path(certificates.ca());
  client.enable_server_certificate_verification(true);
  const auto answer = client.Post("/uploads", testing::RawMessage("a.xlsx"), "application/json");
  ASSERT_TRUE(answer) << httplib::to_string(answer.error());
  EXPECT_EQ(answer->status, 202) << answer->body;
}

TEST(HttpsTest, AMissingFileIsToldBeforeNatsIsWaitedFor) {
  Certificates certificates;
  certificates.Make("server");
  ServiceProcess server("safe-inputs",
                        {},
                        {{"NATS_URL", "nats://" + testing::LoopbackAddress(testing::FreePort())},
                         {"LISTEN_ADDRESS", "127.0.0.1:0"},
                         {"HTTP_TLS_CERT", certificates.certificate("server")},
                         {"HTTP_TLS_KEY", "/nowhere/server.key"}});
  ASSERT_TRUE(PollUntil(seconds(20), [&] { return !server.Running(); }));
  EXPECT_EQ(server.Terminate(), 2);
  EXPECT_NE(server.Log().find("HTTP_TLS_KEY"), std::string::npos) << server.Log();
  EXPECT_NE(server.Log().find("/nowhere/server.key"), std::string::npos) << server.Log();
}

}  // namespace
}  // namespace pipeline::safe_inputs
