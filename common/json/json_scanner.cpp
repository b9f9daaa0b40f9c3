#include "common/json/json_scanner.hpp"

#include <string>

#include "common/json/utf8_check.hpp"

// Functions that take a place and return one keep the place in a register, which is most of their
// speed. They return nullptr after a failure, which is then noted.
namespace pipeline::json {

// frames_ is left as it is: each frame is set when it is entered, and small documents feel the
// difference.
JsonScanner::JsonScanner(std::string_view bytes)
    : begin_(bytes.data()), cursor_(begin_), end_(begin_ + bytes.size()) {
  CheckBytes(bytes);
}

void JsonScanner::CheckBytes(std::string_view bytes) {
  if (bytes.empty()) {
    Fail(
        contract::RejectionCode::kEmptyBody, begin_, "expected a JSON document, got an empty body");
  } else if (bytes.size() > contract::kMaxDocumentBytes) {
    Fail(contract::RejectionCode::kTooLarge,
         begin_ + contract::kMaxDocumentBytes,
         "expected at most " + std::to_string(contract::kMaxDocumentBytes) + " bytes, got " +
             std::to_string(bytes.size()));
  } else if (const std::size_t valid = ValidUtf8Prefix(bytes); valid != bytes.size()) {
    const char* at = begin_ + valid;
    Fail(
        contract::RejectionCode::kInvalidUtf8, at, "expected UTF-8, got " + DescribeByte(at, end_));
  }
}

bool JsonScanner::EnterObject() {
  const char* at = Open(PassSpace(cursor_, end_), '{', "an object");
  if (!MoveTo(at)) {
    return false;
  }
  frames_[depth_] = {++objects_, kNoKey, true};
  return true;
}

bool JsonScanner::EnterArray() {
  const char* at = Open(PassSpace(cursor_, end_), '[', "an array");
  if (!MoveTo(at)) {
    return false;
  }
  frames_[depth_] = {0, kNoKey, true};
  return true;
}

bool JsonScanner::NextElement() {
  return MoveTo(NextItem(PassSpace(cursor_, end_), ']', "',' or ']'"));
}

std::string_view JsonScanner::ReadValue() {
  const char* start = PassSpace(cursor_, end_);
  if (!MoveTo(PassValue(start))) {
    return {};
  }
  return {start, static_cast<std::size_t>(cursor_ - start)};
}

bool JsonScanner::SkipValue() { return MoveTo(PassValue(PassSpace(cursor_, end_))); }

bool JsonScanner::Finish() {
  const char* at = PassSpace(cursor_, end_);
  if (at != end_) {
    FailExpected(at, "the end of the document");
  }
  return Ok();
}

inline const char* JsonScanner::Open(const char* at, char bracket, std::string_view expected) {
  if (!Is(at, bracket)) {
    return FailExpected(at, expected);
  }
  if (depth_ == contract::kMaxDepth) {
    return Fail(contract::RejectionCode::kTooDeep,
                at,
                "expected at most " + std::to_string(contract::kMaxDepth) +
                    " nested arrays and objects, got more");
  }
  ++depth_;
  return at + 1;
}

inline const char* JsonScanner::Close(const char* at, char bracket, std::string_view expected) {
  if (!Is(at, bracket)) {
    return FailExpected(at, expected);
  }
  --depth_;
  return at + 1;
}

inline const char* JsonScanner::PassUnknownKey(const char* at, Frame& frame) {
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

const char* JsonScanner::PassOtherKey(const char* at, Frame& frame) {
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
const char* JsonScanner::PassValue(const char* at) {
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

const char* JsonScanner::PassMembers(const char* at) {
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

const char* JsonScanner::PassElements(const char* at) {
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

inline const char* JsonScanner::Take(TokenEnd token) {
  if (token.fault == TokenFault::kNone) [[likely]] {
    return token.at;
  }
  return FailToken(token);
}

const char* JsonScanner::FailToken(TokenEnd token) {
  return Fail(CodeOf(token.fault), token.at, Describe(token.fault, token.at, end_));
}

const char* JsonScanner::Fail(contract::RejectionCode code, const char* at, std::string_view what) {
  if (!rejection_) {
    rejection_ = contract::Rejection{
        code, "at byte " + std::to_string(at - begin_) + ": " + std::string(what)};
  }
  cursor_ = end_;
  return nullptr;
}

const char* JsonScanner::FailDuplicate(const char* at) {
  return Fail(contract::RejectionCode::kDuplicateKey,
              at,
              "expected a key that the object does not have yet, got the same key again");
}

// After a failure the cursor is at the end, where no frame may be looked at: it may never have been
// entered.
const char* JsonScanner::FailAtEnd(char bracket, std::string_view expected) {
  if (!Ok()) {
    return nullptr;
  }
  const std::string_view first = bracket == '}' ? "a key" : "a value";
  return FailExpected(end_, frames_[depth_].fresh ? first : expected);
}

const char* JsonScanner::FailExpected(const char* at, std::string_view expected) {
  return Fail(contract::RejectionCode::kNotJson,
              at,
              "expected " + std::string(expected) + ", got " + DescribeByte(at, end_));
}

}  // namespace pipeline::json
