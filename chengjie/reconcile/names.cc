#include "chengjie/reconcile/names.h"

#include <algorithm>
#include <array>

#include "chengjie/reconcile/glyphs.h"
#include "chengjie/reconcile/likeness.h"

namespace chengjie::reconcile {
namespace {

using Texts = std::u32string_view;

// Longest first; what is left of a name after its form may end in 集团 again.
constexpr auto kForms =
    std::to_array<Texts>({U"股份有限公司", U"有限责任公司", U"股份合作公司", U"有限合伙企业",
                          U"有限公司", U"普通合伙企业", U"股份公司", U"合伙企业", U"总公司",
                          U"公司", U"个体工商户", U"合作社", U"股份"});
constexpr auto kBranches =
    std::to_array<Texts>({U"分公司", U"分厂", U"办事处", U"分店", U"营业部", U"分行", U"支行"});

// Provinces and large cities, as firms write them before or inside brackets of their names.
constexpr auto kPlaces = std::to_array<Texts>(
    {U"中国", U"内蒙古", U"黑龙江", U"北京", U"天津",   U"上海", U"重庆", U"河北",    U"山西",
     U"辽宁", U"吉林",   U"江苏",   U"浙江", U"安徽",   U"福建", U"江西", U"山东",    U"河南",
     U"湖北", U"湖南",   U"广东",   U"广西", U"海南",   U"四川", U"贵州", U"云南",    U"西藏",
     U"陕西", U"甘肃",   U"青海",   U"宁夏", U"新疆",   U"香港", U"澳门", U"台湾",    U"深圳",
     U"广州", U"杭州",   U"南京",   U"苏州", U"武汉",   U"成都", U"西安", U"青岛",    U"大连",
     U"宁波", U"厦门",   U"长沙",   U"郑州", U"合肥",   U"济南", U"沈阳", U"长春",    U"哈尔滨",
     U"福州", U"南昌",   U"昆明",   U"贵阳", U"南宁",   U"海口", U"无锡", U"常州",    U"东莞",
     U"佛山", U"珠海",   U"温州",   U"烟台", U"石家庄", U"太原", U"兰州", U"乌鲁木齐"});

bool begins(Texts text, Texts head) { return text.substr(0, head.size()) == head; }
bool ends(Texts text, Texts tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// Length of the place words that a name begins with: "重庆市九龙坡区" of "重庆市九龙坡区华某机械".
std::size_t place_length(Texts name) {
  auto length = std::size_t{0};
  for (auto const place : kPlaces) {
    if (begins(name, place)) {
      length = place.size();
      break;
    }
  }
  constexpr auto kLevelMax = std::size_t{5};  // characters up to 省, 市, 区 or 县
  for (auto again = true; again;) {
    again = false;
    auto const rest = name.substr(length);
    for (auto i = std::size_t{length == 0 ? 2u : 0u}; i < std::min(rest.size(), kLevelMax); ++i) {
      auto const level = rest[i] == U'省' || rest[i] == U'市' ||
                         ((rest[i] == U'区' || rest[i] == U'县') && i >= 1);
      // 小区, 园区, 社区 are no districts, and something of the name must be left.
      auto const common =
          i > 0 && (rest[i - 1] == U'园' || rest[i - 1] == U'社' || rest[i - 1] == U'小');
      if (level && !common && rest.size() > i + 2) {
        length += i + 1;
        again = true;
        break;
      }
    }
  }
  return length + 2 <= name.size() ? length : 0;
}

// Takes bracketed pieces out: a place there is the place, 集团 joins the form, the rest stays.
void take_brackets(std::u32string& name, std::u32string& place, bool& group) {
  for (auto at = name.find(U'('); at != std::u32string::npos; at = name.find(U'(', at)) {
    auto const end = name.find(U')', at);
    if (end == std::u32string::npos) {
      name.erase(at, 1);
      continue;
    }
    auto const inner = name.substr(at + 1, end - at - 1);
    name.erase(at, end - at + 1);
    auto const is_place =
        std::find(kPlaces.begin(), kPlaces.end(), Texts{inner}) != kPlaces.end() ||
        (!inner.empty() && (inner.back() == U'市' || inner.back() == U'区' ||
                            inner.back() == U'县' || inner.back() == U'省'));
    if (inner == U"集团") {
      group = true;
    } else if (is_place) {
      place += inner;
    } else {
      name.insert(at, inner);
      at += inner.size();
    }
  }
  std::erase(name, U')');
}

std::u32string bare_place(std::u32string place) {
  std::erase_if(place, [](char32_t c) { return c == U'省' || c == U'市'; });
  return place;
}

}  // namespace

Form form_of(std::string_view name) {
  auto form = Form{};
  form.whole = folded(name);
  auto rest = form.whole;
  for (auto const branch : kBranches) { form.branch = form.branch || ends(rest, branch); }
  auto inner = std::u32string{};
  take_brackets(rest, inner, form.group);
  auto const only_form = std::find(kForms.begin(), kForms.end(), Texts{rest}) != kForms.end();
  for (auto again = !only_form; again;) {
    again = false;
    for (auto const tail : kForms) {
      if (ends(rest, tail) && rest.size() >= tail.size() + 2) {
        form.form = std::u32string{tail} + form.form;
        rest.resize(rest.size() - tail.size());
        again = true;
        break;
      }
    }
    if (ends(rest, U"集团") && rest.size() >= 4) {
      form.group = true;
      rest.resize(rest.size() - 2);
      again = true;
    }
  }
  auto const length = place_length(rest);
  form.place = bare_place(rest.substr(0, length) + inner);
  form.core = rest.substr(length);
  return form;
}

NameParts parts_of(std::string_view name) {
  auto const form = form_of(name);
  return {.whole = utf8(form.whole),
          .place = utf8(form.place),
          .core = utf8(form.core),
          .form = (form.group ? "集团" : "") + utf8(form.form),
          .branch = form.branch};
}

UsccState check_uscc(std::string_view code) {
  constexpr auto kAlphabet = std::string_view{"0123456789ABCDEFGHJKLMNPQRTUWXY"};
  if (code.empty()) { return UsccState::empty; }
  if (code.size() != 18) { return UsccState::bad_length; }
  auto sum = std::size_t{0};
  auto weight = std::size_t{1};
  for (auto i = std::size_t{0}; i != 17; ++i) {
    auto const upper =
        code[i] >= 'a' && code[i] <= 'z' ? static_cast<char>(code[i] - 'a' + 'A') : code[i];
    auto const value = kAlphabet.find(upper);
    if (value == std::string_view::npos) { return UsccState::bad_character; }
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  auto const last =
      code[17] >= 'a' && code[17] <= 'z' ? static_cast<char>(code[17] - 'a' + 'A') : code[17];
  if (kAlphabet.find(last) == std::string_view::npos) { return UsccState::bad_character; }
  return kAlphabet[(31 - sum % 31) % 31] == last ? UsccState::good : UsccState::bad_check_digit;
}

std::string_view words_of(UsccState state) {
  switch (state) {
    case UsccState::good:
      return "";
    case UsccState::empty:
      return "没有统一社会信用代码";
    case UsccState::bad_length:
      return "统一社会信用代码不是 18 位";
    case UsccState::bad_character:
      return "统一社会信用代码含有不使用的字符";
    case UsccState::bad_check_digit:
      return "统一社会信用代码校验位不符（早期代码可能如此，仍予采用）";
  }
  return "";
}

}  // namespace chengjie::reconcile
