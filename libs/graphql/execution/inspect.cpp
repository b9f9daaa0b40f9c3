#include "libs/graphql/execution/inspect.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "common/json/scanner.hpp"
#include "common/json/strings.hpp"
#include "libs/graphql/schema/json_text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::size_t kMaxItems = 10;
constexpr int kMaxLevel = 2;
// As names are clipped: a request must not get its variables back.
constexpr std::size_t kMaxInspectBytes = 256;

std::string Joined(std::string_view open, const std::vector<std::string>& parts, char close) {
  std::string text(open);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += i == 0 ? "" : ", ";
    text += parts[i];
  }
  if (open.ends_with(' ')) {
    text += ' ';
  }
  return text + close;
}

std::string ListText(std::vector<std::string> shown, std::size_t count, int level) {
  if (count == 0) {
    return "[]";
  }
  if (level >= kMaxLevel) {
    return "[Array]";
  }
  const std::size_t more = count - shown.size();
  if (more > 0) {
    shown.push_back("... " + std::to_string(more) + (more == 1 ? " more item" : " more items"));
  }
  return Joined("[", shown, ']');
}

// Shows the value at the scanner's cursor. The recursion ends at kMaxLevel.
class JsonInspector {
 public:
  explicit JsonInspector(std::string_view json) : scanner_(json) {}

  std::string Value(int level) {
    switch (scanner_.Peek()) {
      case json::Kind::kObject:
        return ObjectText(level);
      case json::Kind::kArray:
        return ArrayText(level);
      case json::Kind::kString:
        return StringText();
      case json::Kind::kNumber:
        return NumberText(NumberOfJson(scanner_.ReadValue()));
      default:
        return std::string(scanner_.ReadValue());
    }
  }

 private:
  std::string StringText() {
    std::string text;
    AppendJsonString(text, json::DecodeString(scanner_.ReadString()));
    return text;
  }

  std::string ObjectText(int level) {
    std::vector<std::string> members;
    std::size_t count = 0;
    std::size_t bytes = 0;
    json::Key key;
    for (scanner_.EnterObject(); scanner_.NextMember(key); ++count) {
      if (level >= kMaxLevel || bytes > kMaxInspectBytes) {
        scanner_.SkipValue();
        continue;
      }
      members.push_back(json::DecodeString(key.content) + ": ");
      members.back() += Value(level + 1);
      bytes += members.back().size();
    }
    if (count == 0) {
      return "{}";
    }
    return level >= kMaxLevel ? "[Object]" : Joined("{ ", members, '}');
  }

  std::string ArrayText(int level) {
    std::vector<std::string> items;
    std::size_t count = 0;
    for (scanner_.EnterArray(); scanner_.NextElement(); ++count) {
      if (level >= kMaxLevel || count >= kMaxItems) {
        scanner_.SkipValue();
      } else {
        items.push_back(Value(level + 1));
      }
    }
    return ListText(std::move(items), count, level);
  }

  json::Scanner scanner_;
};

std::string Clipped(std::string text) {
  if (text.size() <= kMaxInspectBytes) {
    return text;
  }
  std::size_t end = kMaxInspectBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  text.resize(end);
  return text + "...";
}

// The recursion ends at kMaxLevel.
std::string AnswerText(const Answer& answer, int level) {
  struct Visitor {
    int level;
    std::string operator()(std::nullptr_t) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const {
      return NumberText(static_cast<double>(value));
    }
    std::string operator()(double value) const { return NumberText(value); }
    std::string operator()(const std::string& value) const {
      std::string text;
      AppendJsonString(text, value);
      return text;
    }
    std::string operator()(const RawJson& value) const {
      return JsonInspector(value.text).Value(level);
    }
    std::string operator()(const Object& value) const {
      return "[" + std::string(value.type) + "]";
    }
    std::string operator()(const Answer::List& list) const {
      std::vector<std::string> items;
      for (std::size_t i = 0; level < kMaxLevel && i < std::min(list.size(), kMaxItems); ++i) {
        items.push_back(AnswerText(list[i], level + 1));
      }
      return ListText(std::move(items), list.size(), level);
    }
  };
  return std::visit(Visitor{level}, answer.value);
}

}  // namespace

std::string InspectJson(std::string_view checked_json) {
  return Clipped(JsonInspector(checked_json).Value(0));
}

std::string Inspect(const Answer& answer) { return Clipped(AnswerText(answer, 0)); }

}  // namespace pipeline::graphql
