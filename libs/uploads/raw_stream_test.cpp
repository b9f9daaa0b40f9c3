#include "libs/uploads/raw_stream.hpp"

#include <gtest/gtest.h>

namespace pipeline::uploads {
namespace {

constexpr const char* kBody =
    R"({"state":"DONE","filename":"été 1.xlsx","sheets":[{"sheetName":"A","data":[{},{}]}]})";

TEST(RawMessageTest, DescribesTheBodyInHeaders) {
  const auto event = contract::ReadParseEvent(kBody);
  const auto message = MakeRawMessage({.id = "u1",
                                       .sender = "",
                                       .traceparent = "",
                                       .body = kBody,
                                       .sha256 = "ab",
                                       .accepted_ms = 7},
                                      event.value());
  EXPECT_EQ(message.subject, "safeInputsRawSheetData");
  EXPECT_EQ(message.body.view(), kBody);
  EXPECT_EQ(message.headers.Get("Upload-Id"), "u1");
  EXPECT_EQ(message.headers.Get("Nats-Msg-Id"), "u1");
  EXPECT_EQ(message.headers.Get("Content-Sha256"), "ab");
  EXPECT_EQ(message.headers.Get("File-Name"), "%C3%A9t%C3%A9%201.xlsx");
  EXPECT_EQ(message.headers.Get("Sheets"), "1");
  EXPECT_EQ(message.headers.Get("Rows"), "2");
  EXPECT_EQ(message.headers.Get("unix_time"), "7");
  EXPECT_EQ(message.headers.Get("traceparent"), "");
}

TEST(RawMessageTest, WasAcceptedWhenItsHeaderOrElseTheStreamSays) {
  nats::StoredMessage message;
  message.time_ns = 5;
  EXPECT_EQ(AcceptedNs(message), 5);
  const auto accepted_ns = [&message](const char* header) {
    message.headers = {{"unix_time", header}};
    return AcceptedNs(message);
  };
  EXPECT_EQ(accepted_ns("7"), 7'000'000);
  EXPECT_EQ(accepted_ns("9223372036854"), 9'223'372'036'854'000'000);
  for (const char* header : {"0", "-7", "7 ", "x", "9223372036855", "99999999999999999999"}) {
    EXPECT_EQ(accepted_ns(header), 5) << header;
  }
}

TEST(RawMessageTest, GoesToTheSendersSubject) {
  const auto event = contract::ReadParseEvent(kBody);
  const auto message = MakeRawMessage(
      {.id = "u1", .sender = "ca.quebec", .traceparent = "00-x", .body = kBody, .sha256 = "ab"},
      event.value());
  EXPECT_EQ(message.subject, "safeInputsRawSheetData.ca.quebec");
  EXPECT_EQ(message.headers.Get("Upload-Id"), "u1");
  EXPECT_EQ(message.headers.Get("Nats-Msg-Id"), "ca.quebec/u1") << "another sender's u1 is another";
  EXPECT_EQ(message.headers.Get("traceparent"), "00-x");
}

}  // namespace
}  // namespace pipeline::uploads
