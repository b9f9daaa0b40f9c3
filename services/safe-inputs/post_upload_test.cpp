#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "common/base/digest.hpp"
#include "common/base/time.hpp"
#include "services/safe-inputs/upload_routes.hpp"
#include "tests/support/fake_raw_stream.hpp"

namespace pipeline::safe_inputs {
namespace {

using base::ErrorCode;
using nlohmann::json;

constexpr const char* kTraceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

std::string Body(const std::string& cell) {
  return R"({"state":"DONE","filename":"a b.xlsx","sheets":[{"sheetName":"A","data":[{"a":")" +
         cell + R"("}]}]})";
}

http::Request Post(std::string body, const std::string& key = "k1") {
  http::Request request{.method = "POST", .path = "/uploads", .body = std::move(body)};
  if (!key.empty()) request.headers.emplace_back("Idempotency-Key", key);
  return request;
}

class PostUploadTest : public ::testing::Test {
 protected:
  http::Response Handle(const http::Request& request) { return PostUpload(acceptor_, request); }

  void ExpectProblem(const http::Response& response, int status, const std::string& code) {
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(json::parse(response.body)["code"], code);
  }

  uploads::FakeRawStream stream_;
  uploads::UploadAcceptor acceptor_{stream_, ""};
};

TEST_F(PostUploadTest, AnswersWithAReceiptForWhatIsStored) {
  const std::string body = Body("x");
  const auto response = Handle(Post(body));
  EXPECT_EQ(response.status, 202);
  EXPECT_EQ(response.Header("Location"), "/uploads/k1");
  json receipt = json::parse(response.body);
  EXPECT_TRUE(base::ParseTime(receipt["acceptedAt"].get<std::string>()));
  receipt.erase("acceptedAt");
  EXPECT_EQ(receipt,
            (json{{"uploadId", "k1"},
                  {"filename", "a b.xlsx"},
                  {"key", "a_b.xlsx"},
                  {"stream", "safeInputsRawSheetData"},
                  {"sequence", 1},
                  {"sheets", 1},
                  {"rows", 1},
                  {"bytes", body.size()},
                  {"sha256", base::Sha256Hex(body)},
                  {"duplicate", false}}));
  ASSERT_EQ(stream_.messages.size(), 1U);
  EXPECT_EQ(stream_.messages[0].body, body);
  EXPECT_EQ(stream_.messages[0].headers.Get("Content-Sha256"), base::Sha256Hex(body));
}

TEST_F(PostUploadTest, MakesAnIdWhereTheSenderHasNoKey) {
  const json receipt = json::parse(Handle(Post(Body("x"), "")).body);
  ASSERT_EQ(stream_.messages.size(), 1U);
  EXPECT_EQ(stream_.messages[0].headers.Get("Upload-Id"), receipt["uploadId"].get<std::string>());
  EXPECT_GE(receipt["uploadId"].get<std::string>().size(), 22U);
}

TEST_F(PostUploadTest, PassesAValidTraceparentOn) {
  http::Request request = Post(Body("x"));
  request.headers.emplace_back("traceparent", kTraceparent);
  Handle(request);
  http::Request other = Post(Body("x"), "k2");
  other.headers.emplace_back("traceparent", "00-nonsense");
  Handle(other);
  EXPECT_EQ(stream_.messages.at(0).headers.Get("traceparent"), kTraceparent);
  EXPECT_EQ(stream_.messages.at(1).headers.Get("traceparent"), "");
}

TEST_F(PostUploadTest, TheSameKeyWithTheSameBytesIsTheSameUpload) {
  json receipt = json::parse(Handle(Post(Body("x"))).body);
  EXPECT_EQ(receipt["duplicate"], false);
  const auto again = Handle(Post(Body("x")));
  EXPECT_EQ(again.status, 202);
  receipt["duplicate"] = true;
  EXPECT_EQ(json::parse(again.body), receipt);
  EXPECT_EQ(stream_.messages.size(), 1U);
}

TEST_F(PostUploadTest, TheSameKeyWithOtherBytesIsRefused) {
  Handle(Post(Body("x")));
  ExpectProblem(Handle(Post(Body("y"))), 422, "idempotency-key-reused");
}

TEST_F(PostUploadTest, TheSameKeyOfAnotherSenderIsAnotherUpload) {
  Handle(Post(Body("x")));
  EXPECT_EQ(PostUpload(uploads::UploadAcceptor(stream_, "quebec"), Post(Body("x"))).status, 202);
  EXPECT_EQ(stream_.messages.size(), 2U);
}

TEST_F(PostUploadTest, AMessageThatAnotherSenderStoredUnderThisIdIsNotTheSameUpload) {
  stream_.messages.push_back({.subject = "safeInputsRawSheetData.quebec",
                              .sequence = 1,
                              .headers = {{"Nats-Msg-Id", "k1"}, {"Upload-Id", "k1"}},
                              .body = Body("x")});
  ExpectProblem(Handle(Post(Body("x"))), 422, "idempotency-key-reused");
}

TEST_F(PostUploadTest, AMessageThatIsKnownByAnotherIdIsNotTheSameUpload) {
  stream_.messages.push_back({.subject = "safeInputsRawSheetData",
                              .sequence = 1,
                              .headers = {{"Nats-Msg-Id", "k1"}},
                              .body = Body("x")});
  ExpectProblem(Handle(Post(Body("x"))), 422, "idempotency-key-reused");
}

TEST_F(PostUploadTest, DoesNotGuessWhereTheOriginalIsGone) {
  Handle(Post(Body("x")));
  stream_.read_error = base::Error{ErrorCode::kNotFound, "no message found"};
  ExpectProblem(Handle(Post(Body("x"))), 409, "original-gone");
  stream_.read_error = base::Error{ErrorCode::kTimeout, "no answer", true};
  ExpectProblem(Handle(Post(Body("x"))), 503, "stream-unavailable");
}

TEST_F(PostUploadTest, SendsTheSendersKeyedFile) {
  const auto response = PostUpload(uploads::UploadAcceptor(stream_, "ca.quebec"), Post(Body("x")));
  EXPECT_EQ(json::parse(response.body)["key"], "ca.quebec/a_b.xlsx");
  EXPECT_EQ(stream_.messages.at(0).subject, "safeInputsRawSheetData.ca.quebec");
}

TEST_F(PostUploadTest, SaysWhichKeyMakesARetrySafe) {
  stream_.store_error = base::Error{ErrorCode::kTimeout, "no answer", true};
  const auto response = Handle(Post(Body("x"), ""));
  ExpectProblem(response, 503, "stream-unavailable");
  EXPECT_NE(response.Header("Retry-After"), "");
  const std::string id = json::parse(response.body)["uploadId"];
  stream_.store_error.reset();
  EXPECT_EQ(json::parse(Handle(Post(Body("x"), id)).body)["uploadId"], id);
}

TEST_F(PostUploadTest, PassesThePressureOfAFullStreamOn) {
  stream_.store_error = base::Error{ErrorCode::kFull, "full", true};
  const auto response = Handle(Post(Body("x")));
  ExpectProblem(response, 429, "stream-full");
  EXPECT_NE(response.Header("Retry-After"), "");
}

TEST_F(PostUploadTest, StoresNothingOfWhatItRefusesAndQuotesNothing) {
  const auto response = Handle(Post(R"({"state":"DONE","filename":"secret","sheets":{}})"));
  ExpectProblem(response, 422, "sheets-not-an-array");
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  ExpectProblem(Handle(Post(Body("x"), "not a key")), 400, "invalid-idempotency-key");
  EXPECT_TRUE(stream_.messages.empty());
}

}  // namespace
}  // namespace pipeline::safe_inputs
