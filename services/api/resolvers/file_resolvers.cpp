#include <algorithm>
#include <utility>

#include "services/api/resolvers/app_schema.hpp"
#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;

constexpr auto kFile = "File";

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
    connection.edges.push_back({ObjectOf(kFile, FileNode(entry)), entry.revision.key});
  }
  return ObjectOf("FileConnection", std::move(connection));
}

// Reads the bucket itself: for an earlier revision, or while the catalogue is not up to date.
Deferred FileAt(RequestContext& context, KeyRevision which) {
  return [&context, ticket = context.entries.Ask(std::move(which))]() -> graphql::Result<Answer> {
    auto& entry = context.entries.Get(ticket);
    if (entry) return ObjectOf(kFile, FileNode(std::move(*entry)));
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
    if (entry) return ObjectOf(kFile, FileNode(std::move(*entry)));
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
  if (entry) return ObjectOf(kFile, FileNode(*entry));
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
    return ContentOf(std::move(context.found.Get(ticket)));  // The ticket has no other user.
  });
}

const FileNode& FileOf(const ResolveInfo& info) { return info.parent.As<FileNode>(); }

// A field that needs the value: null on a deletion.
template <typename Function>
void SetValueField(graphql::Schema& schema, std::string_view field, Function answer) {
  schema.SetResolver(kFile, field, [answer](const ResolveInfo& info) -> Answered {
    const FileNode& file = FileOf(info);
    if (file.entry().deleted()) return Answer{nullptr};
    RequestContext& context = ContextOf(info);
    file.Ask(context);
    return Deferred(
        [&context, answer, keep = info.parent.data, &file]() -> graphql::Result<Answer> {
          auto value = file.Value(context);
          if (!value) return tl::make_unexpected(std::move(value).error());
          return answer(*value);
        });
  });
}

graphql::Result<Answer> SheetsAnswer(const std::shared_ptr<const files::Entry>& value) {
  auto nodes = SheetsOf(value);
  if (!nodes) return tl::make_unexpected(std::move(nodes).error());
  Answer::List list;
  for (SheetNode& node : *nodes) list.push_back(ObjectOf("Sheet", std::move(node)));
  return Answer{std::move(list)};
}

graphql::Result<Answer> NamesAnswer(const std::shared_ptr<const files::Entry>& value) {
  auto nodes = SheetsOf(value);
  if (!nodes) return tl::make_unexpected(std::move(nodes).error());
  Answer::List list;
  for (SheetNode& node : *nodes) list.push_back({std::move(node.name)});
  return Answer{std::move(list)};
}

Answer HistoryAnswer(const HistoryPage& page, const std::string& name, bool has_previous) {
  Connection connection{{}, page.has_next, has_previous};
  for (const files::BucketRevision& revision : page.revisions) {
    connection.edges.push_back(
        {ObjectOf(kFile, FileNode(CatalogEntry{revision, name})), std::to_string(revision.number)});
  }
  return ObjectOf("FileConnection", std::move(connection));
}

Answered History(const ResolveInfo& info) {
  const auto query = ReadNumberedPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  const FileNode& file = FileOf(info);
  RequestContext& context = ContextOf(info);
  const auto ticket =
      context.histories.Ask({file.revision().key, query->first, query->after.value_or(0)});
  return Deferred([&context,
                   ticket,
                   name = file.entry().name(),
                   previous = query->after.has_value()]() -> graphql::Result<Answer> {
    const auto& page = context.histories.Get(ticket);
    if (!page) return tl::make_unexpected(ToError(page.error()));
    return HistoryAnswer(*page, name, previous);
  });
}

Answered Receipt(const ResolveInfo& info) {
  const FileNode& file = FileOf(info);
  if (file.revision().upload_id.empty()) return Answer{nullptr};
  RequestContext& context = ContextOf(info);
  const auto ticket = context.receipts.Ask(file.revision());
  return Deferred([&context, ticket]() -> graphql::Result<Answer> {
    const auto& receipt = context.receipts.Get(ticket);
    if (!receipt) return tl::make_unexpected(ToError(receipt.error()));
    return *receipt ? ObjectOf("LedgerReceipt", **receipt) : Answer{nullptr};
  });
}

template <typename Function>
void SetRevisionField(graphql::Schema& schema, std::string_view field, Function function) {
  SetField<FileNode>(
      schema, kFile, field, [function](const FileNode& file) { return function(file.revision()); });
}

void SetReceiptFields(graphql::Schema& schema) {
  constexpr auto kType = "LedgerReceipt";
  const auto text = [&schema](std::string_view field, std::string LedgerReceipt::*member) {
    SetField<LedgerReceipt>(schema, kType, field, [member](const LedgerReceipt& receipt) {
      return TextOrNull(receipt.*member);
    });
  };
  text("uploadId", &LedgerReceipt::upload_id);
  text("transaction", &LedgerReceipt::transaction);
  text("transactionHash", &LedgerReceipt::transaction_hash);
  text("storedAt", &LedgerReceipt::stored_at);
  text("database", &LedgerReceipt::database);
  text("table", &LedgerReceipt::table);
  text("sha256", &LedgerReceipt::sha256);
}

Answered Rows(const ResolveInfo& info) {
  const auto query = ReadNumberedPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  const auto& rows = info.parent.As<SheetNode>().rows;
  const std::size_t begin =
      query->after ? std::min<std::size_t>(rows.size(), *query->after + 1) : std::size_t{0};
  const std::size_t end = std::min(rows.size(), begin + query->first);
  Connection connection{{}, end < rows.size(), query->after.has_value()};
  for (std::size_t i = begin; i < end; ++i) {
    connection.edges.push_back({Answer{graphql::RawJson{std::string(rows[i])}}, std::to_string(i)});
  }
  return ObjectOf("RowConnection", std::move(connection));
}

}  // namespace

void SetFileQueries(graphql::Schema& schema) {
  schema.SetResolver("Query", "files", Files);
  schema.SetResolver("Query", "file", File);
  schema.SetResolver("Query", "getFile", GetFile);
}

void SetFileFields(graphql::Schema& schema) {
  using files::BucketRevision;
  SetField<FileNode>(
      schema, kFile, "filename", [](const FileNode& file) { return Answer{file.entry().name()}; });
  SetField<FileNode>(schema, kFile, "deleted", [](const FileNode& file) {
    return Answer{file.entry().deleted()};
  });
  SetRevisionField(schema, "key", [](const BucketRevision& one) { return Answer{one.key}; });
  SetRevisionField(
      schema, "revision", [](const BucketRevision& one) { return Number(one.number); });
  SetRevisionField(
      schema, "created", [](const BucketRevision& one) { return Time(one.created_ns); });
  SetRevisionField(
      schema, "size", [](const BucketRevision& one) { return NumberOrNull(one.bytes); });
  SetRevisionField(
      schema, "sha256", [](const BucketRevision& one) { return TextOrNull(one.sha256); });
  SetRevisionField(
      schema, "sheetCount", [](const BucketRevision& one) { return NumberOrNull(one.sheets); });
  SetRevisionField(
      schema, "rowCount", [](const BucketRevision& one) { return NumberOrNull(one.rows); });
  SetRevisionField(
      schema, "sender", [](const BucketRevision& one) { return TextOrNull(one.sender); });
  SetRevisionField(
      schema, "uploadId", [](const BucketRevision& one) { return TextOrNull(one.upload_id); });
  SetValueField(schema, "content", [](const auto& value) { return JsonOf(*value); });
  SetValueField(schema, "sheets", SheetsAnswer);
  SetValueField(schema, "sheetNames", NamesAnswer);
  schema.SetResolver(kFile, "history", History);
  schema.SetResolver(kFile, "ledgerReceipt", Receipt);
  SetConnectionFields(schema, "FileConnection", "FileEdge");
  SetReceiptFields(schema);
}

void SetSheetFields(graphql::Schema& schema) {
  SetField<SheetNode>(
      schema, "Sheet", "name", [](const SheetNode& sheet) { return Answer{sheet.name}; });
  SetField<SheetNode>(schema, "Sheet", "rowCount", [](const SheetNode& sheet) {
    return Number(sheet.rows.size());
  });
  schema.SetResolver("Sheet", "rows", Rows);
  SetConnectionFields(schema, "RowConnection", "RowEdge");
}

}  // namespace pipeline::api
