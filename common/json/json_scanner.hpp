#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/contract/limits.hpp"
#include "common/contract/rejection.hpp"
#include "common/json/json_kind.hpp"
#include "common/json/json_token.hpp"
#include "common/json/key_table.hpp"

namespace pipeline::json {

struct JsonKey {
  KeyId id = kNoKey;
  std::string_view content;  ///< What stands between the quotes, as it came.
};

/// A cursor over one JSON document that checks every byte it passes, also in values that nobody
/// reads: UTF-8, the grammar of RFC 8259, no lone surrogate, no key twice in one object (compared
/// decoded), nesting up to kMaxDepth. Numbers are checked by grammar alone and may have any length.
///
/// simdjson does not do this: its On-Demand lets malformed tokens in skipped values through, and
/// its DOM refuses integers over 64 bits and 1e400, which a sheet may hold and a pipeline has to
/// carry unchanged.
///
///   JsonScanner scanner(bytes);
///   JsonKey key;
///   for (scanner.EnterObject(); scanner.NextMember(key);) {
///     scanner.SkipValue();
///   }
///   if (!scanner.Finish()) return tl::make_unexpected(scanner.TakeRejection());
///
/// The first failure stays: from then on every call returns false or nothing, so that loops end by
/// themselves and Finish() tells. Each value must be passed exactly once. The bytes must outlive
/// the scanner. Not thread-safe; takes linear time, also for hostile documents.
class JsonScanner {
 public:
  explicit JsonScanner(std::string_view bytes);

  /// The kind of the value at the cursor, from its first byte alone.
  JsonKind Peek();

  /// Fails where the value is not an object.
  bool EnterObject();
  /// True with the next key, the cursor before its value; false at the end of the object.
  bool NextMember(JsonKey& key);

  /// Fails where the value is not an array.
  bool EnterArray();
  /// True with the cursor before the next element; false at the end of the array.
  bool NextElement();

  /// The content of the string at the cursor, as it came, without quotes. Fails where it is none.
  std::string_view ReadString();
  /// The bytes of the value at the cursor.
  std::string_view ReadValue();
  bool SkipValue();

  /// True if all went well and nothing but white space is left.
  bool Finish();
  bool Ok() const { return !rejection_; }
  /// Only after a failure.
  contract::Rejection TakeRejection() { return *std::move(rejection_); }

  /// Objects and arrays around the cursor.
  std::size_t Depth() const { return depth_; }
  const char* Cursor() const { return cursor_; }
  const char* End() const { return end_; }
  const KeyTable& Keys() const { return keys_; }

 private:
  /// An object or array around the cursor.
  struct Frame {
    std::uint32_t object;  ///< Its number.
    KeyId last;            ///< kNoKey at the start.
    bool fresh;            ///< Nothing of it was read yet.
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
  const char* Fail(contract::RejectionCode code, const char* at, std::string_view what);
  const char* FailDuplicate(const char* at);
  const char* FailAtEnd(char bracket, std::string_view expected);
  const char* FailExpected(const char* at, std::string_view expected);

  const char* begin_;
  const char* cursor_;
  const char* end_;
  std::size_t depth_ = 0;
  std::uint32_t objects_ = 0;
  std::optional<contract::Rejection> rejection_;
  KeyTable keys_;
  std::array<Frame, contract::kMaxDepth + 1> frames_;  ///< Each is set when it is entered.
};

// These are here to be inlined where rows are read.

inline JsonKind JsonScanner::Peek() {
  cursor_ = PassSpace(cursor_, end_);
  return cursor_ == end_ ? JsonKind::kNone : KindOf(*cursor_);
}

inline std::string_view JsonScanner::ReadString() {
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

inline const char* JsonScanner::NextItem(const char* at, char bracket, std::string_view expected) {
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

// The colon may have been passed with the key already, which otherwise ends in a quote.
inline const char* JsonScanner::PassColon(const char* at) {
  if (at[-1] != ':') {
    at = PassSpace(at, end_);
    if (!Is(at, ':')) {
      return FailExpected(at, "':'");
    }
    ++at;
  }
  return PassSpace(at, end_);
}

// Passes a key, which becomes the last one of `frame`, and the colon after it.
inline const char* JsonScanner::PassKey(const char* at, Frame& frame) {
  const KeyId guess = keys_.Guess(depth_, frame.last, at, end_);
  if (guess == kNoKey) {
    return PassOtherKey(at, frame);
  }
  frame.last = guess;
  return keys_.MarkSeen(guess, frame.object) ? PassColon(at + keys_.GuessedSize(guess))
                                             : FailDuplicate(at);
}

inline bool JsonScanner::NextMember(JsonKey& key) {
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
