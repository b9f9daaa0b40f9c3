#include "services/safe-inputs/upload_events.hpp"

#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/json.hpp"
#include "libs/http/message.hpp"
#include "libs/http/problem.hpp"
#include "libs/uploads/refusals.hpp"
#include "libs/uploads/upload_watch.hpp"
#include "services/safe-inputs/upload_routes.hpp"

namespace pipeline::safe_inputs {
namespace {

using uploads::Missing;
using uploads::UploadUpdate;

std::string Event(std::string_view name, const nlohmann::ordered_json& data) {
  return http::JsonEvent(name, base::JsonText(data));
}

std::string Told(const UploadUpdate& update) {
  if (update.state) return Event("state", ToJson(*update.state));
  const http::Problem problem = ToProblem(update.state.error());
  return Event(
      "missing",
      {{"uploadId", update.upload_id}, {"code", problem.code}, {"status", problem.status}});
}

class Events final : public http::EventStream {
 public:
  Events(uploads::UploadIndex& index,
         const std::vector<std::string>& ids,
         std::shared_ptr<http::ConcurrencyLimit> limit,
         http::ConcurrencyLimit::Slot slot)
      : limit_(std::move(limit)), slot_(std::move(slot)), watch_(index, ids) {}

  std::optional<std::string> Next() override {
    while (const auto update = watch_.Next()) {
      // The index is being rebuilt: comments keep the connection alive until it is ready.
      if (update->state || update->state.error() != Missing::kBuilding) return Told(*update);
    }
    // A stopped stream is not at its end: its client may ask again.
    if (stopped_.load() || std::exchange(ended_, true)) return std::nullopt;
    return Event("end", nlohmann::ordered_json::object());
  }

  void Stop() override {
    stopped_.store(true);
    watch_.Stop();
  }

 private:
  const std::shared_ptr<http::ConcurrencyLimit> limit_;  // Outlives its slot.
  const http::ConcurrencyLimit::Slot slot_;
  uploads::UploadWatch watch_;
  bool ended_ = false;
  std::atomic<bool> stopped_{false};
};

std::vector<std::string> IdsOf(const http::Request& request) {
  std::vector<std::string> ids;
  for (const auto& [name, value] : request.query) {
    if (name == "id") ids.push_back(value);
  }
  return ids;
}

http::Problem ExpectedIds(std::size_t got) {
  return {400,
          "invalid-ids",
          "Not ids to follow",
          "expected 1 to " + std::to_string(kMostIdsAStream) +
              " parameters id, each the id of an upload, got " + std::to_string(got)};
}

}  // namespace

http::Response UploadEvents::Handle(const http::Request& request) const {
  const std::vector<std::string> ids = IdsOf(request);
  if (ids.empty() || ids.size() > kMostIdsAStream) {
    return http::ToResponse(ExpectedIds(ids.size()));
  }
  if (!index_.NotReady().empty()) return http::ToResponse(ToProblem(Missing::kBuilding));
  auto slot = limit_->TryTake();
  if (!slot) return http::ToResponse(uploads::Busy(""));
  http::Response response{200, "text/event-stream"};
  response.events = std::make_shared<Events>(index_, ids, limit_, std::move(slot));
  return response;
}

}  // namespace pipeline::safe_inputs
