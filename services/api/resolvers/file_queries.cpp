#include <utility>

#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/fields.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;

constexpr auto kFileType = "File";

Answered Files(const ResolveInfo& info) {
  const auto query = ReadPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  RequestContext& context = ContextOf(info);
  const auto caught_up = context.CatchUp();
  if (!caught_up) return tl::make_unexpected(ToError(caught_up.error()));
  const auto page =
      context.sources().catalog.Page(TextArgument(info, "prefix"), query->first, query->after);
  if (!page) return tl::make_unexpected(ToError(page.error()));
  Connection connection{{}, page->has_next, !query->after.empty()};
  for (const CatalogEntry& entry : page->entries) {
    connection.edges.push_back({ObjectOf(kFileType, FileNode(entry)), entry.revision.key});
  }
  return ObjectOf("FileConnection", std::move(connection));
}

// The bucket's own word, for where the catalogue cannot tell, or an earlier revision is wanted.
Deferred FileAt(RequestContext& context, KeyRevision which) {
  return [&context, ticket = context.entries.Ask(std::move(which))]() -> graphql::Result<Answer> {
    auto& entry = context.entries.Get(ticket);
    if (entry) return ObjectOf(kFileType, FileNode(std::move(*entry)));
    if (entry.error().code == ErrorCode::kNotFound) return Answer{nullptr};
    return tl::make_unexpected(ToError(entry.error()));
  };
}

Deferred FileFromBucket(RequestContext& context,
                        FindBatch& batch,
                        const std::string& text,
                        std::optional<std::uint64_t> revision) {
  return [&context, &batch, revision, ticket = batch.Ask(text)]() -> graphql::Result<Answer> {
    auto& entry = batch.Get(ticket);
    if (entry && revision) return FileAt(context, {entry->revision.key, *revision})();
    if (entry) return ObjectOf(kFileType, FileNode(std::move(*entry)));
    if (entry.error().code == ErrorCode::kNotFound) return Answer{nullptr};
    return tl::make_unexpected(ToError(entry.error()));
  };
}

Answered File(const ResolveInfo& info) {
  const auto* name = info.arguments.Get<std::string>("name");
  const auto* key = info.arguments.Get<std::string>("key");
  if ((name == nullptr) == (key == nullptr)) {
    return Fail("BAD_USER_INPUT", "file: expected either a name or a key");
  }
  const auto revision = LongArgument(info, "revision");
  if (!revision) return tl::make_unexpected(revision.error());
  RequestContext& context = ContextOf(info);
  if (!context.CatchUp()) {
    FindBatch& batch = name != nullptr ? context.found : context.last;
    return FileFromBucket(context, batch, name != nullptr ? *name : *key, *revision);
  }
  const BucketCatalog& catalog = context.sources().catalog;
  const auto entry = name != nullptr ? catalog.Find(*name) : catalog.At(*key);
  if (entry && *revision) return FileAt(context, {entry->revision.key, **revision});
  if (entry) return ObjectOf(kFileType, FileNode(*entry));
  if (entry.error().code == ErrorCode::kNotFound) return Answer{nullptr};
  return tl::make_unexpected(ToError(entry.error()));
}

graphql::Result<Answer> ContentOf(base::Result<files::Entry> entry) {
  if (!entry) return tl::make_unexpected(ToError(entry.error()));
  if (entry->revision.operation != files::Operation::kPut) {
    return Fail("NOT_FOUND", "the file is deleted: " + entry->revision.key);
  }
  return JsonOf(*std::move(entry));
}

Answered GetFile(const ResolveInfo& info) {
  const std::string filename = TextArgument(info, "filename");
  if (filename.empty()) return Fail("BAD_USER_INPUT", "filename: expected a file's name");
  RequestContext& context = ContextOf(info);
  return Deferred([&context, ticket = context.found.Ask(filename)] {
    return ContentOf(std::move(context.found.Get(ticket)));  // Its only use.
  });
}

}  // namespace

void SetFileQueries(graphql::Schema& schema) {
  schema.SetResolver("Query", "files", Files);
  schema.SetResolver("Query", "file", File);
  schema.SetResolver("Query", "getFile", GetFile);
}

}  // namespace pipeline::api
