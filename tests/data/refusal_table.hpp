#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace pipeline::testing {

/// The outcome of an input in docs/message-contract.md.
struct Refusal {
  int http_status = 0;
  std::string code;         ///< Of the HTTP problem; `-` where there is none.
  std::string raw_outcome;  ///< Of the same bytes in the raw stream: dead letter code, skipped,
                            ///< accepted.
};

/// The cells of a line of a Markdown table, without blanks and backticks; empty for another line.
inline std::vector<std::string> TableCells(const std::string& line) {
  std::vector<std::string> cells;
  if (line.empty() || line.front() != '|') return cells;
  std::string cell;
  for (const char c : line.substr(1)) {
    if (c == '|') {
      const std::size_t end = cell.find_last_not_of(' ');
      const std::size_t start = cell.find_first_not_of(' ');
      cells.push_back(end == std::string::npos ? "" : cell.substr(start, end - start + 1));
      cell.clear();
    } else if (c != '`') {
      cell += c;
    }
  }
  return cells;
}

/// The table below "## What is refused", by the input's name. Throws std::runtime_error where the
/// file has none.
inline std::map<std::string, Refusal> ReadRefusalTable(const std::string& path) {
  std::ifstream file(path);
  std::map<std::string, Refusal> table;
  bool in_section = false;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("## ", 0) == 0) in_section = line == "## What is refused";
    const auto cells = TableCells(line);
    const bool is_row = cells.size() == 4 && cells[0] != "input" && cells[0].rfind("---", 0) != 0;
    if (!in_section || !is_row) continue;
    if (!table.emplace(cells[0], Refusal{std::stoi(cells[1]), cells[2], cells[3]}).second) {
      throw std::runtime_error(path + ": \"" + cells[0] + "\" stands twice");
    }
  }
  if (table.empty()) throw std::runtime_error(path + ": expected a table of what is refused");
  return table;
}

}  // namespace pipeline::testing
