#include "libs/graphql/language/block_string.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {
namespace {

constexpr std::string_view kQuotes = R"(""")";
constexpr std::string_view kEscapedQuotes = R"(\""")";

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  for (std::size_t at = FindLineEnd(text, 0); at < text.size(); at = FindLineEnd(text, start)) {
    lines.push_back(text.substr(start, at - start));
    start = at + (text.substr(at, 2) == "\r\n" ? 2 : 1);
  }
  lines.push_back(text.substr(start));
  return lines;
}

std::size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

bool IsBlank(std::string_view line) { return IndentOf(line) == line.size(); }

// Of all lines but the first, which follows the quotes.
std::size_t CommonIndent(const std::vector<std::string_view>& lines) {
  std::size_t common = std::string_view::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!IsBlank(lines[i])) {
      common = std::min(common, IndentOf(lines[i]));
    }
  }
  return common;
}

void AppendReplaced(std::string& text,
                    std::string_view from,
                    std::string_view what,
                    std::string_view with) {
  for (std::size_t at = from.find(what); at != std::string_view::npos; at = from.find(what)) {
    text.append(from.substr(0, at)).append(with);
    from.remove_prefix(at + what.size());
  }
  text.append(from);
}

bool BeginsWithSpace(std::string_view text) {
  return !text.empty() && (text.front() == ' ' || text.front() == '\t');
}

// Without a line break after the quotes the first line would decide on the indentation.
bool NeedsLeadingLine(const std::vector<std::string_view>& lines) {
  return lines.size() > 1 && std::all_of(lines.begin() + 1, lines.end(), [](std::string_view line) {
           return line.empty() || BeginsWithSpace(line);
         });
}

}  // namespace

std::string DecodeBlockString(std::string_view raw) {
  std::vector<std::string_view> lines = LinesOf(raw);
  const std::size_t indent = CommonIndent(lines);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    lines[i].remove_prefix(std::min(indent, lines[i].size()));
  }
  const auto first = std::find_if_not(lines.begin(), lines.end(), IsBlank);
  const auto last = std::find_if_not(lines.rbegin(), lines.rend(), IsBlank).base();
  std::string value;
  for (auto line = first; line < last; ++line) {
    value.append(line == first ? "" : "\n");
    AppendReplaced(value, *line, kEscapedQuotes, kQuotes);
  }
  return value;
}

std::string PrintBlockString(std::string_view value) {
  std::string escaped;
  AppendReplaced(escaped, value, kQuotes, kEscapedQuotes);
  const std::vector<std::string_view> lines = LinesOf(escaped);
  const bool single = lines.size() == 1;
  const bool leading_line = NeedsLeadingLine(lines);
  const bool ends_in_quotes = escaped.ends_with(kEscapedQuotes);
  const bool trailing_line = (value.ends_with('"') && !ends_in_quotes) || value.ends_with('\\');
  const bool spread = !single || Utf16Length(value) > 70 || trailing_line || ends_in_quotes;
  const bool starts_indented = single && BeginsWithSpace(value);
  std::string printed(kQuotes);
  printed.append((spread && !starts_indented) || leading_line ? "\n" : "");
  printed.append(escaped).append(spread ? "\n" : "").append(kQuotes);
  return printed;
}

}  // namespace pipeline::graphql
