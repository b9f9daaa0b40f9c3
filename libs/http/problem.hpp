#pragma once

#include <chrono>
#include <string>

#include "libs/http/message.hpp"

namespace pipeline::http {

/// An error as the sender sees it: RFC 9457 problem details.
struct Problem {
  int status = 500;
  std::string code;    ///< Stable, for programs and translations: kebab-case.
  std::string title;   ///< The same for every occurrence of `code`.
  std::string detail;  ///< What was expected, what came, where, and what to do about it.
  /// Greater than zero: when to try again (Retry-After, RFC 9110 section 10.2.3).
  std::chrono::seconds retry_after{0};
  std::string upload_id = {};  ///< Which upload it was about, where that is known.
};

/// application/problem+json with the members type ("about:blank"), title, status, detail, code and,
/// where it is known, uploadId. Text that is not UTF-8 is replaced, never an error.
Response ToResponse(const Problem& problem);

/// The same as the bytes of a connection's last answer, with `more` headers.
std::string ToLastAnswer(const Problem& problem, const Headers& more = {});

}  // namespace pipeline::http
