#include "chengjie/economy/read/labels.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace chengjie::economy::read {
namespace {

struct Word {
  std::string_view text;
  Role role;
};

// Whole labels, as key_of makes them.
constexpr std::array kCodes{
    Word{"go", Role::total_output},
    Word{"ti", Role::total_output},
    Word{"x", Role::total_output},
    Word{"out", Role::total_output},
    Word{"output", Role::total_output},
    Word{"output_bp", Role::total_output},
    Word{"indout", Role::total_output},
    Word{"p1", Role::total_output},
    Word{"t007", Role::total_output},
    Word{"t008", Role::total_output},
    Word{"总产出", Role::total_output},
    Word{"总投入", Role::total_output},
    Word{"tiu", Role::total},
    Word{"tii", Role::total},
    Word{"tc", Role::total},
    Word{"thc", Role::total},
    Word{"gcf", Role::total},
    Word{"tfu", Role::total},
    Word{"tfinu", Role::total},
    Word{"tu", Role::total},
    Word{"tva", Role::total},
    Word{"b1g", Role::total},
    Word{"p2", Role::total},
    Word{"p3", Role::total},
    Word{"p5", Role::total},
    Word{"t001", Role::total},
    Word{"t004", Role::total},
    Word{"t005", Role::total},
    Word{"t006", Role::total},
    Word{"ex", Role::exports},
    Word{"expo", Role::exports},
    Word{"exports", Role::exports},
    Word{"p6", Role::exports},
    Word{"f040", Role::exports},
    Word{"f04000", Role::exports},
    Word{"出口", Role::exports},
    Word{"im", Role::imports},
    Word{"impo", Role::imports},
    Word{"imports", Role::imports},
    Word{"p7", Role::imports},
    Word{"f050", Role::imports},
    Word{"f05000", Role::imports},
    Word{"进口", Role::imports},
    Word{"err", Role::error},
    Word{"其他", Role::error},
    Word{"其它", Role::error},
    Word{"error", Role::error},
    Word{"hh", Role::households},
    Word{"fu101", Role::households},
    Word{"fu102", Role::households},
    Word{"hfce", Role::households},
    Word{"p3_s14", Role::households},
    Word{"f010", Role::households},
    Word{"f01000", Role::households},
    Word{"va001", Role::wages},
    Word{"d1", Role::wages},
    Word{"v001", Role::wages},
    Word{"v00100", Role::wages},
    Word{"wage", Role::wages},
    Word{"wages", Role::wages},
    Word{"va002", Role::tax},
    Word{"d29x39", Role::tax},
    Word{"d29_m_d39", Role::tax},
    Word{"v002", Role::tax},
    Word{"v00200", Role::tax},
    Word{"emp", Role::jobs},
    Word{"jobs", Role::jobs},
    Word{"employees", Role::jobs},
};

// Parts of labels, the telling ones first.
constexpr std::array kWords{
    Word{"流出", Role::outflow},
    Word{"流入", Role::inflow},
    Word{"劳动者报酬", Role::wages},
    Word{"compensationofemployees", Role::wages},
    Word{"生产税净额", Role::tax},
    Word{"居民消费支出", Role::households},
    Word{"consumptionexpenditurebyhouseholds", Role::households},
    Word{"consumption_households", Role::households},
    Word{"householdconsumption", Role::households},
    Word{"household_consumption", Role::households},
    Word{"totalindustryoutput", Role::total_output},
    Word{"totalcommodityoutput", Role::total_output},
    Word{"outputatbasicprices", Role::total_output},
    Word{"合计", Role::total},
    Word{"小计", Role::total},
    Word{"总计", Role::total},
    Word{"total", Role::total},
    Word{"误差", Role::error},
    Word{"discrepancy", Role::error},
    Word{"就业", Role::jobs},
    Word{"从业", Role::jobs},
    Word{"employment", Role::jobs},
    Word{"能源", Role::energy},
    Word{"能耗", Role::energy},
    Word{"energy", Role::energy},
    Word{"碳", Role::carbon},
    Word{"carbon", Role::carbon},
    Word{"co2", Role::carbon},
    Word{"出口", Role::exports},
    Word{"进口", Role::imports},
};

Role role_of_one(std::string const& key) {
  static auto const codes = [] {
    std::unordered_map<std::string_view, Role> out;
    for (auto const& w : kCodes) { out.emplace(w.text, w.role); }
    return out;
  }();
  if (auto const found = codes.find(key); found != codes.end()) { return found->second; }
  if (key.starts_with("p6_")) { return Role::exports; }  // by destination
  if (key.starts_with("p7_")) { return Role::imports; }
  if (key.starts_with("emp-")) { return Role::jobs; }  // on wages, self-employed
  auto const word = std::find_if(kWords.begin(), kWords.end(), [&](Word const& w) {
    return key.find(w.text) != std::string::npos;
  });
  return word != kWords.end() ? word->role : Role::none;
}

bool any_has(std::vector<std::string> const& labels, std::initializer_list<char const*> words) {
  for (auto const& label : labels) {
    auto const key = key_of(label);
    for (auto const* word : words) {
      if (key.find(word) != std::string::npos) { return true; }
    }
  }
  return false;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Role role_of(std::vector<std::string> const& labels) {
  for (auto const& label : labels) {
    auto const role = role_of_one(key_of(label));
    if (role != Role::none) { return role; }
  }
  return Role::none;
}

std::string words_of(std::string const& label) {
  constexpr std::array kWordsOfCodes{
      std::pair{"fu101", "农村居民消费"}, std::pair{"fu102", "城镇居民消费"},
      std::pair{"fu103", "政府消费"},     std::pair{"fu201", "固定资本形成"},
      std::pair{"fu202", "存货变动"},     std::pair{"thc", "居民消费"},
      std::pair{"tc", "最终消费"},        std::pair{"gcf", "资本形成"},
      std::pair{"hfce", "居民消费"},      std::pair{"npish", "非营利机构消费"},
      std::pair{"ggfc", "政府消费"},      std::pair{"gfcf", "固定资本形成"},
      std::pair{"invnt", "存货变动"},     std::pair{"p3_s14", "居民消费"},
      std::pair{"p3_s13", "政府消费"},    std::pair{"p3_s15", "非营利机构消费"},
      std::pair{"p51", "固定资本形成"},   std::pair{"p52", "存货变动"},
  };
  auto const key = key_of(label);
  for (auto const& [code, words] : kWordsOfCodes) {
    if (key == code) { return std::string(words) + "（" + label + "）"; }
  }
  return label;
}

bool says_imported(std::vector<std::string> const& labels) {
  return any_has(labels, {"import", "进口"});
}

bool says_domestic(std::vector<std::string> const& labels) {
  return any_has(labels, {"domestic", "国内产品", "国产"});
}

std::string key_of(std::string_view label) {
  std::string out;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label.substr(i).starts_with("\xe3\x80\x80")) {  // the wide space
      i += 2;
      continue;
    }
    auto const c = label[i];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') { continue; }
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out.starts_with("cpa_") ? out.substr(4) : out;
}

std::string unit_in(std::string_view words) {
  for (auto const* unit : {"百万美元", "万美元", "亿美元", "百万元", "千万元", "万元", "亿元",
                           "千元", "Million USD", "million USD", "Million euro", "MIO_EUR"}) {
    if (words.find(unit) != std::string_view::npos) { return unit; }
  }
  return "";
}

int year_in(std::string_view words) {
  auto last = 0;  // "wiod2013_wiot_2011": the release comes first
  for (std::size_t i = 0; i + 4 <= words.size(); ++i) {
    auto const part = words.substr(i, 4);
    auto const whole = std::all_of(part.begin(), part.end(), digit) &&
                       (i == 0 || !digit(words[i - 1])) &&
                       (i + 4 == words.size() || !digit(words[i + 4]));
    if (!whole || (part[0] != '1' && part[0] != '2')) { continue; }
    auto const year = std::stoi(std::string(part));
    if (year >= 1930 && year <= 2100) { last = year; }
  }
  return last;
}

}  // namespace chengjie::economy::read
