#include "libs/graphql/language/lexer.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace pipeline::graphql {
namespace {

using std::string_literals::operator""s;

std::string Tokens(std::string_view text) {
  Lexer lexer(text);
  std::string all;
  while (true) {
    const auto token = lexer.Next();
    if (!token) {
      return all + token.error().message + " at " + std::to_string(token.error().offset);
    }
    if (token->kind == TokenKind::kEnd) {
      return all;
    }
    all += Describe(*token) + ";";
  }
}

TEST(LexerTest, PassesWhatIsIgnored) {
  EXPECT_EQ(Tokens("\xEF\xBB\xBF \t\r\n,,# a comment \xff\n a#"), "Name \"a\";");
  EXPECT_EQ(Tokens(""), "");
}

TEST(LexerTest, ReadsPunctuators) {
  EXPECT_EQ(
      Tokens("!$&()...:=@[]{|}"),
      "\"!\";\"$\";\"&\";\"(\";\")\";\"...\";\":\";\"=\";\"@\";\"[\";\"]\";\"{\";\"|\";\"}\";");
}

TEST(LexerTest, ReadsNumbers) {
  EXPECT_EQ(Tokens("0 -1 123 1.5 -0.0e+10 1E9"),
            "Int \"0\";Int \"-1\";Int \"123\";Float \"1.5\";Float \"-0.0e+10\";Float \"1E9\";");
}

TEST(LexerTest, RefusesBrokenNumbers) {
  EXPECT_EQ(Tokens("00"), "Invalid number, unexpected digit after 0: \"0\". at 1");
  EXPECT_EQ(Tokens("-"), "Invalid number, expected digit but got: <EOF>. at 1");
  EXPECT_EQ(Tokens("1."), "Invalid number, expected digit but got: <EOF>. at 2");
  EXPECT_EQ(Tokens("1.e1"), "Invalid number, expected digit but got: \"e\". at 2");
  EXPECT_EQ(Tokens("1.2.3"), "Invalid number, expected digit but got: \".\". at 3");
  EXPECT_EQ(Tokens("1e\u00e9"), "Invalid number, expected digit but got: U+00E9. at 2");
  EXPECT_EQ(Tokens("8f31"), "Invalid number, expected digit but got: \"f\". at 1");
}

TEST(LexerTest, DecodesStrings) {
  EXPECT_EQ(Tokens(R"("" "a\"\\\/\b\f\n\r\t")"), "String \"\";String \"a\"\\/\b\f\n\r\t\";");
  EXPECT_EQ(Tokens(R"("\u00e9\u{1F600}\uD83D\uDE00\u{00000041}")"),
            "String \"\u00e9\U0001F600\U0001F600A\";");
}

TEST(LexerTest, RefusesBrokenEscapes) {
  EXPECT_EQ(Tokens(R"("\x")"), R"(Invalid character escape sequence: "\x". at 1)");
  EXPECT_EQ(Tokens(R"("\u12)"), R"(Invalid Unicode escape sequence: "\u12". at 1)");
  EXPECT_EQ(Tokens(R"("\uD83D\u0041")"), R"(Invalid Unicode escape sequence: "\uD83D". at 1)");
  EXPECT_EQ(Tokens(R"("\u{}")"), R"(Invalid Unicode escape sequence: "\u{}". at 1)");
  EXPECT_EQ(Tokens(R"("\u{110000}")"), R"(Invalid Unicode escape sequence: "\u{110000}". at 1)");
  EXPECT_EQ(Tokens(R"("\u{0000000041}")"),
            R"(Invalid Unicode escape sequence: "\u{000000004". at 1)");
  EXPECT_EQ(Tokens(R"("\u{FFFFFFFF}")"), R"(Invalid Unicode escape sequence: "\u{FFFFFFFF". at 1)");
}

TEST(LexerTest, RefusesUnterminatedStrings) {
  EXPECT_EQ(Tokens("\"a"), "Unterminated string. at 2");
  EXPECT_EQ(Tokens("\"a\n\""), "Unterminated string. at 2");
  EXPECT_EQ(Tokens(R"("""a""\""")"), "Unterminated string. at 10");
  EXPECT_EQ(Tokens("\"\\"), "Invalid character escape sequence: \"\\\". at 1");
}

TEST(LexerTest, RemovesTheIndentationOfBlockStrings) {
  EXPECT_EQ(Tokens("\"\"\"\n\n    a\r\n      b\\\"\"\"\r \n\"\"\""),
            "BlockString \"a\n  b\"\"\"\";");
  EXPECT_EQ(Tokens(R"("""""" """\""""x""")"), "BlockString \"\";BlockString \"\"\"\"\"x\";");
}

TEST(LexerTest, RefusesOtherCharacters) {
  EXPECT_EQ(Tokens("?"), "Unexpected character: \"?\". at 0");
  EXPECT_EQ(Tokens(".."), "Unexpected character: \".\". at 0");
  EXPECT_EQ(Tokens("\U0001F600"), "Unexpected character: U+1F600. at 0");
  EXPECT_EQ(Tokens("\0"s), "Unexpected character: U+0000. at 0");
  EXPECT_EQ(Tokens("a\xff"), "Name \"a\";Unexpected character: U+FFFD. at 1");
  EXPECT_EQ(Tokens("'"),
            "Unexpected single quote character ('), did you mean to use a double quote (\")? at 0");
}

}  // namespace
}  // namespace pipeline::graphql
