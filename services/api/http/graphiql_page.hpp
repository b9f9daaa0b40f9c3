#pragma once

#include <string>

#include "libs/http/message.hpp"

namespace pipeline::api {

/// GraphiQL as one self-contained page, kept in memory as gzip. Immutable; thread-safe.
class GraphiQLPage {
 public:
  /// Reads the page. If that fails, logs a warning and answers 404; the API works without it.
  explicit GraphiQLPage(const std::string& file);

  http::Response Answer(const http::Request& request) const;

 private:
  std::string gzip_;
};

}  // namespace pipeline::api
