#include "common/json/scanner.hpp"

#include <string>

#include "common/json/utf8.hpp"

// Functions that map a position to a position keep it in a register, which is most of their speed.
// They return nullptr after an error, which is then in error_.
namespace pipeline::json {

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kObject:
      return "an object";
    case Kind::kArray:
      return "an array";
    case Kind::kString:
      return "a string";
    case Kind::kNumber:
      return "a number";
    case Kind::kTrue:
      return "true";
    case Kind::kFalse:
      return "false";
    case Kind::kNull:
      return "null";
    case Kind::kNone:
      break;
  }
  return "nothing";
}

// frames_ stays uninitialized, which small documents feel: each frame is set on entering.
Scanner::Scanner(std::string_view bytes)
    : begin_(bytes.data()), cursor_(begin_), end_(begin_ + bytes.size()) {
  CheckBytes(bytes);
}

void Scanner::CheckBytes(std::string_view bytes) {
  if (bytes.empty()) {
    Fail(JsonErrorCode::kEmpty, begin_, "expected a JSON document, got nothing");
  } else if (bytes.size() > kMaxDocumentBytes) {
    Fail(JsonErrorCode::kTooLarge,
         begin_ + kMaxDocumentBytes,
         "expected at most " + std::to_string(kMaxDocumentBytes) + " bytes, got " +
             std::to_string(bytes.size()));
  } else if (const std::size_t valid = ValidUtf8Prefix(bytes); valid != bytes.size()) {
    const char* at = begin_ + valid;
    Fail(JsonErrorCode::kInvalidUtf8, at, "expected UTF-8, got " + DescribeByte(at, end_));
  }
}

bool Scanner::EnterObject() {
  const char* at = Open(PassSpace(cursor_, end_), '{', "an object");
  if (!MoveTo(at)) {
    return false;
  }
  frames_[depth_] = {++objects_, kNoKey, true};
  return true;
}

bool Scanner::EnterArray() {
  const char* at = Open(PassSpace(cursor_, end_), '[', "an array");
  if (!MoveTo(at)) {
    return false;
  }
  frames_[depth_] = {0, kNoKey, true};
  return true;
}

bool Scanner::NextElement() {
  return MoveTo(NextItem(PassSpace(cursor_, end_), ']', "',' or ']'"));
}

std::string_view Scanner::ReadValue() {
  const char* start = PassSpace(cursor_, end_);
  if (!MoveTo(PassValue(start))) {
    return {};
  }
  return {start, static_cast<std::size_t>(cursor_ - start)};
}

bool Scanner::SkipValue() { return MoveTo(PassValue(PassSpace(cursor_, end_))); }

bool Scanner::Finish() {
  const char* at = PassSpace(cursor_, end_);
  if (at != end_) {
    FailExpected(at, "the end of the document");
  }
  return Ok();
}

inline const char* Scanner::Open(const char* at, char bracket, std::string_view expected) {
  if (!Is(at, bracket)) {
    return FailExpected(at, expected);
  }
  if (depth_ == kMaxDepth) {
    return Fail(
        JsonErrorCode::kTooDeep,
        at,
        "expected at most " + std::to_string(kMaxDepth) + " nested arrays and objects, got more");
  }
  ++depth_;
  return at + 1;
}

inline const char* Scanner::Close(const char* at, char bracket, std::string_view expected) {
  if (!Is(at, bracket)) {
    return FailExpected(at, expected);
  }
  --depth_;
  return at + 1;
}

inline const char* Scanner::PassUnknownKey(const char* at, Frame& frame) {
  if (!Is(at, '"')) {
    return FailExpected(at, "a key");
  }
  const char* stop = FindStringStop(at + 1, end_);
  const bool escaped = !Is(stop, '"');
  const char* end = escaped ? Take(PassStringRest(stop, end_)) : stop + 1;
  if (end == nullptr) {
    return nullptr;
  }
  const bool colon_follows = Is(end, ':');
  const auto size = static_cast<std::uint32_t>(end - at);
  frame.last = keys_.Intern(depth_, frame.last, {at, size, escaped, colon_follows});
  return end + (colon_follows ? 1 : 0);
}

const char* Scanner::PassOtherKey(const char* at, Frame& frame) {
  const char* start = at;
  const KeyId guess = keys_.GuessFurther(depth_, frame.last, at, end_);
  if (guess != kNoKey) {
    frame.last = guess;
    at += keys_.GuessedSize(guess);
  } else if (at = PassUnknownKey(at, frame); at == nullptr) {
    return nullptr;
  }
  return keys_.MarkSeen(frame.last, frame.object) ? PassColon(at) : FailDuplicate(start);
}

// Recursion through PassMembers() and PassElements() is bounded by kMaxDepth.
const char* Scanner::PassValue(const char* at) {
  if (Is(at, '"')) {
    return Take(PassString(at, end_));
  }
  if (Is(at, '{')) {
    return PassMembers(at);
  }
  if (Is(at, '[')) {
    return PassElements(at);
  }
  return Take(PassScalar(at, end_));
}

const char* Scanner::PassMembers(const char* at) {
  at = Open(at, '{', "an object");
  if (at == nullptr) {
    return nullptr;
  }
  Frame frame{++objects_, kNoKey, false};
  at = PassSpace(at, end_);
  if (Is(at, '}')) {
    return Close(at, '}', "'}'");
  }
  for (;; at = PassSpace(at + 1, end_)) {
    at = PassKey(at, frame);
    at = at == nullptr ? nullptr : PassValue(at);
    if (at == nullptr) {
      return nullptr;
    }
    at = PassSpace(at, end_);
    if (!Is(at, ',')) {
      return Close(at, '}', "',' or '}'");
    }
  }
}

const char* Scanner::PassElements(const char* at) {
  at = Open(at, '[', "an array");
  if (at == nullptr) {
    return nullptr;
  }
  at = PassSpace(at, end_);
  if (Is(at, ']')) {
    return Close(at, ']', "']'");
  }
  for (;; at = PassSpace(at + 1, end_)) {
    at = PassValue(at);
    if (at == nullptr) {
      return nullptr;
    }
    at = PassSpace(at, end_);
    if (!Is(at, ',')) {
      return Close(at, ']', "',' or ']'");
    }
  }
}

inline const char* Scanner::Take(TokenEnd token) {
  if (token.fault == TokenFault::kNone) [[likely]] {
    return token.at;
  }
  return FailToken(token);
}

const char* Scanner::FailToken(TokenEnd token) {
  return Fail(CodeOf(token.fault), token.at, Describe(token.fault, token.at, end_));
}

const char* Scanner::Fail(JsonErrorCode code, const char* at, std::string_view what) {
  if (!error_) {
    const auto offset = static_cast<std::size_t>(at - begin_);
    error_ =
        JsonError{code, offset, "at byte " + std::to_string(offset) + ": " + std::string(what)};
  }
  cursor_ = end_;
  return nullptr;
}

const char* Scanner::FailDuplicate(const char* at) {
  return Fail(JsonErrorCode::kDuplicateKey,
              at,
              "expected a key that the object does not have yet, got the same key again");
}

// After an error the cursor is at the end, where frames_[depth_] may never have been set.
const char* Scanner::FailAtEnd(char bracket, std::string_view expected) {
  if (!Ok()) {
    return nullptr;
  }
  const std::string_view first = bracket == '}' ? "a key" : "a value";
  return FailExpected(end_, frames_[depth_].fresh ? first : expected);
}

const char* Scanner::FailExpected(const char* at, std::string_view expected) {
  return Fail(JsonErrorCode::kNotJson,
              at,
              "expected " + std::string(expected) + ", got " + DescribeByte(at, end_));
}

}  // namespace pipeline::json
