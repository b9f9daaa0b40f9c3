#include "services/safe-inputs/stored_files.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "common/base/log.hpp"
#include "common/base/time.hpp"
#include "common/contract/sheet_key.hpp"
#include "common/json/utf8.hpp"
#include "libs/files/bucket_keys.hpp"
#include "services/safe-inputs/upload_routes.hpp"

namespace pipeline::safe_inputs {
namespace {

using base::ErrorCode;
using nlohmann::ordered_json;

constexpr std::size_t kCacheBytes = std::size_t{32} << 20;
constexpr std::size_t kRowsUnlessAsked = 50;
constexpr std::chrono::milliseconds kPatience{5000};

// Selects rows of one sheet of a revision (0: the last).
struct PageQuery {
  std::uint64_t sheet = 0;
  std::uint64_t first = 0;
  std::uint64_t rows = kRowsUnlessAsked;
  std::uint64_t revision = 0;
};

bool ReadNumber(const http::Request& request, std::string_view name, std::uint64_t* number) {
  const auto text = request.Parameter(name);
  if (!text) return true;
  const char* end = text->data() + text->size();
  const auto [at, error] = std::from_chars(text->data(), end, *number);
  return !text->empty() && error == std::errc() && at == end;
}

std::optional<PageQuery> ReadQuery(const http::Request& request) {
  PageQuery query;
  const bool read =
      ReadNumber(request, "sheet", &query.sheet) && ReadNumber(request, "first", &query.first) &&
      ReadNumber(request, "rows", &query.rows) && ReadNumber(request, "revision", &query.revision);
  if (!read || query.rows == 0 || query.rows > kMostRowsAPage) return std::nullopt;
  return query;
}

http::Response InvalidQuery() {
  return http::ToResponse({400,
                           "invalid-page",
                           "Not a page",
                           "expected sheet, first and revision as numbers from 0, and rows from 1 "
                           "to " +
                               std::to_string(kMostRowsAPage)});
}

http::Response InvalidName() {
  return http::ToResponse({400,
                           "invalid-name",
                           "Not a file name",
                           "expected one parameter name, 1 to " +
                               std::to_string(contract::kMaxFilenameBytes) + " bytes of UTF-8"});
}

http::Response UnknownFile() {
  return http::ToResponse({404, "unknown-file", "Unknown file", "nothing is stored there"});
}

http::Response UnknownSheet(std::size_t sheets) {
  return http::ToResponse({404,
                           "unknown-sheet",
                           "Unknown sheet",
                           "the file has " + std::to_string(sheets) + ", counted from 0"});
}

http::Response Unreadable(const StoredFile& file) {
  base::LogError(
      "revision {} of {}: {}", file.revision().number, file.revision().key, file.problem());
  return http::ToResponse({500,
                           "unreadable-file",
                           "Unreadable file",
                           "what is stored there is not what the pipeline writes"});
}

http::Response NotRead(const base::Error& error) {
  if (error.code == ErrorCode::kNotFound || error.code == ErrorCode::kInvalidInput) {
    return UnknownFile();
  }
  if (error.code == ErrorCode::kConflict) {
    return http::ToResponse({409, "key-conflict", "No key for this name", error.message});
  }
  base::LogWarning("reading the bucket: {}", error.message);
  return http::ToResponse(BucketUnavailable());
}

ordered_json Described(const files::BucketRevision& revision) {
  return {{"revision", revision.number},
          {"filename", revision.filename},
          {"created", base::FormatTime(revision.created_ns)},
          {"uploadId", revision.upload_id},
          {"sha256", revision.sha256},
          {"bytes", revision.bytes.value_or(0)}};
}

ordered_json Stored(const StoredFile& file) {
  ordered_json stored = Described(file.revision());
  if (!file.problem().empty()) {
    stored["sheets"] = nullptr;
    return stored;
  }
  stored["sheets"] = ordered_json::array();
  for (const files::SheetTable& table : file.tables()) {
    stored["sheets"].push_back({{"name", table.name}, {"rows", table.rows.size()}});
  }
  return stored;
}

// A row that is no object has no columns: it comes as it is.
std::string RowText(std::string_view row, const std::vector<std::string>& columns) {
  if (!row.starts_with('{')) return R"({"value":)" + std::string(row) + "}";
  std::string text = "[";
  for (const std::string_view cell : files::CellsOf(row, columns)) {
    if (text.size() > 1) text += ',';
    text += cell;
  }
  return text + "]";
}

std::string RowsText(const files::SheetTable& table, const PageQuery& query) {
  const std::size_t columns = std::max<std::size_t>(1, table.columns.size());
  const std::size_t most = std::max<std::size_t>(1, kMostCellsAPage / columns);
  const std::size_t first = std::min<std::size_t>(query.first, table.rows.size());
  const std::size_t count =
      std::min({table.rows.size() - first, static_cast<std::size_t>(query.rows), most});
  std::string text = "[";
  for (std::size_t i = first; i < first + count; ++i) {
    if (i > first) text += ',';
    text += RowText(table.rows[i], table.columns);
  }
  return text + "]";
}

// Cells are written as they are stored: a parser of JSON would change the digits of numbers.
http::Response Page(const StoredFile& file, const PageQuery& query) {
  ordered_json head{{"key", file.revision().key}};
  head.update(Described(file.revision()));
  head["sheets"] = ordered_json::array();
  for (const files::SheetTable& table : file.tables()) {
    head["sheets"].push_back(
        {{"name", table.name}, {"rows", table.rows.size()}, {"columns", table.columns}});
  }
  const std::string rows = query.sheet < file.tables().size()
                               ? RowsText(file.tables()[query.sheet], query)
                               : std::string("[]");
  http::Response response = JsonResponse(200, head);
  response.body.resize(response.body.rfind('}'));
  response.body += R"(,"page":{"sheet":)" + std::to_string(query.sheet) + R"(,"first":)" +
                   std::to_string(query.first) + R"(,"rows":)" + rows + "}}\n";
  return response;
}

}  // namespace

http::Problem BucketUnavailable() {
  return {503,
          "bucket-unavailable",
          "The bucket does not answer",
          "what is stored cannot be read at the moment; ask again",
          std::chrono::seconds(1)};
}

StoredFiles::StoredFiles(nats::JetStream& jetstream, std::string bucket, std::string sender)
    : jetstream_(jetstream),
      bucket_(std::move(bucket)),
      sender_(std::move(sender)),
      cache_(kCacheBytes) {}

http::Response StoredFiles::FindByName(const http::Request& request) {
  const std::string name(request.Parameter("name").value_or(""));
  if (name.empty() || name.size() > contract::kMaxFilenameBytes ||
      json::ValidUtf8Prefix(name) != name.size()) {
    return InvalidName();
  }
  files::BucketReader reader = Reader();
  auto place = files::ChooseKey(
      name, sender_, [&reader](const std::string& key) { return reader.Last(key); });
  if (!place) return NotRead(place.error());
  ordered_json told{{"filename", name}, {"key", place->key}, {"stored", nullptr}};
  if (place->last && place->last->revision.operation == files::Operation::kPut) {
    told["stored"] = Stored(*Keep(*std::move(place->last)));
  }
  return JsonResponse(200, told);
}

http::Response StoredFiles::ReadPage(const http::Request& request) {
  const auto query = ReadQuery(request);
  if (!query) return InvalidQuery();
  if (!MayRead(request.argument)) return UnknownFile();
  const auto file = Read(request.argument, query->revision);
  if (!file) return NotRead(file.error());
  if ((*file)->revision().operation != files::Operation::kPut) return UnknownFile();
  if (!(*file)->problem().empty()) return Unreadable(**file);
  const std::size_t sheets = (*file)->tables().size();
  if (query->sheet >= std::max<std::size_t>(1, sheets)) return UnknownSheet(sheets);
  return Page(**file, *query);
}

base::Result<StoredFileCache::File> StoredFiles::Read(const std::string& key,
                                                      std::uint64_t revision) {
  if (auto known = cache_.Get(key, revision)) return known;
  files::BucketReader reader = Reader();
  auto entry = revision > 0 ? reader.At(key, revision) : reader.Last(key);
  if (!entry) return tl::make_unexpected(std::move(entry).error());
  return Keep(*std::move(entry));
}

StoredFileCache::File StoredFiles::Keep(files::Entry entry) {
  if (auto known = cache_.Get(entry.revision.key, entry.revision.number)) return known;
  auto file = std::make_shared<const StoredFile>(std::move(entry));
  cache_.Put(file);
  return file;
}

// A wildcard would ask for whatever was written last.
bool StoredFiles::MayRead(const std::string& key) const {
  return nats::IsPublishSubject(key) && (sender_.empty() || key.starts_with(sender_ + "/"));
}

files::BucketReader StoredFiles::Reader() const { return {jetstream_, bucket_, kPatience}; }

}  // namespace pipeline::safe_inputs
