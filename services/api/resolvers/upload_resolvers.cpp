#include <utility>

#include "services/api/resolvers/app_schema.hpp"
#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/file_node.hpp"

namespace pipeline::api {
namespace {

using uploads::StoreState;
using uploads::UploadRecord;

constexpr auto kUpload = "Upload";

Answered OneUpload(const ResolveInfo& info) {
  const auto upload = ContextOf(info).sources().uploads.Find(TextArgument(info, "id"));
  if (!upload) return tl::make_unexpected(ToError(upload.error()));
  return *upload ? ObjectOf("Upload", **upload) : Answer{nullptr};
}

Answered Uploads(const ResolveInfo& info) {
  const auto query = ReadPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  std::optional<contract::Origin> after;
  if (!query->after.empty()) {
    after = contract::Origin::Parse(query->after);
    if (!after) return NoCursor();
  }
  const auto page = ContextOf(info).sources().uploads.Page(query->first, after);
  if (!page) return tl::make_unexpected(ToError(page.error()));
  Connection connection{{}, page->has_next, after.has_value()};
  for (const IndexedUpload& upload : page->uploads) {
    connection.edges.push_back({ObjectOf("Upload", upload), upload.state.record.origin.ToString()});
  }
  return ObjectOf("UploadConnection", std::move(connection));
}

Answered DeadLetters(const ResolveInfo& info) {
  const auto query = ReadNumberedPageQuery(info);
  if (!query) return tl::make_unexpected(query.error());
  const auto page =
      ContextOf(info).sources().dead_letters.Page(query->first, query->after.value_or(0));
  if (!page) return tl::make_unexpected(ToError(page.error()));
  Connection connection{{}, page->has_next, query->after.has_value()};
  for (const DeadLetter& letter : page->letters) {
    connection.edges.push_back({ObjectOf("DeadLetter", letter), std::to_string(letter.sequence)});
  }
  return ObjectOf("DeadLetterConnection", std::move(connection));
}

struct Stage {
  const char* name;
  std::int64_t time_ns;
};

const char* StateName(StoreState::Kind kind) {
  switch (kind) {
    case StoreState::Kind::kPending:
      return "PENDING";
    case StoreState::Kind::kStored:
      return "STORED";
    case StoreState::Kind::kSuperseded:
      return "SUPERSEDED";
    case StoreState::Kind::kDeadLettered:
      return "DEAD_LETTERED";
    case StoreState::Kind::kSkipped:
      return "SKIPPED";
  }
  return "PENDING";
}

Answer StateAnswer(const IndexedUpload& upload) {
  const char* active = upload.state.ended() ? "ENDED" : "UNDER_WAY";
  return {std::string(upload.expired ? "EXPIRED" : active)};
}

Answer Stages(const IndexedUpload& upload) {
  const UploadRecord& record = upload.state.record;
  Answer::List stages;
  const auto add = [&stages](const char* name, std::int64_t time_ns) {
    if (time_ns > 0) stages.push_back(ObjectOf("UploadStage", Stage{name, time_ns}));
  };
  add("ACCEPTED", record.origin.time_ns);
  if (record.extracted) add("EXTRACTED", record.extracted->time_ns);
  if (record.uppercased) add("UPPERCASED", record.uppercased->time_ns);
  if (record.revision) add("STORED", record.revision->time_ns);
  if (record.receipt) add("LEDGERED", record.receipt->time_ns);
  return {std::move(stages)};
}

Answer LetterOf(const StoreState& store) {
  if (store.kind != StoreState::Kind::kDeadLettered) return {nullptr};
  return ObjectOf("UploadDeadLetter", store);
}

Answer LetterOf(const IndexedUpload& upload) {
  const bool in_bucket = upload.state.bucket.kind == StoreState::Kind::kDeadLettered;
  return LetterOf(in_bucket ? upload.state.bucket : upload.state.ledger);
}

// Uses the catalogue for the newest revision of a key, because it needs no value.
Answered FileOfUpload(const ResolveInfo& info) {
  const auto& revision = info.parent.As<IndexedUpload>().state.record.revision;
  if (!revision) return Answer{nullptr};
  RequestContext& context = ContextOf(info);
  const auto entry = context.sources().catalog.At(revision->key);
  if (entry && entry->revision.number == revision->sequence) {
    return ObjectOf("File", FileNode(*entry));
  }
  const auto ticket = context.entries.Ask({revision->key, revision->sequence});
  return Deferred([&context, ticket]() -> graphql::Result<Answer> {
    auto& loaded = context.entries.Get(ticket);
    if (loaded) return ObjectOf("File", FileNode(std::move(*loaded)));
    if (loaded.error().code == base::ErrorCode::kNotFound) return Answer{nullptr};
    return tl::make_unexpected(ToError(loaded.error()));
  });
}

template <typename Function>
void SetRecordField(graphql::Schema& schema, std::string_view field, Function function) {
  SetField<IndexedUpload>(schema, kUpload, field, [function](const IndexedUpload& upload) {
    return function(upload.state.record);
  });
}

void SetStoreFields(graphql::Schema& schema) {
  const auto set = [&schema](std::string_view field, auto function) {
    SetField<StoreState>(schema, "StoreResult", field, function);
  };
  set("state", [](const StoreState& store) { return Answer{std::string(StateName(store.kind))}; });
  set("key", [](const StoreState& store) { return TextOrNull(store.key); });
  set("revision", [](const StoreState& store) {
    return store.revision > 0 ? Number(store.revision) : Answer{nullptr};
  });
  set("transaction", [](const StoreState& store) { return TextOrNull(store.transaction); });
  set("transactionHash",
      [](const StoreState& store) { return TextOrNull(store.transaction_hash); });
  set("at", [](const StoreState& store) { return Time(store.time_ns); });
  set("deadLetter", [](const StoreState& store) { return LetterOf(store); });
}

void SetPartFields(graphql::Schema& schema) {
  SetField<Stage>(schema, "UploadStage", "stage", [](const Stage& stage) {
    return Answer{std::string(stage.name)};
  });
  SetField<Stage>(
      schema, "UploadStage", "at", [](const Stage& stage) { return Time(stage.time_ns); });
  const auto set = [&schema](std::string_view field, auto function) {
    SetField<StoreState>(schema, "UploadDeadLetter", field, function);
  };
  set("service", [](const StoreState& store) { return TextOrNull(store.service); });
  set("code", [](const StoreState& store) { return TextOrNull(store.code); });
  set("reason", [](const StoreState& store) { return TextOrNull(store.reason); });
  set("at", [](const StoreState& store) { return Time(store.time_ns); });
}

}  // namespace

void SetUploadQueries(graphql::Schema& schema) {
  schema.SetResolver("Query", "upload", OneUpload);
  schema.SetResolver("Query", "uploads", Uploads);
  schema.SetResolver("Query", "deadLetters", DeadLetters);
}

void SetDeadLetterFields(graphql::Schema& schema) {
  constexpr auto kType = "DeadLetter";
  const auto text = [&schema](std::string_view field, std::string DeadLetter::*member) {
    SetField<DeadLetter>(schema, kType, field, [member](const DeadLetter& letter) {
      return TextOrNull(letter.*member);
    });
  };
  const auto number = [&schema](std::string_view field,
                                std::optional<std::uint64_t> DeadLetter::*member) {
    SetField<DeadLetter>(schema, kType, field, [member](const DeadLetter& letter) {
      return NumberOrNull(letter.*member);
    });
  };
  SetField<DeadLetter>(schema, kType, "id", [](const DeadLetter& letter) {
    return Answer{std::to_string(letter.sequence)};
  });
  SetField<DeadLetter>(
      schema, kType, "at", [](const DeadLetter& letter) { return Time(letter.time_ns); });
  text("service", &DeadLetter::service);
  text("code", &DeadLetter::code);
  text("reason", &DeadLetter::reason);
  text("subject", &DeadLetter::subject);
  text("stream", &DeadLetter::stream);
  number("sequence", &DeadLetter::stream_sequence);
  number("deliveries", &DeadLetter::deliveries);
  text("part", &DeadLetter::part);
  text("uploadId", &DeadLetter::upload_id);
  text("filename", &DeadLetter::filename);
  text("sender", &DeadLetter::sender);
  SetConnectionFields(schema, "DeadLetterConnection", "DeadLetterEdge");
}

void SetUploadFields(graphql::Schema& schema) {
  using Record = const UploadRecord&;
  SetRecordField(schema, "id", [](Record record) { return Answer{record.upload_id}; });
  SetRecordField(schema, "filename", [](Record record) { return TextOrNull(record.filename); });
  SetRecordField(schema, "key", [](Record record) { return TextOrNull(record.key); });
  SetRecordField(schema, "sender", [](Record record) { return TextOrNull(record.sender); });
  SetRecordField(schema, "sha256", [](Record record) { return TextOrNull(record.sha256); });
  SetRecordField(schema, "size", [](Record record) { return NumberOrNull(record.bytes); });
  SetRecordField(schema, "sheetCount", [](Record record) { return NumberOrNull(record.sheets); });
  SetRecordField(schema, "rowCount", [](Record record) { return NumberOrNull(record.rows); });
  SetField<IndexedUpload>(schema, kUpload, "state", StateAnswer);
  SetField<IndexedUpload>(schema, kUpload, "stages", Stages);
  SetField<IndexedUpload>(
      schema, kUpload, "deadLetter", [](const IndexedUpload& upload) { return LetterOf(upload); });
  SetField<IndexedUpload>(schema, kUpload, "bucket", [](const IndexedUpload& upload) {
    return ObjectOf("StoreResult", upload.state.bucket);
  });
  SetField<IndexedUpload>(schema, kUpload, "ledger", [](const IndexedUpload& upload) {
    return ObjectOf("StoreResult", upload.state.ledger);
  });
  schema.SetResolver(kUpload, "file", FileOfUpload);
  SetConnectionFields(schema, "UploadConnection", "UploadEdge");
  SetStoreFields(schema);
  SetPartFields(schema);
}

}  // namespace pipeline::api
