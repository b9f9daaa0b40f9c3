#include "services/api/data/dead_letter_reader.hpp"

#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

nats::Position At(std::uint64_t sequence, std::int64_t time_ns) {
  nats::Position position;
  position.sequence = sequence;
  position.time_ns = time_ns;
  return position;
}

TEST(DeadLetterTest, ReadsWhatTheHeadersTell) {
  const auto letter = ReadDeadLetter(At(7, 9),
                                     {{"Dead-Letter-Service", "extract"},
                                      {"Dead-Letter-Code", "not-json"},
                                      {"Dead-Letter-Reason", "at byte 1"},
                                      {"Dead-Letter-Subject", "safeInputsRawSheetData"},
                                      {"Dead-Letter-Stream", "safeInputsRawSheetData"},
                                      {"Dead-Letter-Sequence", "12"},
                                      {"Dead-Letter-Deliveries", "3"},
                                      {"Dead-Letter-Part", "1/2"},
                                      {"Upload-Id", "u1"},
                                      {"File-Name", "%C3%A9.csv"}});
  EXPECT_EQ(letter.sequence, 7U);
  EXPECT_EQ(letter.time_ns, 9);
  EXPECT_EQ(letter.service, "extract");
  EXPECT_EQ(letter.code, "not-json");
  EXPECT_EQ(letter.reason, "at byte 1");
  EXPECT_EQ(letter.subject, "safeInputsRawSheetData");
  EXPECT_EQ(letter.stream, "safeInputsRawSheetData");
  EXPECT_EQ(letter.stream_sequence, 12U);
  EXPECT_EQ(letter.deliveries, 3U);
  EXPECT_EQ(letter.part, "1/2");
  EXPECT_EQ(letter.upload_id, "u1");
  EXPECT_EQ(letter.filename, "é.csv");
}

TEST(DeadLetterTest, LeavesOutWhatIsNotTold) {
  const auto letter = ReadDeadLetter(
      At(1, 1), {{"Dead-Letter-Sequence", "x"}, {"File-Name", "%zz"}, {"Upload-Id", "\xFF"}});
  EXPECT_EQ(letter.stream_sequence, std::nullopt);
  EXPECT_EQ(letter.deliveries, std::nullopt);
  EXPECT_EQ(letter.filename, "");
  EXPECT_EQ(letter.upload_id, "");
}

}  // namespace
}  // namespace pipeline::api
