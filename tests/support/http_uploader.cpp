#include "tests/support/http_uploader.hpp"

#include <httplib.h>

#include "tests/support/poll.hpp"

namespace pipeline::testing {

bool HttpUploader::Send(const std::string& body,
                        const std::string& key,
                        std::chrono::milliseconds timeout) {
  bool accepted = false;
  PollUntil(timeout, [&] {
    httplib::Client client("http://" + address_);
    client.set_read_timeout(std::chrono::seconds(25));
    const auto answer =
        client.Post("/uploads", {{"Idempotency-Key", key}}, body, "application/json");
    if (!answer) {
      last_answer_ = httplib::to_string(answer.error());
      return false;
    }
    last_answer_ = std::to_string(answer->status) + " " + answer->body;
    accepted = answer->status == 202;
    return accepted || (answer->status < 500 && answer->status != 429);
  });
  return accepted;
}

}  // namespace pipeline::testing
