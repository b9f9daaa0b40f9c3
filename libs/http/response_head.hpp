#pragma once

#include <string>
#include <string_view>

#include "libs/http/message.hpp"

namespace pipeline::http {

/// The head of an answer that cpp-httplib does not write: status line, Content-Type (where it has
/// one) and the response's headers, each with its line end; without the empty line after them.
std::string ResponseHead(const Response& response, std::string_view reason);

/// A whole answer of 204 or 304. They have no body, and nothing may say its length (RFC 9110
/// section 8.6), which cpp-httplib does.
std::string BodilessAnswer(const Response& response, bool closes);
bool IsBodiless(int status);

}  // namespace pipeline::http
