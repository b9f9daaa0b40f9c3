#pragma once

#include <chrono>
#include <string>

#include "libs/http/message.hpp"

namespace pipeline::http {

/// An error as the client sees it: RFC 9457 problem details.
struct Problem {
  int status = 500;
  std::string code;    ///< Stable, for programs and translations: kebab-case.
  std::string title;   ///< The same for every occurrence of `code`.
  std::string detail;  ///< Expected, received, where, and the remedy.
  /// Retry-After, if positive (RFC 9110 section 10.2.3).
  std::chrono::seconds retry_after{0};
  std::string upload_id = {};  ///< The upload concerned, if known.
};

/// application/problem+json with the members type ("about:blank"), title, status, detail, code and,
/// if known, uploadId. Invalid UTF-8 is replaced.
Response ToResponse(const Problem& problem);

/// The same as the bytes of a connection's last response, with `more` headers.
std::string ToLastAnswer(const Problem& problem, const Headers& more = {});

}  // namespace pipeline::http
