#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/json/error.hpp"
#include "common/json/key_table.hpp"
#include "common/json/token.hpp"

namespace pipeline::json {

/// The kind of a value, known from its first byte; kNone where no value begins.
enum class Kind { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull, kNone };

/// With an article, for messages: "an object".
std::string_view NameOf(Kind kind);

struct Key {
  KeyId id = kNoKey;
  std::string_view content;  ///< The bytes between the quotes, as they came.
};

/// A cursor over one JSON document. It checks every byte that it passes, skipped values included:
/// UTF-8, the grammar of RFC 8259, no lone surrogate, no key twice in one object (compared
/// decoded), nesting up to kMaxDepth. Numbers are checked by grammar alone and may have any length.
///
/// simdjson cannot replace it: On-Demand accepts malformed tokens in skipped values, and the DOM
/// refuses integers over 64 bits and 1e400, which a sheet may hold and a pipeline must carry
/// unchanged.
///
///   Scanner scanner(bytes);
///   Key key;
///   for (scanner.EnterObject(); scanner.NextMember(key);) {
///     scanner.SkipValue();
///   }
///   if (!scanner.Finish()) return tl::make_unexpected(scanner.TakeError());
///
/// After the first error every call returns false or nothing, so loops end by themselves and
/// Finish() returns false. Pass each value exactly once. The bytes must outlive the scanner. Not
/// thread-safe; linear time, for hostile documents too.
class Scanner {
 public:
  explicit Scanner(std::string_view bytes);

  /// The kind of the value at the cursor, from its first byte alone.
  Kind Peek();

  /// False, and an error, if the value is not an object.
  bool EnterObject();
  /// True with the next key, the cursor before its value; false at the end of the object.
  bool NextMember(Key& key);

  /// False, and an error, if the value is not an array.
  bool EnterArray();
  /// True with the cursor before the next element; false at the end of the array.
  bool NextElement();

  /// The content of the string at the cursor, as it came, without quotes. An error if the value is
  /// not a string.
  std::string_view ReadString();
  /// The bytes of the value at the cursor.
  std::string_view ReadValue();
  bool SkipValue();

  /// True if there was no error and only white space is left.
  bool Finish();
  bool Ok() const { return !error_; }
  /// Call only after an error.
  JsonError TakeError() { return *std::move(error_); }

  /// The number of objects and arrays around the cursor.
  std::size_t Depth() const { return depth_; }
  const char* Cursor() const { return cursor_; }
  const char* End() const { return end_; }
  const KeyTable& Keys() const { return keys_; }

 private:
  /// An object or array around the cursor.
  struct Frame {
    std::uint32_t object;  ///< Its number.
    KeyId last;            ///< kNoKey at the start.
    bool fresh;            ///< Nothing in it has been read yet.
  };

  void CheckBytes(std::string_view bytes);
  bool MoveTo(const char* at) {
    cursor_ = at == nullptr ? cursor_ : at;
    return at != nullptr;
  }
  const char* Open(const char* at, char bracket, std::string_view expected);
  const char* Close(const char* at, char bracket, std::string_view expected);
  const char* NextItem(const char* at, char bracket, std::string_view expected);
  const char* PassKey(const char* at, Frame& frame);
  const char* PassColon(const char* at);
  const char* PassOtherKey(const char* at, Frame& frame);
  const char* PassUnknownKey(const char* at, Frame& frame);
  const char* PassValue(const char* at);
  const char* PassMembers(const char* at);
  const char* PassElements(const char* at);
  const char* Take(TokenEnd token);
  const char* FailToken(TokenEnd token);
  bool Is(const char* at, char byte) const { return at != end_ && *at == byte; }
  const char* Fail(JsonErrorCode code, const char* at, std::string_view what);
  const char* FailDuplicate(const char* at);
  const char* FailAtEnd(char bracket, std::string_view expected);
  const char* FailExpected(const char* at, std::string_view expected);

  const char* begin_;
  const char* cursor_;
  const char* end_;
  std::size_t depth_ = 0;
  std::uint32_t objects_ = 0;
  std::optional<JsonError> error_;
  KeyTable keys_;
  std::array<Frame, kMaxDepth + 1> frames_;  ///< Each is set on entering.
};

// Inline, for the loops that read rows.

inline Kind KindOf(char first) {
  // Most values of a sheet are strings: tested first, they cost no jump through a table.
  if (first == '"') [[likely]] {
    return Kind::kString;
  }
  switch (first) {
    case '{':
      return Kind::kObject;
    case '[':
      return Kind::kArray;
    case 't':
      return Kind::kTrue;
    case 'f':
      return Kind::kFalse;
    case 'n':
      return Kind::kNull;
    default:
      return first == '-' || (first >= '0' && first <= '9') ? Kind::kNumber : Kind::kNone;
  }
}

inline Kind Scanner::Peek() {
  cursor_ = PassSpace(cursor_, end_);
  return cursor_ == end_ ? Kind::kNone : KindOf(*cursor_);
}

inline std::string_view Scanner::ReadString() {
  const char* start = PassSpace(cursor_, end_);
  if (!Is(start, '"')) {
    FailExpected(start, "a string");
    return {};
  }
  const TokenEnd token = PassString(start, end_);
  if (!MoveTo(token.fault == TokenFault::kNone ? token.at : FailToken(token))) {
    return {};
  }
  return {start + 1, static_cast<std::size_t>(cursor_ - start) - 2};
}

inline const char* Scanner::NextItem(const char* at, char bracket, std::string_view expected) {
  if (at == end_) [[unlikely]] {
    return FailAtEnd(bracket, expected);
  }
  Frame& frame = frames_[depth_];
  if (*at == bracket) {
    cursor_ = at + 1;
    --depth_;
    return nullptr;
  }
  if (frame.fresh) {
    frame.fresh = false;
    return at;
  }
  return *at == ',' ? PassSpace(at + 1, end_) : FailExpected(at, expected);
}

// A guessed key may end with its colon; every other key ends with a quote.
inline const char* Scanner::PassColon(const char* at) {
  if (at[-1] != ':') {
    at = PassSpace(at, end_);
    if (!Is(at, ':')) {
      return FailExpected(at, "':'");
    }
    ++at;
  }
  return PassSpace(at, end_);
}

// Passes a key, which becomes frame.last, and its colon.
inline const char* Scanner::PassKey(const char* at, Frame& frame) {
  const KeyId guess = keys_.Guess(depth_, frame.last, at, end_);
  if (guess == kNoKey) {
    return PassOtherKey(at, frame);
  }
  frame.last = guess;
  return keys_.MarkSeen(guess, frame.object) ? PassColon(at + keys_.GuessedSize(guess))
                                             : FailDuplicate(at);
}

inline bool Scanner::NextMember(Key& key) {
  const char* start = NextItem(PassSpace(cursor_, end_), '}', "',' or '}'");
  if (start == nullptr) {
    return false;
  }
  Frame& frame = frames_[depth_];
  if (!MoveTo(PassKey(start, frame))) {
    return false;
  }
  key.id = frame.last;
  key.content = {start + 1, keys_.QuotedSize(frame.last) - 2};
  return true;
}

}  // namespace pipeline::json
