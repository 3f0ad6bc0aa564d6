#include "chengjie/cli/usage.h"

#include <array>
#include <regex>

namespace chengjie::cli {
namespace {

constexpr auto kLettersMax = std::size_t{1000};  // std::regex goes as deep as its text is long

struct Saying {
  char const* english;  // the whole sentence of CLI11 2.x
  char const* chinese;  // $1, $2: the groups
};
constexpr auto kSayings = std::to_array<Saying>({
    {"A subcommand is required", "还要写子命令"},
    {"(.+) is required", "缺少 $1"},
    {"Could not convert: (.+) = (.*)", "$1 的值不对：$2"},
    {"(.+): Value (.+) not in range (.+) to .{30,}", "$1 的值太小：$2，不小于 $3"},
    {"(.+): Value (.+) not in range (.+) to (.+)", "$1 的值超出范围：$2，应在 $3 至 $4 之间"},
    {"(.+): (.*) not in \\{(.+)\\}", "$1 没有“$2”这一种，可选 $3"},
    {"The following arguments? (?:was|were) not expected: (.+)", "不认识的参数：$1"},
    {"(.+): \\d+ required .* missing", "$1 后面要写值"},
    {"(.+) requires (.+)", "写 $1 时还要写 $2"},
});

}  // namespace

std::string usage_words(std::string const& said) {
  if (said.size() > kLettersMax) { return said; }
  for (auto const& saying : kSayings) {
    auto found = std::smatch{};
    if (std::regex_match(said, found, std::regex{saying.english})) {
      return found.format(saying.chinese);
    }
  }
  return said;
}

}  // namespace chengjie::cli
