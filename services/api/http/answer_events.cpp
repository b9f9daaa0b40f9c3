#include "services/api/http/answer_events.hpp"

#include <atomic>
#include <optional>
#include <utility>

namespace pipeline::api {
namespace {

std::string NextEvent(std::string answer) { return http::JsonEvent("next", std::move(answer)); }

std::string CompleteEvent() { return http::JsonEvent("complete", {}); }

class OneAnswerEvents final : public http::EventStream {
 public:
  OneAnswerEvents(std::string body, http::ConcurrencyLimit::Slot slot)
      : pieces_(NextEvent(std::move(body)) + CompleteEvent()), slot_(std::move(slot)) {}

  std::optional<std::string> Next() override { return std::exchange(pieces_, std::nullopt); }
  void Stop() override {}

 private:
  std::optional<std::string> pieces_;
  const http::ConcurrencyLimit::Slot slot_;
};

class SubscriptionEvents final : public http::EventStream {
 public:
  SubscriptionEvents(std::unique_ptr<graphql::Subscription> subscription,
                     std::shared_ptr<void> context,
                     http::ConcurrencyLimit::Slot slot)
      : slot_(std::move(slot)),
        context_(std::move(context)),
        subscription_(std::move(subscription)) {}

  std::optional<std::string> Next() override {
    if (complete_) return std::nullopt;
    if (auto answer = subscription_->Next()) return NextEvent(std::move(answer->body));
    complete_ = true;
    // A stopped stream is not complete: its client may subscribe again.
    if (stopped_.load()) return std::nullopt;
    return CompleteEvent();
  }

  void Stop() override {
    stopped_.store(true);
    subscription_->Stop();
  }

 private:
  const http::ConcurrencyLimit::Slot slot_;
  const std::shared_ptr<void> context_;
  const std::unique_ptr<graphql::Subscription> subscription_;
  bool complete_ = false;
  std::atomic<bool> stopped_{false};
};

}  // namespace

std::shared_ptr<http::EventStream> OneAnswer(std::string body, http::ConcurrencyLimit::Slot slot) {
  return std::make_shared<OneAnswerEvents>(std::move(body), std::move(slot));
}

std::shared_ptr<http::EventStream> Answers(std::unique_ptr<graphql::Subscription> subscription,
                                           std::shared_ptr<void> context,
                                           http::ConcurrencyLimit::Slot slot) {
  return std::make_shared<SubscriptionEvents>(
      std::move(subscription), std::move(context), std::move(slot));
}

}  // namespace pipeline::api
