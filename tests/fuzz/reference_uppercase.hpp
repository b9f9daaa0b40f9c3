#pragma once

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace pipeline::fuzz {

using OrderedJson = nlohmann::ordered_json;

/// The names of columns by the rule as it is written, without a thought for speed.
class ReferenceNames {
 public:
  const std::string& NameOf(const std::string& key) {
    const auto [entry, is_new] = names_.try_emplace(key);
    if (is_new) {
      const std::string upper = Upper(key);
      entry->second = upper;
      for (int n = 1; !taken_.insert(entry->second).second; ++n) {
        entry->second = upper + "_" + std::to_string(n);
      }
    }
    return entry->second;
  }

  static std::string Upper(const std::string& text) {
    std::string upper;
    icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(upper);
    return upper;
  }

 private:
  std::map<std::string, std::string> names_;
  std::set<std::string> taken_;
};

inline OrderedJson ReferenceValue(const OrderedJson& value);

inline OrderedJson ReferenceObject(const OrderedJson& object, ReferenceNames& names) {
  OrderedJson upper = OrderedJson::object();
  for (const auto& [key, value] : object.items()) {
    upper[names.NameOf(key)] = ReferenceValue(value);
  }
  return upper;
}

inline OrderedJson ReferenceValue(const OrderedJson& value) {
  if (value.is_string()) {
    return ReferenceNames::Upper(value.get<std::string>());
  }
  if (value.is_object()) {
    ReferenceNames names;
    return ReferenceObject(value, names);
  }
  OrderedJson upper = value;
  if (value.is_array()) {
    for (OrderedJson& element : upper) {
      element = ReferenceValue(element);
    }
  }
  return upper;
}

/// Upper-cases the rows of one sheet.
inline OrderedJson ReferenceRows(const OrderedJson& rows) {
  ReferenceNames names;
  OrderedJson upper = rows;
  for (OrderedJson& row : upper) {
    row = row.is_object() ? ReferenceObject(row, names) : ReferenceValue(row);
  }
  return upper;
}

}  // namespace pipeline::fuzz
