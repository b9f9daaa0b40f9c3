#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace pipeline::nats {

/// The bytes of a message on its way: its own, or borrowed from somebody who keeps them where they
/// are for as long as this lives, so that a large sheet is not copied to be sent.
class Body {
 public:
  Body() = default;
  Body(std::string bytes) : own_(std::move(bytes)) {}    // NOLINT(google-explicit-constructor)
  Body(const char* bytes) : Body(std::string(bytes)) {}  // NOLINT(google-explicit-constructor)

  static Body Borrowed(std::string_view bytes) {
    Body body;
    body.borrowed_ = bytes;
    return body;
  }

  std::string_view view() const { return own_.empty() ? borrowed_ : std::string_view(own_); }

 private:
  std::string own_;
  std::string_view borrowed_;
};

}  // namespace pipeline::nats
