#include "common/contract/message_parts.hpp"

#include "common/contract/sheet_key.hpp"
#include "common/json/strings.hpp"

namespace pipeline::contract {
namespace {

class SheetsReader {
 public:
  SheetsReader(json::Scanner& scanner, std::string_view member, RowReader& rows)
      : scanner_(scanner), member_(member), rows_(rows) {}

  SheetsPart Read() {
    const json::Kind kind = scanner_.Peek();
    if (kind != json::Kind::kArray) {
      Problem(
          RejectionCode::kSheetsNotAnArray, std::string(member_), "an array", json::NameOf(kind));
      scanner_.SkipValue();
      return std::move(part_);
    }
    const char* start = scanner_.Cursor();
    for (scanner_.EnterArray(); scanner_.NextElement(); ++index_) {
      ReadSheet();
    }
    part_.json = {start, static_cast<std::size_t>(scanner_.Cursor() - start)};
    return std::move(part_);
  }

 private:
  void ReadSheet() {
    const json::Kind kind = scanner_.Peek();
    if (kind != json::Kind::kObject) {
      InvalidSheet("", "an object", json::NameOf(kind));
      scanner_.SkipValue();
      return;
    }
    rows_.StartSheet();
    name_kind_ = json::Kind::kNone;
    data_kind_ = json::Kind::kNone;
    json::Key key;
    for (scanner_.EnterObject(); scanner_.NextMember(key);) {
      ReadMember(scanner_.Keys().TextOf(key.id));
    }
    if (name_kind_ != json::Kind::kString) {
      InvalidSheet(".sheetName", "a string", json::NameOf(name_kind_));
    }
    if (data_kind_ != json::Kind::kArray) {
      InvalidSheet(".data", "an array", json::NameOf(data_kind_));
    }
  }

  void ReadMember(std::string_view name) {
    if (IsNamed(name, "data")) {
      data_kind_ = scanner_.Peek();
      ReadData();
    } else if (IsNamed(name, "sheetName")) {
      name_kind_ = scanner_.Peek();
      part_.sheet_names.push_back(scanner_.ReadValue());
    } else {
      scanner_.SkipValue();
    }
  }

  void ReadData() {
    if (data_kind_ != json::Kind::kArray) {
      scanner_.SkipValue();
      return;
    }
    for (scanner_.EnterArray(); scanner_.NextElement(); ++part_.rows) {
      rows_.ReadRow(scanner_);
    }
  }

  void InvalidSheet(std::string_view member, std::string_view expected, std::string_view got) {
    std::string where(member_);
    where.append("[").append(std::to_string(index_)).append("]").append(member);
    Problem(RejectionCode::kInvalidSheet, std::move(where), expected, got);
  }

  void Problem(RejectionCode code,
               std::string where,
               std::string_view expected,
               std::string_view got) {
    if (!part_.problem) {
      where.append(": expected ").append(expected).append(", got ").append(got);
      part_.problem = Rejection{code, std::move(where)};
    }
  }

  json::Scanner& scanner_;
  std::string_view member_;
  RowReader& rows_;
  SheetsPart part_;
  std::size_t index_ = 0;
  json::Kind name_kind_ = json::Kind::kNone;
  json::Kind data_kind_ = json::Kind::kNone;
};

std::optional<Rejection> CheckFilename(const std::string& text) {
  if (text.empty()) {
    return Rejection{RejectionCode::kEmptyFilename,
                     "filename: expected a name, got an empty string"};
  }
  if (text.size() > kMaxFilenameBytes) {
    return Rejection{RejectionCode::kFilenameTooLong,
                     "filename: expected at most " + std::to_string(kMaxFilenameBytes) +
                         " bytes of UTF-8, got " + std::to_string(text.size())};
  }
  return std::nullopt;
}

}  // namespace

FilenamePart ReadFilename(json::Scanner& scanner) {
  FilenamePart part;
  const json::Kind kind = scanner.Peek();
  part.json = scanner.ReadValue();
  if (kind != json::Kind::kString) {
    part.problem = Rejection{RejectionCode::kMissingFilename,
                             "filename: expected a string, got " + std::string(json::NameOf(kind))};
  } else if (scanner.Ok()) {
    part.text = json::DecodeString(part.json.substr(1, part.json.size() - 2));
    part.problem = CheckFilename(part.text);
  }
  return part;
}

SheetsPart ReadSheets(json::Scanner& scanner, std::string_view member, RowReader& rows) {
  return SheetsReader(scanner, member, rows).Read();
}

}  // namespace pipeline::contract
