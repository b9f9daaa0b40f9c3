#include "services/api/http/graphiql_page.hpp"

#include "common/base/files.hpp"
#include "common/base/log.hpp"
#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::api {
namespace {

// The page's own scripts and workers are inside it.
constexpr const char* kPolicy =
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' "
    "'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob: 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

http::Response NoPage(const char* detail, int status, const char* code) {
  return http::ToResponse({status, code, "No GraphiQL", detail});
}

}  // namespace

GraphiQLPage::GraphiQLPage(const std::string& file) {
  auto content = base::ReadFile(file);
  if (content) {
    gzip_ = *std::move(content);
  } else {
    base::LogWarning("no GraphiQL: {}; scripts/build-graphiql makes it", content.error().message);
  }
}

http::Response GraphiQLPage::Answer(const http::Request& request) const {
  if (gzip_.empty()) {
    return NoPage("this server was started without GraphiQL's page", 404, "no-graphiql");
  }
  if (!request.AcceptsGzip()) {
    return NoPage("expected Accept-Encoding: gzip", 406, "not-acceptable");
  }
  http::Response response{200, "text/html; charset=utf-8", gzip_};
  response.headers = {{"Content-Encoding", "gzip"},
                      {"Content-Security-Policy", kPolicy},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "no-cache"},
                      {"Vary", "Accept, Accept-Encoding"}};
  return response;
}

}  // namespace pipeline::api
