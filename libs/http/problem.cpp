#include "libs/http/problem.hpp"

#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "libs/http/message_head.hpp"

namespace pipeline::http {

Response ToResponse(const Problem& problem) {
  nlohmann::ordered_json body{{"type", "about:blank"},
                              {"title", problem.title},
                              {"status", problem.status},
                              {"detail", problem.detail},
                              {"code", problem.code}};
  if (!problem.upload_id.empty()) body["uploadId"] = problem.upload_id;
  Response response{problem.status, "application/problem+json", {}, {}};
  response.body = base::JsonText(body) + "\n";
  response.headers.emplace_back("Cache-Control", "no-store");
  if (problem.retry_after.count() > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(problem.retry_after.count()));
  }
  return response;
}

std::string ToLastAnswer(const Problem& problem, const Headers& more) {
  Response response = ToResponse(problem);
  response.headers.insert(response.headers.end(), more.begin(), more.end());
  response.headers.emplace_back("Connection", "close");
  response.headers.emplace_back("Content-Length", std::to_string(response.body.size()));
  return ResponseHead(response, problem.title) + "\r\n" + response.body;
}

}  // namespace pipeline::http
