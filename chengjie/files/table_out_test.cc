// Tables out: what is written reads back, nothing runs, and a disk that is full leaves nothing.
#include "chengjie/files/table_out.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "chengjie/base/tree.h"
#include "chengjie/files/open.h"

using namespace chengjie;
using namespace chengjie::files;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("chengjie-out-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string file(std::string const& name) const { return (path / name).string(); }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{path}, fs::directory_iterator{}));
  }
};

using Make = Result<std::unique_ptr<TableSink>> (*)(std::string const&, TableHead);

TableHead head() {
  return {"地块:台账",
          {{"名称", "", OutColumn::Type::text},
           {"面积（亩）", "", OutColumn::Type::number},
           {"可用时间", "", OutColumn::Type::date},
           {"经度", "", OutColumn::Type::plain}},
          {{"账本版本", "3"}},
          {}};
}

Grid read_back(std::string const& path) {
  auto const bytes = read_file(path);
  REQUIRE(bytes);
  auto opened = open_table(*bytes);
  REQUIRE(std::holds_alternative<Grid>(opened));
  // The texts of CSV live in the grid's arena, those of the bytes do not outlive this function.
  return std::get<Grid>(std::move(opened));
}

void write(Make make, std::string const& path, std::vector<std::vector<OutValue>> const& rows) {
  auto sink = make(path, head());
  REQUIRE(sink);
  for (auto const& row : rows) { REQUIRE((*sink)->row(row)); }
  REQUIRE((*sink)->finish());
}

}  // namespace

TEST_CASE("xlsx out: text is text, numbers are numbers, whole days are days") {
  Folder folder;
  auto const path = folder.file("a.xlsx");
  write(xlsx_sink, path,
        {{std::string{"=1+1"}, 12.5, std::string{"2024-03-01"}, 106.5},
         {std::string{"_x0041_"}, 12345678.0, std::string{"2024-H1"}, std::monostate{}},
         {std::string{"a\x01"
                      "b\xff"},
          0.1, std::string{"2024-03-01T14:30"}, -0.25},
         {true, std::vector<std::string>{"甲", "乙"}, std::string{"1898-01-01"}, 1.0}});
  auto const grid = read_back(path);
  REQUIRE(grid.sheets.size() == 2);
  auto const& sheet = grid.sheets[0];
  CHECK(sheet.name == "地块 台账");
  CHECK(grid.sheets[1].name == "说明");
  CHECK(grid.sheets[1].find(0, 1)->text() == "3");
  REQUIRE(sheet.rows.size() == 5);
  CHECK(sheet.find(0, 1)->text() == "面积（亩）");
  CHECK(sheet.find(1, 0)->text() == "=1+1");
  CHECK_FALSE(sheet.find(1, 0)->formula);
  CHECK(sheet.find(1, 1)->number == 12.5);
  CHECK(sheet.find(1, 2)->number == 45352);
  CHECK(sheet.find(1, 2)->format == Cell::Format::date);
  CHECK(sheet.find(2, 0)->text() == "_x0041_");
  CHECK(sheet.find(2, 2)->text() == "2024-H1");
  CHECK(sheet.find(2, 3) == nullptr);
  CHECK(sheet.find(3, 0)->text() ==
        "a\x01"
        "b\xef\xbf\xbd");
  CHECK(sheet.find(3, 2)->number == doctest::Approx(45352 + 14.5 / 24));
  CHECK(sheet.find(4, 0)->text() == "是");
  CHECK(sheet.find(4, 1)->text() == "甲、乙");
  CHECK(sheet.find(4, 2)->text() == "1898-01-01");
  CHECK(folder.files() == 1);
}

TEST_CASE("csv out: nothing runs, and a leading apostrophe comes back") {
  Folder folder;
  auto const path = folder.file("a.csv");
  write(csv_sink, path,
        {{std::string{"=1+1"}, 12.5, std::string{"2024-03"}, 1e21},
         {std::string{"'a\",\n"}, 3.0, std::monostate{}, -7.0}});
  CHECK(*read_file(path) ==
        "\xef\xbb\xbf名称,面积（亩）,可用时间,经度\r\n"
        "'=1+1,12.5,2024-03,1e+21\r\n\"''a\"\",\n\",3,,-7\r\n");
}

TEST_CASE("xlsx out: longer than a cell is cut and told, fuller than a sheet goes on in the next") {
  Folder folder;
  auto sink = xlsx_sink(folder.file("a.xlsx"), head());
  REQUIRE(sink);
  auto const blank = std::vector<OutValue>(4);
  auto row = blank;
  row[0] = std::string(40'000, 'x');
  REQUIRE((*sink)->row(row));
  row[0] = std::string{"末"};
  auto written = 1;
  while (written != 400'000 && (*sink)->row(blank)) { ++written; }
  REQUIRE(written == 400'000);
  REQUIRE((*sink)->row(row));
  REQUIRE((*sink)->finish());
  CHECK((*sink)->cut() == std::vector<std::string>{"名称"});
  auto const grid = read_back(folder.file("a.xlsx"));
  REQUIRE(grid.sheets.size() == 3);
  CHECK(grid.sheets[0].find(1, 0)->text().size() == 32'767);
  CHECK(grid.sheets[1].name == "地块 台账 2");
  CHECK(grid.sheets[1].find(1, 0)->text() == "末");
}

TEST_CASE("out: whole or not at all") {
  Folder folder;
  for (auto const make : {Make{csv_sink}, Make{xlsx_sink}}) {
    auto const path = folder.file("a");
    SUBCASE("no such folder") {
      auto const sink = make(folder.file("none/a"), head());
      REQUIRE_FALSE(sink);
      CHECK(sink.error().code == Code::unavailable);
    }
    SUBCASE("given up") {
      {
        auto const sink = make(path, head());
        REQUIRE(sink);
        REQUIRE((*sink)->row(std::vector<OutValue>(4)));
      }
      CHECK(folder.files() == 0);
    }
    SUBCASE("the disk is full") {
      // A bound on the size of files stands in for the disk.
      auto old = rlimit{};
      ::getrlimit(RLIMIT_FSIZE, &old);
      auto const handler = std::signal(SIGXFSZ, SIG_IGN);
      for (auto const bytes : {0, 100, 5'000, 60'000, 300'000}) {
        CAPTURE(bytes);
        auto bound = old;
        bound.rlim_cur = static_cast<rlim_t>(bytes);
        ::setrlimit(RLIMIT_FSIZE, &bound);
        auto told = false;
        {
          auto const sink = make(path, head());
          told = !sink;
          auto row = std::vector<OutValue>(4, std::string{"示例精密机械"});
          for (auto i = 0; !told && i != 20'000; ++i) {
            row[1] = i * 1.37;
            told = !(*sink)->row(row);
          }
          if (!told) { told = !(*sink)->finish(); }
        }
        ::setrlimit(RLIMIT_FSIZE, &old);
        CHECK(told);
        CHECK(folder.files() == 0);
      }
      std::signal(SIGXFSZ, handler);
    }
  }
}
