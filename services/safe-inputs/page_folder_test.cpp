#include "services/safe-inputs/page_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_dir.hpp"

namespace pipeline::safe_inputs {
namespace {

class PageFolderTest : public ::testing::Test {
 protected:
  void Write(const std::string& name, const std::string& content) const {
    std::ofstream(dir_.path() / name) << content;
  }
  PageFolder Page() const { return PageFolder(dir_.path()); }
  static http::Response Asset(const PageFolder& page,
                              const std::string& name,
                              std::vector<std::pair<std::string, std::string>> headers = {}) {
    return page.Asset(
        {.method = "GET", .path = "", .argument = name, .headers = std::move(headers)});
  }

  testing::TempDir dir_;
};

TEST_F(PageFolderTest, AnswersWithItsFilesAndNothingElse) {
  Write("index.html", "<!doctype html>");
  Write("page.js", "1");
  Write("LICENSES", "Apache");
  Write("secret.key", "k");
  const PageFolder page = Page();
  const auto index = page.Index({.method = "GET", .path = "/"});
  EXPECT_EQ(index.body, "<!doctype html>");
  EXPECT_EQ(index.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(Asset(page, "page.js").content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(Asset(page, "LICENSES").body, "Apache");
  for (const char* name : {"secret.key", "..", "../index.html", "page.js.gz", "none.js", ""}) {
    EXPECT_EQ(Asset(page, name).status, 404) << name;
  }
}

TEST_F(PageFolderTest, ForbidsABrowserAllElse) {
  Write("index.html", "");
  const auto index = Page().Index({.method = "GET", .path = "/"});
  const std::string_view policy = index.Header("Content-Security-Policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(index.Header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(index.Header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(index.Header("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(index.Header("Cache-Control"), "no-cache");
}

TEST_F(PageFolderTest, AnswersGzipToWhoTakesItAndNothingToWhoHasItAlready) {
  Write("index.html", "");
  Write("page.js", "plain");
  Write("page.js.gz", "packed");
  const PageFolder page = Page();
  const auto plain = Asset(page, "page.js");
  EXPECT_EQ(plain.body, "plain");
  EXPECT_EQ(plain.Header("Content-Encoding"), "");
  const auto packed = Asset(page, "page.js", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(packed.body, "packed");
  EXPECT_EQ(packed.Header("Content-Encoding"), "gzip");
  EXPECT_NE(packed.Header("ETag"), plain.Header("ETag"));
  const auto again = Asset(page, "page.js", {{"If-None-Match", std::string(plain.Header("ETag"))}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

TEST_F(PageFolderTest, AFolderWithoutAnIndexIsNoPage) {
  Write("page.js", "1");
  EXPECT_EQ(Page().Index({.method = "GET", .path = "/"}).status, 404);
  EXPECT_EQ(Asset(Page(), "page.js").status, 404);
  EXPECT_EQ(PageFolder("/nowhere").Index({.method = "GET", .path = "/"}).status, 404);
}

}  // namespace
}  // namespace pipeline::safe_inputs
