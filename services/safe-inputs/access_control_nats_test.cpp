#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/safe_inputs_server.hpp"
#include "tests/support/temp_dir.hpp"

namespace pipeline::safe_inputs {
namespace {

using testing::NatsServer;
using testing::PipelineClient;
using testing::RawMessage;

constexpr const char* kToken = "a-token-of-the-tests";

httplib::Result GetWith(testing::SafeInputsServer& server,
                        const std::string& path,
                        const httplib::Headers& headers) {
  return httplib::Client("127.0.0.1", server.port()).Get(path, headers);
}

TEST(AccessControlNatsTest, TakesNoUploadsFromPagesOfElsewhere) {
  NatsServer nats;
  testing::SafeInputsServer server(nats);
  const std::string body = RawMessage("a.xlsx");
  testing::ExpectProblem(
      server.Post(body, {{"Origin", "http://evil.example"}}), 403, "foreign-origin");
  testing::ExpectProblem(
      server.Post(body, {{"Sec-Fetch-Site", "cross-site"}}), 403, "foreign-origin");
  EXPECT_EQ(PipelineClient(nats.url()).Messages("safeInputsRawSheetData"), 0U);
  const std::string own = "http://127.0.0.1:" + std::to_string(server.port());
  EXPECT_EQ(server.Post(body, {{"Origin", own}, {"Sec-Fetch-Site", "same-origin"}})->status, 202);
}

TEST(AccessControlNatsTest, AnswersUnderItsOwnNamesAlone) {
  NatsServer nats;
  testing::SafeInputsServer server(nats, {{"ALLOWED_HOSTS", "sheets.internal"}});
  const httplib::Headers evil{{"Host", "evil.example"}};
  for (const char* path : {"/",
                           "/assets/page.js",
                           "/limits",
                           "/uploads/a",
                           "/files/a",
                           "/files?name=a",
                           "/uploads/events?id=a"}) {
    testing::ExpectProblem(GetWith(server, path, evil), 421, "host-not-allowed");
  }
  testing::ExpectProblem(server.Post(RawMessage("a.xlsx"), evil), 421, "host-not-allowed");
  EXPECT_EQ(GetWith(server, "/livez", evil)->status, 200);
  EXPECT_EQ(GetWith(server, "/readyz", evil)->status, 200);
  EXPECT_EQ(GetWith(server, "/limits", {{"Host", "sheets.internal:8090"}})->status, 200);
}

TEST(AccessControlNatsTest, WantsATokenWhereThereAreAny) {
  NatsServer nats;
  testing::TempDir dir;
  const std::string file = dir.path() / "tokens";
  std::ofstream(file) << kToken << "\n";
  testing::SafeInputsServer server(nats, {{"UPLOAD_TOKENS_FILE", file}});
  for (const char* path : {"/uploads/a", "/uploads/events?id=a", "/files?name=a", "/files/a"}) {
    testing::ExpectProblem(server.Get(path), 401, "unauthorized");
  }
  const auto refused = server.Post(RawMessage("a.xlsx"));
  testing::ExpectProblem(refused, 401, "unauthorized");
  EXPECT_EQ(refused->get_header_value("WWW-Authenticate"), "Bearer");
  for (const char* path : {"/", "/limits", "/livez", "/readyz"}) {
    EXPECT_EQ(server.Get(path)->status, 200) << path;
  }
  const httplib::Headers token{{"Authorization", std::string("Bearer ") + kToken}};
  EXPECT_EQ(server.Post(RawMessage("a.xlsx"), token)->status, 202);
  EXPECT_EQ(GetWith(server, "/files?name=a", token)->status, 200);
  EXPECT_EQ(server.process().Log().find(kToken), std::string::npos);
}

TEST(AccessControlNatsTest, AClientSendsOnlySoManyAMinute) {
  NatsServer nats;
  testing::SafeInputsServer server(nats, {{"UPLOADS_PER_MINUTE", "2"}});
  EXPECT_EQ(server.PostWithKey(RawMessage("a.xlsx"), "k1")->status, 202);
  EXPECT_EQ(server.PostWithKey(RawMessage("a.xlsx"), "k2")->status, 202);
  const auto refused = server.PostWithKey(RawMessage("a.xlsx"), "k3");
  testing::ExpectProblem(refused, 429, "too-many-uploads");
  EXPECT_TRUE(refused->has_header("Retry-After"));
  EXPECT_EQ(server.Get("/uploads/k1")->status, 200);
}

TEST(AccessControlNatsTest, ServesThePageToBrowsers) {
  NatsServer nats;
  testing::TempDir dir;
  std::ofstream(dir.path() / "index.html") << "<!doctype html>";
  std::ofstream(dir.path() / "page.js") << "let page;";
  std::ofstream(dir.path() / "page.js.gz") << "not unpacked here";
  testing::SafeInputsServer server(nats, {{"PAGE_DIR", dir.path()}});
  const auto page = GetWith(server, "/", {{"Accept", "text/html"}});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->body, "<!doctype html>");
  EXPECT_TRUE(page->has_header("Content-Security-Policy"));
  const auto script = server.Get("/assets/page.js");
  ASSERT_TRUE(script);
  EXPECT_EQ(script->body, "let page;");
  const auto again =
      GetWith(server, "/assets/page.js", {{"If-None-Match", script->get_header_value("ETag")}});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(GetWith(server, "/", {{"Accept", "*/*"}})->get_header_value("Content-Type"),
            "application/json");
}

TEST(AccessControlNatsTest, ABadTokensFileEndsTheStart) {
  testing::ServiceProcess process(
      "safe-inputs", {}, {{"UPLOAD_TOKENS_FILE", "/nowhere"}, {"LISTEN_ADDRESS", "127.0.0.1:0"}});
  ASSERT_TRUE(testing::PollUntil(std::chrono::seconds(20), [&] { return !process.Running(); }));
  EXPECT_EQ(process.Terminate(), 2);
  EXPECT_NE(process.Log().find("UPLOAD_TOKENS_FILE"), std::string::npos) << process.Log();
}

}  // namespace
}  // namespace pipeline::safe_inputs
