#include "libs/http/message_head.hpp"

#include <gtest/gtest.h>

namespace pipeline::http {

using std::string_view_literals::operator""sv;

TEST(HeadSyntaxTest, TakesWhatEveryReaderReadsAlike) {
  for (const std::string_view head : {"GET / HTTP/1.1\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nx!#:a:b\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nHost: \xC3\xA9\t\r\n\r\n"sv}) {
    EXPECT_TRUE(IsClearHead(head)) << head;
  }
}

TEST(HeadSyntaxTest, RefusesWhatHidesALineFromSomeReaders) {
  for (const std::string_view head : {""sv,
                                      "\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\n"sv,
                                      "GET / HTTP/1.1\nHost: a\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nA: b\nContent-Length: 5\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nA: b\rContent-Length: 5\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nContent-Length : 5\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nA: b\r\n Content-Length: 5\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\n: 5\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nno colon\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nA\0: b\r\n\r\n"sv,
                                      "GET / HTTP/1.1\r\nA: \0\r\n\r\n"sv}) {
    EXPECT_FALSE(IsClearHead(head)) << head;
  }
}

TEST(HeadSyntaxTest, TellsTheMethodOfARequestLine) {
  EXPECT_EQ(MethodOf("GET / HTTP/1.1\r\n\r\n"), "GET");
  EXPECT_EQ(MethodOf("BREW /pot HTTP/1.0\r\nA: b\r\n\r\n"), "BREW");
  for (const std::string_view head : {"\r\n"sv,
                                      "GET\r\n"sv,
                                      "GET HTTP/1.1\r\n"sv,
                                      "GET / HTTP/2.0\r\n"sv,
                                      "G(T / HTTP/1.1\r\n"sv}) {
    EXPECT_EQ(MethodOf(head), "") << head;
  }
}

}  // namespace pipeline::http
