#include "services/api/resolvers/connection.hpp"
#include "services/api/resolvers/fields.hpp"
#include "services/api/resolvers/request_context.hpp"

namespace pipeline::api {
namespace {

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
  for (const Upload& upload : page->uploads) {
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

}  // namespace pipeline::api
