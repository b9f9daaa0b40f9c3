#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pipeline::testing {

/// A body that somebody may send, by the name that the table of docs/message-contract.md has for
/// it.
struct BadInput {
  std::string name;
  std::string body;
  /// Headers of the message when it is published without safe-inputs.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

inline std::string Repeat(const std::string& text, std::size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

/// A whole raw message around `data`, the rows of its one sheet.
inline std::string EventOfData(const std::string& data) {
  return R"({"state":"DONE","filename":"input.xlsx","sheets":[{"sheetName":"A","data":)" + data +
         "}]}";
}

/// One with this file name; `json` is its JSON string.
inline std::string EventOfName(const std::string& json) {
  return R"({"state":"DONE","filename":)" + json +
         R"(,"sheets":[{"sheetName":"A","data":[{"a":1}]}]})";
}

/// One whose deepest value is `depth` arrays and objects deep.
inline std::string EventOfDepth(std::size_t depth) {
  return R"({"state":"DONE","filename":"input.xlsx","sheets":[],"deep":)" + Repeat("[", depth - 1) +
         Repeat("]", depth - 1) + "}";
}

/// Inputs that are not the JSON of any stage.
inline std::vector<BadInput> BrokenDocuments() {
  return {
      {"not JSON", "hello"},
      {"empty body", ""},
      {"JSON that ends early", R"({"state":"DONE","filename":"input.xlsx")"},
      {"text after the document", EventOfData("[]") + "x"},
      {"invalid UTF-8", EventOfData("[{\"a\":\"\xC3\x28\"}]")},
      {"lone surrogate", EventOfData(R"([{"a":"\ud83d"}])")},
      {"NUL byte in a string", EventOfData(std::string("[{\"a\":\"x\0y\"}]", 13))},
      {"duplicate key", EventOfData(R"([{"a":1,"a":2}])")},
      {"duplicate key, escaped", EventOfData(R"([{"a":1,"\u0061":2}])")},
      {"depth 129", EventOfDepth(129)},
      {"depth 100,000", EventOfDepth(100'000)},
  };
}

/// JSON that is not the message that the contract describes.
inline std::vector<BadInput> BrokenMessages() {
  return {
      {"array instead of an object", "[]"},
      {"state LOADING", R"({"state":"LOADING","filename":"input.xlsx"})"},
      {"no state", R"({"filename":"input.xlsx","sheets":[]})"},
      {"state a number", R"({"state":1,"filename":"input.xlsx","sheets":[]})"},
      {"no file name", R"({"state":"DONE","sheets":[]})"},
      {"empty file name", EventOfName(R"("")")},
      {"file name of 10 kB", EventOfName("\"" + std::string(10'000, 'n') + "\"")},
      {"no sheets", R"({"state":"DONE","filename":"input.xlsx"})"},
      {"sheets an object", R"({"state":"DONE","filename":"input.xlsx","sheets":{}})"},
      {"sheet without data",
       R"({"state":"DONE","filename":"input.xlsx","sheets":[{"sheetName":"A"}]})"},
  };
}

/// Inputs that look wrong and are not.
inline std::vector<BadInput> OddInputs() {
  return {
      {"depth 128", EventOfDepth(128)},
      {"huge number literals",
       EventOfData(R"([{"a":1e400,"b":-1e-400,"c":)" + std::string(10'000, '9') + "}]")},
      {"file name a/../b", EventOfName(R"("a/../b")")},
      {"file name .x.", EventOfName(R"(".x.")")},
      {"file name *", EventOfName(R"("*")")},
      {"file name >", EventOfName(R"(">")")},
      {"file name with spaces", EventOfName(R"("  my sheet .xlsx ")")},
      {"file name with a newline", EventOfName(R"("a\r\nPUB x 0\r\n.xlsx")")},
      {"file name with an emoji", EventOfName("\"\xF0\x9F\x93\x8A.xlsx\"")},
      {"column __proto__", EventOfData(R"([{"__proto__":{"a":1},"constructor":"x"}])")},
      {"rows that are arrays", EventOfData(R"([[1,"a"],[]])")},
      {"escaped NUL in strings", EventOfData(R"([{"a\u0000b":"x\u0000y"}])")},
      {"workbook without Props",
       R"({"state":"DONE","filename":"input.csv","workbook":{},"sheets":[]})"},
      {"no workbook", EventOfData(R"([{"a":"b"}])")},
      {"no headers", EventOfData(R"([{"a":"c"}])")},
      {"headers of the first senders only",
       EventOfData(R"([{"a":"d"}])"),
       {{"id", "TzXLJiT7uWmKSvPeFTrNVK"}, {"unix_time", "1700000000000"}}},
  };
}

inline std::vector<BadInput> BadInputs() {
  std::vector<BadInput> all;
  for (auto& inputs : {BrokenDocuments(), BrokenMessages(), OddInputs()}) {
    all.insert(all.end(), inputs.begin(), inputs.end());
  }
  return all;
}

}  // namespace pipeline::testing
