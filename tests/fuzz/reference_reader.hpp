#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline::fuzz {

/// What another parser finds in a document, with the rules of ours that it does not have: no key
/// twice, a bound on the nesting.
class ReferenceReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit ReferenceReader(std::string_view document) {
    valid_ = nlohmann::json::sax_parse(document, this);
  }

  /// The other parser has limits of its own: numbers beyond a double, and it reads over a byte
  /// order mark.
  bool Undecided() const { return out_of_range_; }
  bool Valid() const { return valid_; }
  bool HasDuplicateKey() const { return duplicate_key_; }
  std::size_t Depth() const { return deepest_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*text*/) override { return true; }
  bool binary(binary_t& /*bytes*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return Start(); }
  bool start_array(std::size_t /*size*/) override { return Start(); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }

  bool key(string_t& text) override {
    duplicate_key_ = !keys_.back().insert(text).second || duplicate_key_;
    return true;
  }

  bool parse_error(std::size_t /*position*/,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOutOfRange = 406;
    out_of_range_ = error.id == kNumberOutOfRange;
    return false;
  }

 private:
  bool Start() {
    keys_.emplace_back();
    deepest_ = std::max(deepest_, keys_.size());
    return true;
  }

  bool End() {
    keys_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> keys_;
  std::size_t deepest_ = 0;
  bool valid_ = false;
  bool duplicate_key_ = false;
  bool out_of_range_ = false;
};

}  // namespace pipeline::fuzz
