#include "services/provision/topology_file.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "common/base/files.hpp"
#include "common/base/json.hpp"
#include "common/base/options.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr std::int64_t kMaxReplicas = 5;  // JetStream's own limit.
constexpr std::int64_t kMaxAckPending = 1'000'000;
constexpr milliseconds kShortestAckWait{1000};

// Stores a value; answers what was expected, or nothing.
using Store = std::function<std::string(const json&)>;
using StoresByField = std::map<std::string, Store>;

Store Count(std::int64_t maximum, std::optional<std::int64_t>* target) {
  return [=](const json& value) -> std::string {
    if (value.is_number_integer() && value >= 1 && value <= maximum) {
      *target = value.get<std::int64_t>();
      return {};
    }
    return "a number from 1 to " + std::to_string(maximum);
  };
}

Store Size(std::optional<std::int64_t>* target) {
  return [target](const json& value) -> std::string {
    std::optional<std::int64_t> size;
    if (value.is_string()) size = base::ParseSize(value.get<std::string>());
    if (value.is_number_integer() && value >= -1) size = value.get<std::int64_t>();
    if (!size) return "a size such as \"20GiB\", or -1 for no limit";
    *target = size;
    return {};
  };
}

Store Duration(milliseconds shortest, std::optional<milliseconds>* target) {
  return [=](const json& value) -> std::string {
    const auto duration = value.is_string() ? base::ParseDuration(value.get<std::string>())
                                            : std::optional<milliseconds>();
    if (duration && *duration >= shortest) {
      *target = *duration;
      return {};
    }
    return "a duration such as \"24h\"" + (shortest.count() > 0
                                               ? " of at least " + base::FormatDuration(shortest)
                                               : std::string());
  };
}

StoresByField FieldsOf(nats::StreamOverrides* stream) {
  return {{"replicas", Count(kMaxReplicas, &stream->replicas)},
          {"max_bytes", Size(&stream->max_bytes)},
          {"max_age", Duration(milliseconds(0), &stream->max_age)},
          {"duplicate_window", Duration(milliseconds(0), &stream->duplicate_window)}};
}

StoresByField FieldsOf(nats::ConsumerOverrides* consumer) {
  return {{"ack_wait", Duration(kShortestAckWait, &consumer->ack_wait)},
          {"max_ack_pending", Count(kMaxAckPending, &consumer->max_ack_pending)}};
}

template <typename Names>
std::string OneOf(const Names& names) {
  std::string text;
  for (const auto& [name, value] : names) text += (text.empty() ? "one of " : ", ") + name;
  return text;
}

// Collects what is wrong, with the path to it.
class Reader {
 public:
  // An object whose members are all in `known`; each goes to its reader.
  void Members(const std::string& path, const json& value, const StoresByField& known) {
    if (!value.is_object()) return Problem(path, "an object", base::JsonText(value));
    for (const auto& [name, member] : value.items()) {
      const std::string inner = path.empty() ? name : path + "." + name;
      const auto field = known.find(name);
      if (field == known.end()) {
        Problem(inner, OneOf(known), "\"" + name + "\"");
      } else if (const auto expected = field->second(member); !expected.empty()) {
        Problem(inner, expected, base::JsonText(member));
      }
    }
  }

  // The members `names` of `value`, each an object of the fields of its overrides.
  template <typename Overrides>
  std::string Section(const std::string& path,
                      const json& value,
                      const std::vector<std::string>& names,
                      std::map<std::string, Overrides>* target) {
    StoresByField known;
    for (const std::string& name : names) {
      known[name] = [this, inner = path + "." + name, name, target](const json& member) {
        Members(inner, member, FieldsOf(&(*target)[name]));
        return std::string();
      };
    }
    Members(path, value, known);
    return {};
  }

  std::vector<std::string> problems;

 private:
  void Problem(const std::string& path, const std::string& expected, const std::string& got) {
    problems.push_back((path.empty() ? "" : path + ": ") + "expected " + expected + ", got " + got);
  }
};

}  // namespace

std::vector<std::string> ParseOverrides(std::string_view text, nats::TopologyOptions* options) {
  std::string problem;
  const json parsed = base::ParseJson(text, &problem);
  if (parsed.is_discarded()) return {"expected JSON: " + problem};
  std::vector<std::string> streams;
  std::vector<std::string> consumers;
  for (const nats::StreamSpec& spec : nats::Topology(*options)) {
    streams.push_back(spec.name);
    consumers.insert(consumers.end(), spec.durables.begin(), spec.durables.end());
  }
  Reader reader;
  reader.Members("",
                 parsed,
                 {{"streams",
                   [&](const json& value) {
                     return reader.Section("streams", value, streams, &options->streams);
                   }},
                  {"consumers", [&](const json& value) {
                     return reader.Section("consumers", value, consumers, &options->consumers);
                   }}});
  return reader.problems;
}

base::Result<void> LoadOverrides(const std::string& path, nats::TopologyOptions* options) {
  const auto text = base::ReadFile(path);
  if (!text) return tl::make_unexpected(text.error());
  std::string problems;
  for (const std::string& problem : ParseOverrides(*text, options)) {
    problems += (problems.empty() ? "" : "\n") + path + ": " + problem;
  }
  if (problems.empty()) return {};
  return base::Fail(base::ErrorCode::kInvalidConfiguration, problems);
}

}  // namespace pipeline::provision
