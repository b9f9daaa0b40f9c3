#pragma once

#include <string>
#include <string_view>

#include "libs/http/message.hpp"

namespace pipeline::http {

/// Whether every parser finds the same lines and header names in the head of a request (up to its
/// empty line): lines end in CR LF and contain no other CR, LF or NUL, and a header's name is a
/// token directly before its colon (RFC 9112 sections 2.2 and 5.1). cpp-httplib skips other lines,
/// where a proxy in front may obey them, which allows request smuggling.
bool IsClearHead(std::string_view head);

/// The method of a head that starts with a request line of HTTP/1.0 or 1.1; otherwise empty.
std::string_view MethodOf(std::string_view head);

/// The head of a response that cpp-httplib does not write: status line, Content-Type (if any) and
/// the response's headers, each with its line end, without the empty line after them.
std::string ResponseHead(const Response& response, std::string_view reason);

/// A complete response of status 204 or 304. These have no body and must not state its length (RFC
/// 9110 section 8.6), but cpp-httplib would.
std::string BodilessAnswer(const Response& response, bool closes);
bool IsBodiless(int status);

}  // namespace pipeline::http
