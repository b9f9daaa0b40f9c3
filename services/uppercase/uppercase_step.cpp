#include "services/uppercase/uppercase_step.hpp"

#include <utility>

#include "common/contract/message_parts.hpp"
#include "common/contract/sheet_message.hpp"
#include "common/json/scanner.hpp"
#include "services/uppercase/column_names.hpp"
#include "services/uppercase/output_buffer.hpp"
#include "services/uppercase/upper_text.hpp"

namespace pipeline::uppercase {
namespace {

using json::Key;
using json::Kind;
using json::Scanner;

class RowUppercaser : public contract::RowReader {
 public:
  explicit RowUppercaser(std::string_view body)
      : copied_(body.data()),
        end_(body.data() + body.size()),
        out_(body.size() + body.size() / 8) {}

  void StartSheet() override { sheet_starts_ = true; }

  // The names of a row that is an object are those of its sheet, the names of any other object its
  // own.
  void ReadRow(Scanner& scanner) override {
    if (scanner.Peek() != Kind::kObject) {
      Value(scanner);
      return;
    }
    if (scanner.EnterObject() && sheet_starts_) {
      names_.StartScope(scanner.Depth());
      sheet_starts_ = false;
    }
    Members(scanner);
  }

  std::string TakeBody() && {
    CopyUpTo(end_);
    return std::move(out_).Take();
  }

 private:
  // Recursion is bounded by the scanner's depth.
  void Value(Scanner& scanner) {
    switch (scanner.Peek()) {
      case Kind::kString:
        String(scanner);
        break;
      case Kind::kObject:
        if (scanner.EnterObject()) {
          names_.StartScope(scanner.Depth());
        }
        Members(scanner);
        break;
      case Kind::kArray:
        for (scanner.EnterArray(); scanner.NextElement();) {
          Value(scanner);
        }
        break;
      default:
        scanner.SkipValue();
    }
  }

  void Members(Scanner& scanner) {
    Key key;
    const std::size_t depth = scanner.Depth();
    while (scanner.NextMember(key)) {
      CopyUpTo(key.content.data());
      const std::string_view name = names_.NameOf(depth, key.id, scanner.Keys(), key.content, end_);
      out_.Append(name, name.data() + name.size() + json::kBlockBytes);
      copied_ = key.content.data() + key.content.size();
      if (scanner.Peek() == Kind::kString) {
        MemberString(scanner);
      } else {
        Value(scanner);
      }
    }
  }

  void String(Scanner& scanner) {
    const std::string_view content = scanner.ReadString();
    if (scanner.Ok()) {
      CopyUpTo(content.data());
      AppendUpper(content, end_, out_);
      copied_ = content.data() + content.size();
    }
  }

  // Between a key and its string stand quotes, a colon and white space, which have no other upper
  // case: they go with the string.
  void MemberString(Scanner& scanner) {
    const std::string_view content = scanner.ReadString();
    if (scanner.Ok()) {
      const char* end = content.data() + content.size();
      AppendUpper({copied_, static_cast<std::size_t>(end - copied_)}, end_, out_);
      copied_ = end;
    }
  }

  void CopyUpTo(const char* place) {
    out_.Append({copied_, static_cast<std::size_t>(place - copied_)}, end_);
    copied_ = place;
  }

  const char* copied_;  // Up to here the input has been copied or replaced.
  const char* end_;
  OutputBuffer out_;
  ColumnNames names_;
  bool sheet_starts_ = false;
};

}  // namespace

contract::Checked<contract::StepOutput> Uppercase(std::string_view extracted) {
  Scanner scanner(extracted);
  RowUppercaser rows(extracted);
  return contract::ReadSheetMessage(scanner, rows).map([&rows](contract::SheetMessage message) {
    return contract::StepOutput{
        std::move(message.filename), message.sheets, message.rows, std::move(rows).TakeBody()};
  });
}

}  // namespace pipeline::uppercase
