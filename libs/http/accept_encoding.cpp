#include "libs/http/accept_encoding.hpp"

namespace pipeline::http {

bool TakesGzip(const Request& request) {
  return request.Header("Accept-Encoding").find("gzip") != std::string_view::npos;
}

}  // namespace pipeline::http
