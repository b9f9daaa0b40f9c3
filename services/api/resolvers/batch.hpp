#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pipeline::api {

/// What functions of one request ask for, until one of them needs its answer: then all of it is
/// asked for together. Keeps no answer that nobody holds. One thread at a time.
template <typename Question, typename Answer>
class Batch {
 public:
  using Load = std::function<std::vector<Answer>(const std::vector<Question>&)>;

  /// One question, and its answer once it was loaded.
  class Ticket {
   public:
    explicit Ticket(Question question) : question_(std::move(question)) {}

   private:
    friend class Batch;
    Question question_;
    std::optional<Answer> answer_;
  };

  explicit Batch(Load load) : load_(std::move(load)) {}

  std::shared_ptr<Ticket> Ask(Question question) {
    waiting_.push_back(std::make_shared<Ticket>(std::move(question)));
    return waiting_.back();
  }

  /// Of one of its own tickets. Lives as long as the ticket.
  Answer& Get(const std::shared_ptr<Ticket>& ticket) {
    if (!ticket->answer_) LoadWaiting();
    return *ticket->answer_;
  }

 private:
  void LoadWaiting() {
    const auto waiting = std::exchange(waiting_, {});
    std::vector<Question> questions;
    questions.reserve(waiting.size());
    for (const auto& ticket : waiting) questions.push_back(ticket->question_);
    std::vector<Answer> answers = load_(questions);
    for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i]->answer_ = std::move(answers[i]);
  }

  const Load load_;
  std::vector<std::shared_ptr<Ticket>> waiting_;
};

}  // namespace pipeline::api
