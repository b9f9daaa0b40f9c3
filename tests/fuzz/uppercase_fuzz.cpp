#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "services/uppercase/uppercase_step.hpp"
#include "tests/fuzz/check.hpp"
#include "tests/fuzz/reference_uppercase.hpp"

namespace pipeline::fuzz {
namespace {

void CheckUppercase(std::string_view message) {
  const auto output = uppercase::Uppercase(message);
  if (!output) {
    Check(!output.error().message.empty(), "a rejection has a reason");
    return;
  }
  const auto again = uppercase::Uppercase(output->body);
  Check(again && again->filename == output->filename, "what it makes is such a message again");
  Check(again->sheets == output->sheets && again->rows == output->rows, "with all rows");

  OrderedJson expected = OrderedJson::parse(message, nullptr, false);
  if (expected.is_discarded()) {
    return;  // A number that is too large for the other parser.
  }
  for (OrderedJson& sheet : expected["content"]) {
    sheet["data"] = ReferenceRows(sheet["data"]);
  }
  const OrderedJson made = OrderedJson::parse(output->body, nullptr, false);
  Check(made.dump() == expected.dump(), "it is what the rules say");
}

}  // namespace
}  // namespace pipeline::fuzz

// Tries the bytes as a whole message, as the rows of a sheet, and as the members of two rows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::string head = R"({"filename":"f","content":[{"sheetName":"a","data":)";
  pipeline::fuzz::CheckUppercase(input);
  pipeline::fuzz::CheckUppercase(head + input + "}]}");
  const std::size_t half = size / 2;
  pipeline::fuzz::CheckUppercase(head + "[{" + input.substr(0, half) + "},{" + input.substr(half) +
                                 "}]}]}");
  return 0;
}
