#include "libs/uploads/refusals.hpp"

#include <algorithm>
#include <array>

namespace pipeline::uploads {
namespace {

using base::ErrorCode;
using contract::RejectionCode;
using std::chrono::seconds;

constexpr seconds kWhenFull{10};
constexpr seconds kWhenAway{2};
constexpr seconds kWhenBusy{1};
constexpr const char* kUnavailable = "stream-unavailable";
constexpr const char* kUnavailableTitle = "The stream does not answer";

struct Meaning {
  RejectionCode code;
  int status;
  const char* title;
};

// Every rejection of ReadParseEvent; docs/message-contract.md shows what leads to which.
constexpr std::array kMeanings{
    Meaning{RejectionCode::kEmptyBody, 400, "The body is empty"},
    Meaning{RejectionCode::kNotJson, 400, "The body is not JSON"},
    Meaning{RejectionCode::kInvalidUtf8, 400, "The body is not UTF-8"},
    Meaning{RejectionCode::kLoneSurrogate, 400, "Half of a surrogate pair"},
    Meaning{RejectionCode::kDuplicateKey, 400, "A key stands twice in one object"},
    Meaning{RejectionCode::kTooDeep, 400, "Nested too deep"},
    Meaning{RejectionCode::kNotAnObject, 422, "The body is not an object"},
    Meaning{RejectionCode::kNotDone, 422, "The sheet is not read to its end"},
    Meaning{RejectionCode::kMissingState, 422, "No state"},
    Meaning{RejectionCode::kMissingFilename, 422, "No file name"},
    Meaning{RejectionCode::kEmptyFilename, 422, "Empty file name"},
    Meaning{RejectionCode::kFilenameTooLong, 422, "File name too long"},
    Meaning{RejectionCode::kMissingSheets, 422, "No sheets"},
    Meaning{RejectionCode::kSheetsNotAnArray, 422, "Sheets are not an array"},
    Meaning{RejectionCode::kInvalidSheet, 422, "Not a sheet"},
    Meaning{RejectionCode::kTooLarge, 413, "Too large"},
};

std::string SendAgain(const std::string& upload_id) {
  return "; send it again with Idempotency-Key: " + upload_id +
         ", which makes one upload of it even if this try was stored";
}

}  // namespace

http::Problem RefusedBody(const contract::Rejection& rejection) {
  const auto* meaning = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& one) {
    return one.code == rejection.code;
  });
  const bool known = meaning != kMeanings.end();
  return {known ? meaning->status : 422,
          std::string(ToString(rejection.code)),
          known ? meaning->title : "Not an upload",
          rejection.message};
}

http::Problem NotStored(const base::Error& error, const std::string& upload_id) {
  switch (error.code) {
    case ErrorCode::kTooLarge:
      return {413,
              "body-too-large",
              "Too large",
              "the NATS server takes no message of this size; send fewer sheets or rows",
              seconds(0),
              upload_id};
    case ErrorCode::kFull:
      return {429,
              "stream-full",
              "The stream is full",
              "nothing was accepted: the pipeline has no room until older messages are removed" +
                  SendAgain(upload_id),
              kWhenFull,
              upload_id};
    default:
      return {503,
              kUnavailable,
              kUnavailableTitle,
              "NATS is away or did not acknowledge the upload in time" + SendAgain(upload_id),
              kWhenAway,
              upload_id};
  }
}

http::Problem Busy(const std::string& upload_id) {
  return {503,
          "busy",
          "Too many at a time",
          "as many requests of this kind as are taken at a time are under way" +
              (upload_id.empty() ? "; ask again" : SendAgain(upload_id)),
          kWhenBusy,
          upload_id};
}

http::Problem LimitsUnknown() {
  return {503,
          kUnavailable,
          kUnavailableTitle,
          "NATS, which says how large an upload may be, has not been reached yet; ask again",
          kWhenAway};
}

http::Problem KeyReused(const std::string& upload_id) {
  return {422,
          "idempotency-key-reused",
          "Idempotency-Key was used for another upload",
          "an upload with this key was accepted earlier, of other bytes or from another sender; "
          "send this one with a key of its own",
          seconds(0),
          upload_id};
}

http::Problem OriginalGone(const std::string& upload_id) {
  return {409,
          "original-gone",
          "An earlier upload with this key cannot be compared",
          "an upload with this key was accepted earlier and its message has been removed since; "
          "look up what became of upload " +
              upload_id + ", or send this one with a key of its own",
          seconds(0),
          upload_id};
}

}  // namespace pipeline::uploads
