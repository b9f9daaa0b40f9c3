#pragma once

#include <string>

#include "libs/http/message.hpp"

namespace pipeline::api {

/// GraphiQL, one page that fetches nothing from elsewhere, kept in memory as gzip. Immutable; safe
/// from any thread.
class GraphiQLPage {
 public:
  /// Reads the page. One that cannot be read is answered with 404, and the log says so: the API is
  /// whole without it.
  explicit GraphiQLPage(const std::string& file);

  http::Response Answer(const http::Request& request) const;

 private:
  std::string gzip_;
};

}  // namespace pipeline::api
