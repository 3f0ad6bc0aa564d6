// Which enterprise names are of one firm. A full name falls into place, brand, trade and legal
// form; two names are compared part by part, with a reason for each point. Fast on millions by
// looking only at names that share a rare piece of their brand; a plain all-pairs version checks
// it.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::reconcile {

// "重庆市博世氢动力系统（重庆）有限公司" -> place 重庆, brand 博世氢动力系统, form 有限公司.
struct NameParts {
  std::string whole;  // one width, no blanks, no quotes
  std::string place;  // leading or bracketed province, city or district words; "" none
  std::string core;   // without place and legal form: "博世氢动力系统"
  std::string form;   // 有限公司, 股份有限公司, 集团 ...; "" none
  bool branch{};      // 分公司, 分厂, 办事处: a part of a firm, never the firm
};
NameParts parts_of(std::string_view name);

struct Likeness {
  double score{};      // 0..1
  std::string reason;  // Chinese
};
// 1: the same after normalising. Below: same core under another form or place, a short name
// that a full one holds, shared pairs of characters. Names of different places, different forms
// that both state (有限 against 股份有限) and branches lose points, with the reason said.
Likeness likeness_of(NameParts const&, NameParts const&);

// 统一社会信用代码, GB 32100-2015. Some codes issued early fail the check digit and are legal: a
// caller warns and never refuses.
enum class UsccState { good, empty, bad_length, bad_character, bad_check_digit };
UsccState check_uscc(std::string_view);
std::string_view words_of(UsccState);  // Chinese, for a warning; "" when good

struct FirmName {
  std::string name;
  std::string code;  // USCC or "", compared without blanks and case
  std::string address{};
  std::string person{};  // who answers for it: 法定代表人
};
enum class Verdict { sure, doubtful };  // sure: same code, or same name with no codes against it
struct Same {
  std::size_t a{};  // a < b
  std::size_t b{};
  double score{};
  Verdict verdict{};
  std::string reason;
};
struct NameOptions {
  double score_min;       // pairs below are not told
  double sure_min;        // joined without asking, when no code contradicts
  std::size_t block_max;  // a piece that more names share tells nothing and is skipped
  std::size_t pairs_max;  // of the answer
};
inline constexpr NameOptions kNameOptions{
    .score_min = 0.75, .sure_min = 0.97, .block_max = 60, .pairs_max = 5'000'000};

// Pairs by (a, b). An address or a person that both share adds to the score of a doubtful pair, and
// both together make it sure; that they differ takes nothing (firms move). Different valid codes
// are never one firm, whatever the names.
std::vector<Same> same_firms(std::span<FirmName const>, NameOptions const&);
// Every pair held against every other: for tests and small lists.
std::vector<Same> same_firms_plain(std::span<FirmName const>, NameOptions const&);

}  // namespace chengjie::reconcile
