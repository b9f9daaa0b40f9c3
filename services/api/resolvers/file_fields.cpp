#include <utility>

#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

constexpr auto kFile = "File";

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

}  // namespace

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

}  // namespace pipeline::api
