#include "libs/graphql/validation/report.hpp"

#include <algorithm>

namespace pipeline::graphql::validation {
namespace {

// Where offsets that never get less stand: the source is read once, whatever their number.
class Reader {
 public:
  explicit Reader(std::string_view body) : body_(body) {}

  Location At(std::uint32_t offset) {
    while (at_ < offset && at_ < body_.size()) {
      Step(static_cast<unsigned char>(body_[at_]));
      ++at_;
    }
    return location_;
  }

 private:
  void Step(unsigned char byte) {
    const bool first_of_two = byte == '\r' && at_ + 1 < body_.size() && body_[at_ + 1] == '\n';
    if ((byte == '\r' || byte == '\n') && !first_of_two) {
      ++location_.line;
      location_.column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      location_.column += byte >= 0xF0 ? 2 : 1;
    }
  }

  std::string_view body_;
  std::size_t at_ = 0;
  Location location_;
};

}  // namespace

void Report::AddAll(std::string message, std::vector<std::uint32_t> offsets) {
  if (ended_) {
    return;
  }
  if (max_errors_ != 0 && entries_.size() >= max_errors_) {
    entries_.push_back(
        {"Too many validation errors, error limit reached. Validation aborted.", {}});
    ended_ = true;
    return;
  }
  entries_.push_back({std::move(message), std::move(offsets)});
}

void Report::Abort() {
  if (!ended_) {
    entries_.push_back({"Validation aborted.", {}});
    ended_ = true;
  }
}

void Report::Fail(std::string message, const Span& span) {
  if (!ended_) {
    entries_.assign(1, {std::move(message), {span.start}});
    ended_ = true;
  }
}

std::vector<Error> Report::Take() const {
  std::vector<Error> errors;
  std::vector<std::pair<std::uint32_t, Location*>> places;
  errors.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    Error& error = errors.emplace_back();
    error.message = entry.message;
    error.locations.resize(entry.offsets.size());
    for (std::size_t i = 0; i < entry.offsets.size(); ++i) {
      places.emplace_back(entry.offsets[i], &error.locations[i]);
    }
  }
  std::sort(places.begin(), places.end());
  Reader reader(source_.Body());
  for (const auto& [offset, location] : places) {
    *location = reader.At(offset);
  }
  return errors;
}

}  // namespace pipeline::graphql::validation
