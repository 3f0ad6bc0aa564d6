#include "chengjie/cli/page.h"

#include <cmath>
#include <string>

#include "chengjie/answer/reconciling/settled.h"
#include "chengjie/cli/commands.h"

namespace chengjie::cli {
namespace {

constexpr auto kItemsOnPage = std::size_t{3};
constexpr auto kLinesOnPage = std::size_t{2};
constexpr auto kNotesOnPage = std::size_t{4};
constexpr auto kDisputed = "（有争议）";
constexpr auto kLacksOnPage = std::size_t{3};

std::string heading(std::string const& question) {
  if (question == "what") { return "一、接什么（哪些环节值得接）"; }
  if (question == "shock") { return "冲击推演"; }
  if (question == "where") { return "二、放哪里（项目与园区）"; }
  if (question == "how") { return "三、怎么留（企业与政策）"; }
  if (question == "per_mu") { return "亩均评价"; }
  if (question == "monthly") { return "月度运行"; }
  if (question == "per_mu_change") { return "亩均评价前后对照"; }
  if (question == "per_mu_land") { return "低效用地"; }
  if (question == "affected") { return "新旧规则对照"; }
  if (question == "policies") { return "政策条款：谁能享受、要花多少"; }
  if (question == "policy") { return "这一条：哪些企业"; }
  if (question == "care") { return "企业关注清单（接得稳、留得住、长得好）"; }
  if (question == "matches") { return "供需匹配"; }
  return "四、成效如何（产值、就业、税收与目标）";
}

// What contradicts another source is said where it stands, after its mark.
std::string flagged(std::string text, std::set<std::string> const& disputed) {
  for (auto at = text.find('['); at != std::string::npos && !disputed.empty();
       at = text.find('[', at + 1)) {
    auto const end = text.find(']', at);
    if (end == std::string::npos) { break; }
    if (disputed.contains(text.substr(at + 1, end - at - 1))) { text.insert(end + 1, kDisputed); }
  }
  return text;
}

std::string shown(answer::Line const& line, std::set<std::string> const& disputed = {}) {
  return flagged(answer::text_of(line, answer::Marks::shown), disputed);
}

std::string percent(double share) {
  return answer::number_words(std::round(share * 1000) / 10) + "%";
}

void print_body(answer::Answer const& answer, std::size_t items, std::size_t lines,
                std::size_t notes, std::size_t lacks, std::set<std::string> const& disputed) {
  auto number = std::size_t{0};
  for (auto const& item : answer.items) {
    if (number == items) { break; }
    say("  " + std::to_string(++number) + ". " + shown(item.title, disputed));
    for (auto i = std::size_t{0}; i < item.lines.size() && i < lines; ++i) {
      say("     " + shown(item.lines[i], disputed));
    }
  }
  if (answer.items.size() > items) {
    say("  …… 共 " + std::to_string(answer.items.size()) + " 条，全部：chengjie answer " +
        answer.question);
  }
  for (auto i = std::size_t{0}; i < answer.notes.size() && i < notes; ++i) {
    say("  · " + shown(answer.notes[i], disputed));
  }
  for (auto const& section : answer.sections) {
    if (notes != kEverything) { break; }  // the page of all answers has no room for them
    say("  " + section.title + "：");
    for (auto const& line : section.lines) { say("  · " + shown(line, disputed)); }
  }
  for (auto i = std::size_t{0}; i < answer.lacks.size() && i < lacks; ++i) {
    say("  缺：" + answer.lacks[i]);
  }
  if (answer.lacks.size() > lacks) {
    say("  缺：…… 共 " + std::to_string(answer.lacks.size()) + " 项");
  }
}

}  // namespace

void print_answer(answer::Answer const& answer, std::size_t items_max,
                  std::set<std::string> const& disputed) {
  say(answer.region + "　" + answer.today + "　" + heading(answer.question));
  print_body(answer, items_max, kEverything, kEverything, kEverything, disputed);
  say("  所用数据中假设占 " + percent(answer.assumed_share));
}

void print_contradictions(std::vector<answer::Contradiction> const& rows, std::size_t most) {
  auto told = std::size_t{0};
  for (auto const& row : rows) {
    if (told++ == most) { break; }
    auto marks = std::string{};
    for (auto const& figure : row.figures) { marks += "[" + mark_of(figure) + "]"; }
    auto const word = row.severity == "conflict"  ? "矛盾"
                      : row.severity == "caution" ? "不可比"
                                                  : "提示";
    say(std::string{"  · "} + word + "：" + row.sentence + marks + "（编号 " + row.key + "）");
    if (row.settled) {
      say("      已处理：" + std::string{answer::words_of_verdict(row.settled->verdict)} + "；" +
          row.settled->why + "（" + row.settled->by + "，" + row.settled->on + "）");
    }
  }
  if (rows.size() > most) {
    say("  …… 共 " + std::to_string(rows.size()) + " 条，全部：chengjie conflicts");
  }
}

void print_page(std::vector<answer::Answer> const& answers,
                std::vector<answer::Contradiction> const& conflicts, double assumed_share,
                std::set<std::string> const& disputed) {
  CJ_CHECK(!answers.empty());
  say(answers.front().region + "　承接产业转移三问　" + answers.front().today);
  say("方括号内是出处标记，用 chengjie source 标记 打开原文、台账单元格、公式或假设");
  for (auto const& answer : answers) {
    say("");
    say(heading(answer.question));
    print_body(answer, kItemsOnPage, kLinesOnPage, kNotesOnPage, kLacksOnPage, disputed);
  }
  say("");
  say("五、文件和台账里互相矛盾、不能直接相比的数字");
  auto open = conflicts;
  std::erase_if(open, [](auto const& row) { return row.settled; });
  if (open.empty()) { say("  没有发现"); }
  print_contradictions(open, 6);
  say("");
  say("所用数据中假设占 " + percent(assumed_share) +
      "；chengjie assume list 列出全部假设，chengjie assume set 可改");
}

void print_firm(answer::FirmVerdicts const& found) {
  say(shown(found.item.title));
  for (auto const& line : found.item.lines) { say("  " + shown(line)); }
  for (auto const& part : found.life) {
    say("  " + shown(part.title) + "：");
    for (auto const& line : part.lines) { say("    " + shown(line)); }
  }
  for (auto const& verdict : found.verdicts) {
    auto missing = std::string{};
    for (auto const& m : verdict.missing) {
      if (missing.find(m.title) == std::string::npos) {
        missing += (missing.empty() ? "" : "、") + m.title;
      }
    }
    say("  " + verdict.name + "（" + verdict.document + (verdict.verified ? "" : "，条款待核") +
        "）：" + std::string{rules::words_of(verdict.state)} +
        (missing.empty() ? "" : "；还要：" + missing));
  }
}

}  // namespace chengjie::cli
