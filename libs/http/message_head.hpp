#pragma once

#include <string>
#include <string_view>

#include "libs/http/message.hpp"

namespace pipeline::http {

/// Whether every reader takes the same lines and header names out of the head of a request (up to
/// its empty line): lines end in CR LF and hold no other CR, LF or NUL, and a header's name is a
/// token right before its colon (RFC 9112 sections 2.2 and 5.1). cpp-httplib skips lines that are
/// not so, where a proxy in front of us may heed them: that is how requests are smuggled. Pure.
bool IsClearHead(std::string_view head);

/// The method of a head whose first line is a request line of HTTP/1.0 or 1.1; empty for any other.
/// Pure.
std::string_view MethodOf(std::string_view head);

/// The head of an answer that cpp-httplib does not write: status line, Content-Type (where it has
/// one) and the response's headers, each with its line end; without the empty line after them.
std::string ResponseHead(const Response& response, std::string_view reason);

/// A whole answer of 204 or 304. They have no body, and nothing may say its length (RFC 9110
/// section 8.6), which cpp-httplib does.
std::string BodilessAnswer(const Response& response, bool closes);
bool IsBodiless(int status);

}  // namespace pipeline::http
