#include "services/api/http/answer_events.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace pipeline::api {
namespace {

constexpr const char* kComplete = "event: complete\ndata:\n\n";

// A line end in JSON is white space between two tokens, and would end the line of the event.
std::string NextEvent(std::string body) {
  std::replace_if(
      body.begin(), body.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return "event: next\ndata: " + body + "\n\n";
}

class OneAnswerEvents final : public http::EventStream {
 public:
  OneAnswerEvents(std::string body, http::Gate::Pass pass)
      : pieces_(NextEvent(std::move(body)) + kComplete), pass_(std::move(pass)) {}

  std::optional<std::string> Next() override { return std::exchange(pieces_, std::nullopt); }
  void Stop() override {}

 private:
  std::optional<std::string> pieces_;
  const http::Gate::Pass pass_;
};

class SubscriptionEvents final : public http::EventStream {
 public:
  SubscriptionEvents(std::unique_ptr<graphql::Subscription> subscription,
                     std::shared_ptr<void> context,
                     http::Gate::Pass pass)
      : pass_(std::move(pass)),
        context_(std::move(context)),
        subscription_(std::move(subscription)) {}

  std::optional<std::string> Next() override {
    if (complete_) return std::nullopt;
    if (auto answer = subscription_->Next()) return NextEvent(std::move(answer->body));
    complete_ = true;
    // Who was stopped may ask again: to that client it is not complete.
    if (stopped_.load()) return std::nullopt;
    return kComplete;
  }

  void Stop() override {
    stopped_.store(true);
    subscription_->Stop();
  }

 private:
  const http::Gate::Pass pass_;
  const std::shared_ptr<void> context_;
  const std::unique_ptr<graphql::Subscription> subscription_;
  bool complete_ = false;
  std::atomic<bool> stopped_{false};
};

}  // namespace

std::shared_ptr<http::EventStream> OneAnswer(std::string body, http::Gate::Pass pass) {
  return std::make_shared<OneAnswerEvents>(std::move(body), std::move(pass));
}

std::shared_ptr<http::EventStream> Answers(std::unique_ptr<graphql::Subscription> subscription,
                                           std::shared_ptr<void> context,
                                           http::Gate::Pass pass) {
  return std::make_shared<SubscriptionEvents>(
      std::move(subscription), std::move(context), std::move(pass));
}

}  // namespace pipeline::api
