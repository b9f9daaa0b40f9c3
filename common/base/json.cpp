#include "common/base/json.hpp"

#include <nlohmann/json.hpp>

namespace pipeline::base {
namespace {

template <typename Json>
std::string Text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

nlohmann::json ParseJson(std::string_view text, std::string* problem) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    if (problem != nullptr) {
      *problem = error.what();
    }
  }
  return nlohmann::json(nlohmann::json::value_t::discarded);
}

std::string JsonText(const nlohmann::json& value) { return Text(value); }

std::string JsonText(const nlohmann::ordered_json& value) { return Text(value); }

}  // namespace pipeline::base
