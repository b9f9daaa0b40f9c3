#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/json/scanner.hpp"
#include "tests/fuzz/check.hpp"
#include "tests/fuzz/reference_reader.hpp"

namespace pipeline::fuzz {
namespace {

// The same document through the public cursor, as services read it.
bool WalkValue(json::Scanner& scanner) {
  switch (scanner.Peek()) {
    case json::Kind::kObject: {
      json::Key key;
      for (scanner.EnterObject(); scanner.NextMember(key);) {
        WalkValue(scanner);
      }
      return scanner.Ok();
    }
    case json::Kind::kArray:
      for (scanner.EnterArray(); scanner.NextElement();) {
        WalkValue(scanner);
      }
      return scanner.Ok();
    case json::Kind::kString:
      scanner.ReadString();
      return scanner.Ok();
    default:
      return scanner.SkipValue();
  }
}

void Compare(std::string_view document) {
  json::Scanner scanner(document);
  scanner.SkipValue();
  const bool accepted = scanner.Finish();

  json::Scanner walked(document);
  WalkValue(walked);
  Check(walked.Finish() == accepted, "skipping and walking agree");
  if (!accepted) {
    Check(scanner.TakeError().message == walked.TakeError().message, "also on the reason");
  }

  // No byte of JSON is zero, but the other parser takes one for the end of the document.
  if (document.find('\0') != std::string_view::npos) {
    Check(!accepted, "zero bytes are refused");
    return;
  }
  const ReferenceReader reference(document);
  if (reference.Undecided() || document.starts_with("\xEF\xBB\xBF")) {
    return;
  }
  const bool expected =
      reference.Valid() && !reference.HasDuplicateKey() && reference.Depth() <= json::kMaxDepth;
  Check(accepted == expected, "both parsers agree");
}

}  // namespace
}  // namespace pipeline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pipeline::fuzz::Compare({reinterpret_cast<const char*>(data), size});
  return 0;
}
