#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/contract/sheet_key.hpp"
#include "common/contract/sheet_message.hpp"
#include "services/extract/extract_step.hpp"
#include "tests/fuzz/check.hpp"

namespace pipeline::fuzz {
namespace {

void CheckKey(const std::string& key) {
  Check(!key.empty() && key.size() <= contract::kMaxKeyBytes, "a key has a length");
  Check(key.front() != '.' && key.back() != '.' && key.find("..") == std::string::npos,
        "a key is a subject");
  Check(!key.starts_with("_kv"), "a key is not reserved");
}

void CheckExtract(std::string_view raw) {
  const auto output = extract::Extract(raw);
  if (!output) {
    Check(!output.error().message.empty(), "a rejection has a reason");
    return;
  }
  const auto message = contract::ReadSheetMessage(output->body);
  Check(message.has_value(), "the next step accepts what this one makes");
  Check(message->filename == output->filename, "the file name stays");
  Check(message->sheets == output->sheets && message->rows == output->rows, "and all rows");
  const std::string_view body = output->body;
  const std::size_t content = body.rfind(",\"content\":");
  Check(content != std::string_view::npos, "there is content");
  const std::string key = contract::KeyOf(output->filename);
  const std::string alternative = contract::AlternativeKeyOf("", output->filename);
  CheckKey(key);
  CheckKey(alternative);
  Check(key != alternative, "a name has two keys");
}

}  // namespace
}  // namespace pipeline::fuzz

// Tries the bytes as a whole message and as a part of one, which random bytes seldom form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  pipeline::fuzz::CheckExtract(input);
  pipeline::fuzz::CheckExtract(R"({"state":"DONE","filename":"f","sheets":)" + std::string(input) +
                               "}");
  pipeline::fuzz::CheckExtract(R"({"state":"DONE","sheets":[],)" + std::string(input) + "}");
  return 0;
}
