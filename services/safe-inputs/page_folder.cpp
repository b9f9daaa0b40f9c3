#include "services/safe-inputs/page_folder.hpp"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "common/base/digest.hpp"
#include "common/base/files.hpp"
#include "common/base/log.hpp"
#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"

namespace pipeline::safe_inputs {
namespace {

// The page may load from and send to its own server only, and no other page may frame it.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";
constexpr std::size_t kTagDigits = 32;

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypes{
    {{".html", "text/html; charset=utf-8"},
     {".js", "text/javascript; charset=utf-8"},
     {".css", "text/css; charset=utf-8"},
     {".svg", "image/svg+xml"},
     {".json", "application/json"},
     {"", "text/plain; charset=utf-8"}}};  // LICENSES

std::string TypeOf(const std::filesystem::path& path) {
  for (const auto& [extension, type] : kTypes) {
    if (path.extension() == extension) return std::string(type);
  }
  return {};
}

http::Response NoFile(const std::string& name) {
  if (name == "index.html") {
    return http::ToResponse(
        {404, "no-page", "No page", "this service was started without its page"});
  }
  return http::ToResponse({404, "no-such-resource", "Not found", "there is nothing at this path"});
}

}  // namespace

PageFolder::PageFolder(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string type = TypeOf(entry.path());
    if (type.empty() || !entry.is_regular_file()) continue;
    auto content = base::ReadFile(entry.path());
    if (!content) continue;
    File file{type, *std::move(content), {}, {}};
    file.tag = base::Sha256Hex(file.content).substr(0, kTagDigits);
    file.gzip = base::ReadFile(entry.path().string() + ".gz").value_or(std::string());
    files_.emplace(entry.path().filename(), std::move(file));
  }
  if (files_.contains("index.html")) return;
  files_.clear();
  base::LogWarning("no page for browsers in {}; scripts/build-page makes it", folder);
}

http::Response PageFolder::Answer(const std::string& name, const http::Request& request) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return NoFile(name);
  const File& file = found->second;
  const bool gzip = !file.gzip.empty() && request.AcceptsGzip();
  const std::string tag = '"' + file.tag + (gzip ? "-gzip\"" : "\"");
  http::Response response{200, file.content_type, gzip ? file.gzip : file.content};
  response.headers = {{"Content-Security-Policy", kPolicy},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Opener-Policy", "same-origin"},
                      {"Cache-Control", "no-cache"},
                      {"ETag", tag},
                      {"Vary", "Accept, Accept-Encoding"}};
  if (request.Header("If-None-Match").find(tag) != std::string_view::npos) {
    response.status = 304;
    response.body.clear();
  } else if (gzip) {
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace pipeline::safe_inputs
