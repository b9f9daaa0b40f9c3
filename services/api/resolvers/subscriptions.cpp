#include <utility>

#include "services/api/resolvers/app_schema.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

using graphql::EventSource;
using Subscribed = graphql::Result<std::unique_ptr<EventSource>>;
using NextEvent = graphql::Result<std::optional<Answer>>;

// Converts the changes of a watched queue to objects of the schema.
template <typename T>
class QueueEvents final : public EventSource {
 public:
  using ToAnswer = Answer (*)(T change);

  QueueEvents(std::shared_ptr<WatchQueue<T>> queue, ToAnswer to_answer)
      : queue_(std::move(queue)), to_answer_(to_answer) {}

  NextEvent Next() override {
    auto change = queue_->Next();
    if (!change) return tl::make_unexpected(ToError(change.error()));
    if (!*change) return std::nullopt;
    return to_answer_(std::move(**change));
  }
  void Stop() override { queue_->Close(); }

 private:
  const std::shared_ptr<WatchQueue<T>> queue_;
  const ToAnswer to_answer_;
};

class ProgressEvents final : public EventSource {
 public:
  ProgressEvents(UploadReader& reader, const std::string& id) : progress_(reader, id) {}

  NextEvent Next() override {
    auto upload = progress_.Next();
    if (!upload) return tl::make_unexpected(ToError(upload.error()));
    if (!*upload) return std::nullopt;
    return ObjectOf("Upload", std::move(**upload));
  }
  void Stop() override { progress_.Stop(); }

 private:
  UploadProgress progress_;
};

Subscribed UploadProgressEvents(const ResolveInfo& info) {
  UploadReader& uploads = ContextOf(info).sources().uploads;
  const std::string id = TextArgument(info, "id");
  const auto upload = uploads.Find(id);
  if (!upload) return tl::make_unexpected(ToError(upload.error()));
  if (!*upload) return Fail("NOT_FOUND", "no upload was accepted under this id");
  return std::make_unique<ProgressEvents>(uploads, id);
}

Subscribed FileEvents(const ResolveInfo& info) {
  BucketCatalog& catalog = ContextOf(info).sources().catalog;
  const std::string reason = catalog.NotReady();
  if (!reason.empty()) return Fail("SERVICE_UNAVAILABLE", "waiting for " + reason);
  return std::make_unique<QueueEvents<CatalogEntry>>(
      catalog.Watch(TextArgument(info, "prefix")),
      [](CatalogEntry entry) { return ObjectOf("File", FileNode(std::move(entry))); });
}

Subscribed DeadLetterEvents(const ResolveInfo& info) {
  DeadLetterReader& letters = ContextOf(info).sources().dead_letters;
  const std::string reason = letters.NotReady();
  if (!reason.empty()) return Fail("SERVICE_UNAVAILABLE", "waiting for " + reason);
  return std::make_unique<QueueEvents<DeadLetter>>(
      letters.Watch(), [](DeadLetter letter) { return ObjectOf("DeadLetter", std::move(letter)); });
}

}  // namespace

void SetSubscriptions(graphql::Schema& schema) {
  schema.SetSubscriber("Subscription", "uploadProgress", UploadProgressEvents);
  schema.SetSubscriber("Subscription", "fileChanged", FileEvents);
  schema.SetSubscriber("Subscription", "deadLetterAdded", DeadLetterEvents);
}

}  // namespace pipeline::api
