#include "tests/bench/sheet_generator.hpp"

#include <array>
#include <cstdint>
#include <random>
#include <string_view>

namespace pipeline::bench {
namespace {

struct Vocabulary {
  std::array<std::string_view, 10> columns;
  std::array<std::string_view, 4> provinces;
  std::array<std::string_view, 4> regions;
  std::array<std::string_view, 4> notes;
};

constexpr Vocabulary kEnglishWords = {{"Province",
                                       "Region",
                                       "Facility",
                                       "Report date",
                                       "Cases",
                                       "Rate per 100k",
                                       "Confirmed",
                                       "Lab",
                                       "Age group",
                                       "Notes"},
                                      {"Ontario", "Manitoba", "Nova Scotia", "British Columbia"},
                                      {"East", "North Shore", "Interior", "Capital District"},
                                      {"reported late by the hospital",
                                       "confirmed by a second sample",
                                       "under review",
                                       "see the weekly summary"}};

constexpr Vocabulary kFrenchWords = {
    {"Province",
     "Région",
     "Établissement",
     "Date de déclaration",
     "Cas",
     "Taux par 100 000",
     "Confirmé",
     "Laboratoire",
     "Groupe d’âge",
     "Remarques"},
    {"Québec", "Nouveau-Brunswick", "Nouvelle-Écosse", "Île-du-Prince-Édouard"},
    {"Côte-Nord", "Montérégie", "Abitibi-Témiscamingue", "Bas-Saint-Laurent"},
    {"déclaré tardivement par l’hôpital",
     "confirmé par un deuxième prélèvement",
     "à vérifier",
     "voir le résumé hebdomadaire"}};

class RowWriter {
 public:
  RowWriter(const Vocabulary& words, std::string& out) : words_(words), out_(out) {}

  void Write() {
    column_ = 0;
    Text(Pick(words_.provinces));
    Text(Pick(words_.regions));
    Text("St. Mary " + std::to_string(Number(40)));
    Text("2023-0" + std::to_string(1 + Number(9)) + "-1" + std::to_string(Number(10)) +
         "T00:00:00.000Z");
    Raw(std::to_string(Number(5000)));
    Raw(std::to_string(Number(300)) + "." + std::to_string(Number(100)));
    Raw(Number(2) == 0 ? "true" : "false");
    Text("LAB-" + std::to_string(1000 + Number(9000)));
    Text(std::to_string(10 * Number(9)) + "-" + std::to_string(90));
    if (Number(4) == 0) {
      ++column_;
    } else {
      Text(Pick(words_.notes));
    }
    out_ += '}';
  }

 private:
  std::size_t Number(std::uint32_t below) { return random_() % below; }

  std::string Pick(const std::array<std::string_view, 4>& from) {
    return std::string(from[Number(4)]);
  }

  void Text(const std::string& value) { Raw('"' + value + '"'); }

  void Raw(const std::string& value) {
    out_ += column_ == 0 ? "{\"" : ",\"";
    out_ += words_.columns[column_++];
    out_ += "\":";
    out_ += value;
  }

  const Vocabulary& words_;
  std::string& out_;
  std::size_t column_ = 0;
  std::mt19937 random_{20230115};  // NOLINT(cert-msc51-cpp): the same sheet in every run
};

}  // namespace

std::string MakeParseEvent(std::size_t bytes, Language language) {
  const Vocabulary& words = language == Language::kFrench ? kFrenchWords : kEnglishWords;
  std::string out =
      R"({"type":"ParseEvent","state":"DONE","filename":"weekly report.xlsx","workbook":{"Props":)"
      R"({"Application":"SheetJS","Worksheets":1,"SheetNames":["Cases"]}},)"
      R"("sheets":[{"sheetName":"Cases","data":[)";
  RowWriter rows(words, out);
  for (rows.Write(); out.size() < bytes;) {
    out += ',';
    rows.Write();
  }
  return out + "]}]}";
}

}  // namespace pipeline::bench
