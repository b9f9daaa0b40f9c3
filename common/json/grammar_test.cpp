#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "common/json/scanner.hpp"

namespace pipeline::json {
namespace {

bool Accepts(std::string_view bytes) {
  Scanner scanner(bytes);
  scanner.SkipValue();
  return scanner.Finish();
}

// Documents at the edges of RFC 8259's grammar. Another parser says which of them are JSON, so that
// no list of expectations here can be wrong.
const std::vector<std::string>& Documents() {
  static const std::vector<std::string> documents = {
      "0",
      "-0",
      "-",
      "--1",
      "+1",
      "01",
      "-01",
      "00",
      "1.",
      ".1",
      "-.1",
      "1.0",
      "1.0e",
      "1e",
      "1e+",
      "1e-",
      "1e5",
      "1E+5",
      "1E-05",
      "1.5e3.2",
      "0e0",
      "0x10",
      "1_000",
      "1a",
      "-a",
      "1 ",
      " 1",
      "\t1\n",
      "\r\n1",
      "\f1",
      "\v1",
      "Infinity",
      "-Infinity",
      "NaN",
      "nan",
      "123456789012345678",
      "1e00000",
      "0.0000",
      "12345678901234567",
      "1234567890123456.5",
      "true",
      "false",
      "null",
      "True",
      "nul",
      "nulll",
      "truefalse",
      "t",
      "f",
      "n",
      "\"\"",
      "\"a\"",
      "\"",
      "\"a",
      "'a'",
      "\"\\\"\"",
      "\"\\\"",
      "\"\\\\\"",
      "\"\\\\\\\"",
      "\"\\/\"",
      "\"/\"",
      "\"\\b\\f\\n\\r\\t\"",
      "\"\\v\"",
      "\"\\a\"",
      "\"\\0\"",
      "\"\\x41\"",
      "\"\\'\"",
      "\"\\u\"",
      "\"\\u1\"",
      "\"\\u12\"",
      "\"\\u123\"",
      "\"\\u1234\"",
      "\"\\uABCD\"",
      "\"\\uabcd\"",
      "\"\\u00g0\"",
      "\"\\U0041\"",
      "\"\\u 041\"",
      "\"\\u+041\"",
      "\"\\ud83d\\ude00\"",
      "\"\\u0000\"",
      "\"\n\"",
      "\"\t\"",
      "\"\x1f\"",
      "\"\x7f\"",
      "\"\xC2\x80\"",
      "\"\xE2\x80\xA8\"",
      "\"\xF4\x8F\xBF\xBF\"",
      "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
      "\"aaaaaaaaaaaaaaaaaaaaa\\naaaaaaaaaaaaaaaaaaaaaa\"",
      "\"aaaaaaaaaaaaaaaaaaa\x01zzzzzzzzzzzzzzzzzzzz\"",
      "\"aaaaaaaaaaaaaaa\"",
      "\"aaaaaaaaaaaaaa\\\"",
      "[]",
      "[ ]",
      "[",
      "]",
      "[]]",
      "[[]",
      "[[]]",
      "[,]",
      "[1,]",
      "[,1]",
      "[1,,2]",
      "[1 2]",
      "[1,2]",
      "[ 1 , 2 ]",
      "[1;2]",
      "[\"a\":1]",
      "[1}",
      "{}",
      "{ }",
      "{",
      "}",
      "{}}",
      "{{}}",
      "{,}",
      "{\"a\"}",
      "{\"a\":}",
      "{\"a\":1}",
      "{ \"a\" : 1 }",
      "{\"a\" 1}",
      "{\"a\":1,}",
      "{,\"a\":1}",
      "{\"a\":1,,\"b\":2}",
      "{\"a\":1 \"b\":2}",
      "{\"a\":1,\"b\":2}",
      "{a:1}",
      "{'a':1}",
      "{1:1}",
      "{null:1}",
      "{\"a\"::1}",
      "{\"a\":1]",
      "{\"a\":[1,{\"b\":[]}]}",
      "{\"\":0}",
      "[{},{}]",
      "[{\"a\":1},{\"a\":1}]",
      "[{\"a\":1},{\"a\"1}]",
      "[{\"a\":1},{\"a\":}]",
      "[{\"abcdef\":1},{\"abcdef:1}]",
      "//c\n1",
      "/**/1",
      "1//c",
      "[1]#",
      "1 1",
      "1,",
      "[]{}",
      "\xEF\xBB\xBF[]x",
      "*",
      "\\u0031",
      "\302\2401",
  };
  return documents;
}

// A byte order mark is the one thing that nlohmann lets pass and RFC 8259 section 8.1 lets a parser
// refuse.
TEST(GrammarTest, AgreesWithAnotherParserOnTrickyDocuments) {
  for (const std::string& document : Documents()) {
    for (const auto& [before, after] :
         {std::pair{"", ""}, {"[", "]"}, {"{\"key\":", "}"}, {" [0,", ", 0 ] "}}) {
      const std::string text = before + document + after;
      EXPECT_EQ(Accepts(text), nlohmann::json::accept(text)) << text;
    }
  }
}

TEST(GrammarTest, AgreesWithAnotherParserOnDocumentsThatAreCutOff) {
  const std::string whole =
      R"( {"state":"DONE","n":[-1.5e+10,0,true,false,null,"a\u00e9\ud83d\ude00\\"],"o":{"":{}}, "p":[[ ]]} )";
  ASSERT_TRUE(Accepts(whole));
  for (std::size_t size = 1; size <= whole.size(); ++size) {
    const std::string text = whole.substr(0, size);
    EXPECT_EQ(Accepts(text), nlohmann::json::accept(text)) << text;
  }
}

// Every byte in every place. What only this scanner refuses (a key twice, half a surrogate pair)
// does not come up: no byte of these makes one, but for a quote that ends a key.
TEST(GrammarTest, AgreesWithAnotherParserWhereAByteIsAnother) {
  const std::string whole = R"([{"ab":-1.5e+1,"\n":"a\t"},{"ab":true,"c":[null ]}])";
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = whole;
      text[place] = static_cast<char>(byte);
      EXPECT_EQ(Accepts(text), nlohmann::json::accept(text)) << place << " " << byte;
    }
  }
}

TEST(GrammarTest, RefusesAZeroByteAnywhere) {
  const std::string whole = R"( {"a":[1,"b"]} )";
  for (std::size_t place = 0; place <= whole.size(); ++place) {
    std::string text = whole;
    EXPECT_FALSE(Accepts(text.insert(place, 1, '\0'))) << place;
  }
}

TEST(GrammarTest, RefusesAByteOrderMark) { EXPECT_FALSE(Accepts("\xEF\xBB\xBF[]")); }

}  // namespace
}  // namespace pipeline::json
