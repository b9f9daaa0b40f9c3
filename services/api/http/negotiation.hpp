#pragma once

#include <initializer_list>
#include <string_view>

namespace pipeline::api {

/// The media types of responses.
enum class Media { kNone, kJson, kGraphQLResponse, kEventStream, kHtml };

/// The one of `offered` that a request's Accept header wants most (RFC 9110 section 12.5.1): by
/// quality, at equal quality by the place in the header, for a wildcard by the place in `offered`.
/// Without a header the first of `offered`; kNone where none is acceptable. HTML is never meant by
/// a wildcard: programs send those too. Pure.
Media Negotiate(std::string_view accept, std::initializer_list<Media> offered);

/// The value of Content-Type.
const char* ContentType(Media media);

}  // namespace pipeline::api
