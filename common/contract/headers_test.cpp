#include "common/contract/headers.hpp"

#include <gtest/gtest.h>

namespace pipeline::contract {

TEST(HeadersTest, KeepsOneValueForAName) {
  Headers headers{{"Upload-Id", "a"}};
  headers.Set("Upload-Id", "b");
  EXPECT_EQ(headers.Get("Upload-Id"), "b");
  EXPECT_EQ(std::distance(headers.begin(), headers.end()), 1);
}

TEST(HeadersTest, NeverKeepsAnEmptyValue) {
  Headers headers{{"Sender", "quebec"}};
  headers.Set("Sender", "");
  EXPECT_TRUE(headers.empty());
}

TEST(HeadersTest, ReplacesLineBreaksSoThatNoValueCanAddAHeader) {
  Headers headers;
  headers.Set("File-Name", "a\r\nEvil: 1");
  EXPECT_EQ(headers.Get("File-Name"), "a  Evil: 1");
}

}  // namespace pipeline::contract
