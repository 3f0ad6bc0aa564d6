#include "chengjie/tables/units.h"

#include <algorithm>
#include <array>
#include <utility>

#include "chengjie/files/fold.h"

namespace chengjie::tables {
namespace {

struct Word {
  std::string_view base;
  std::string_view word;
  double factor;
  bool home;
};

constexpr double kM2OfMu = 2000.0 / 3.0;

constexpr Word kWords[] = {
    {"CNY", "元", 1, true},
    {"CNY", "千元", 1e3, true},
    {"CNY", "万元", 1e4, true},
    {"CNY", "百万元", 1e6, true},
    {"CNY", "亿元", 1e8, true},
    {"CNY", "万", 1e4, true},
    {"CNY", "亿", 1e8, true},
    {"mu", "亩", 1, true},
    {"mu", "公顷", 15, true},
    {"mu", "hm2", 15, true},
    {"mu", "ha", 15, true},
    {"mu", "平方米", 0.0015, false},
    {"mu", "m2", 0.0015, false},
    {"mu", "平方公里", 1500, true},
    {"mu", "km2", 1500, true},
    {"mu", "万亩", 1e4, true},
    {"m2", "平方米", 1, true},
    {"m2", "m2", 1, true},
    {"m2", "万平方米", 1e4, true},
    {"m2", "万m2", 1e4, true},
    {"m2", "亩", kM2OfMu, false},
    {"m2", "公顷", 1e4, false},
    {"m2", "平米", 1, true},
    {"m2", "万平米", 1e4, true},
    {"kWh", "千瓦时", 1, true},
    {"kWh", "kwh", 1, true},
    {"kWh", "度", 1, true},
    {"kWh", "万千瓦时", 1e4, true},
    {"kWh", "万kwh", 1e4, true},
    {"kWh", "万度", 1e4, true},
    {"kWh", "亿千瓦时", 1e8, true},
    {"kWh", "亿kwh", 1e8, true},
    {"kWh", "亿度", 1e8, true},
    {"kVA", "kva", 1, true},
    {"kVA", "千伏安", 1, true},
    {"kVA", "mva", 1e3, true},
    {"kVA", "兆伏安", 1e3, true},
    {"kVA", "万kva", 1e4, true},
    {"kVA", "万千伏安", 1e4, true},
    {"tce", "吨标准煤", 1, true},
    {"tce", "吨标煤", 1, true},
    {"tce", "t标煤", 1, true},
    {"tce", "tce", 1, true},
    {"tce", "万吨标准煤", 1e4, true},
    {"tce", "万吨标煤", 1e4, true},
    {"tce", "万tce", 1e4, true},
    {"t", "吨", 1, true},
    {"t", "t", 1, true},
    {"t", "千克", 0.001, true},
    {"t", "kg", 0.001, true},
    {"t", "万吨", 1e4, true},
    {"tCO2", "吨", 1, false},
    {"tCO2", "t", 1, false},
    {"tCO2", "吨co2", 1, true},
    {"tCO2", "tco2", 1, true},
    {"tCO2", "吨二氧化碳", 1, true},
    {"tCO2", "万吨", 1e4, false},
    {"tCO2", "万吨co2", 1e4, true},
    {"tCO2", "万吨二氧化碳", 1e4, true},
    {"person", "人", 1, true},
    {"person", "名", 1, true},
    {"person", "万人", 1e4, true},
    {"m3/day", "m3/d", 1, true},
    {"m3/day", "立方米/日", 1, true},
    {"m3/day", "立方米/天", 1, true},
    {"m3/day", "吨/日", 1, true},
    {"m3/day", "吨/天", 1, true},
    {"m3/day", "t/d", 1, true},
    {"m3/day", "方/天", 1, true},
    {"m3/day", "万m3/d", 1e4, true},
    {"m3/day", "万立方米/日", 1e4, true},
    {"m3/day", "万吨/日", 1e4, true},
    {"m3/day", "万方/天", 1e4, true},
    {"m3/day", "方/日", 1, true},
    {"m3/day", "m3/日", 1, true},
    {"m3/day", "m3/天", 1, true},
    {"m3/day", "万m3/日", 1e4, true},
    {"m3/day", "万m3/天", 1e4, true},
    {"m3/day", "万立方米/天", 1e4, true},
    {"m3/day", "万吨/天", 1e4, true},
    {"m3/day", "万方/日", 1e4, true},
    {"m3/day", "万t/d", 1e4, true},
    {"t/h", "t/h", 1, true},
    {"t/h", "吨/时", 1, true},
    {"t/h", "吨/小时", 1, true},
    {"t/h", "蒸吨", 1, true},
    {"percent", "%", 1, true},
    {"percent", "个百分点", 1, true},
    {"year", "年", 1, true},
    {"m", "米", 1, true},
    {"m", "m", 1, true},
    {"t/m2", "t/m2", 1, true},
    {"t/m2", "吨/平方米", 1, true},
    {"t/m2", "吨/m2", 1, true},
    {"CNY/mu", "万元/亩", 1e4, true},
    {"CNY/mu", "元/亩", 1, true},
    {"CNY/mu", "元/平方米", kM2OfMu, true},
    {"CNY/mu", "元/m2", kM2OfMu, true},
    {"CNY/m2/month", "元/平方米·月", 1, true},
    {"CNY/m2/month", "元/m2·月", 1, true},
    {"CNY/m2/month", "元/平方米/月", 1, true},
    {"CNY/m2/month", "元/m2/月", 1, true},
    {"count", "家", 1, true},
    {"count", "个", 1, true},
    {"count", "项", 1, true},
    {"count", "件", 1, true},
    {"count", "分", 1, true},
    {"CNY_per_person", "元/人", 1, true},
    {"CNY_per_person", "万元/人", 1e4, true},
    {"CNY_per_mu", "元/亩", 1, true},
    {"CNY_per_mu", "万元/亩", 1e4, true},
};

// Units people write that no column of ours takes.
constexpr std::string_view kOthers[] = {
    "美元",   "万美元", "亿美元", "欧元", "万欧元",   "亿欧元", "日元",   "万日元", "亿日元",
    "港元",   "万港元", "亿港元", "港币", "万港币",   "亿港币", "英镑",   "万英镑", "韩元",
    "万韩元", "usd",    "eur",    "hkd",  "jpy",      "gbp",    "kw",     "mw",     "千瓦",
    "兆瓦",   "万千瓦", "w",      "瓦",   "kv",       "千伏",   "公斤",   "斤",     "克",
    "g",      "升",     "l",      "毫米", "mm",       "厘米",   "cm",     "千米",   "公里",
    "km",     "立方米", "m3",     "方",   "万立方米", "套",     "台",     "辆",     "只",
    "条",     "栋",     "幢",     "层",   "户",       "天",     "日",     "月",     "个月",
    "小时",   "h",      "gj",     "吉焦", "mpa",      "‰",      "万套",   "万台",   "万辆",
    "万只",   "万户",   "万件",   "万个", "亿件",     "人次",   "万人次", "角",     "美金",
    "万美金",
};

std::string_view const kMiddleDots[] = {"•", "∙", "・", "‧", "⋅", "．", "*", "×"};

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (auto at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size())) {
    s.replace(at, from.size(), to);
  }
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t cut = 0;
    if (std::string_view{",;()[]|:"}.find(text[i]) != std::string_view::npos) {
      cut = 1;
    } else if (text.substr(i, 3) == "、" || text.substr(i, 3) == "。" ||
               text.substr(i, 3) == "和" || text.substr(i, 3) == "及") {
      cut = 3;
    }
    if (cut == 0) {
      word += text[i++];
      continue;
    }
    words.push_back(std::exchange(word, {}));
    i += cut;
  }
  words.push_back(word);
  return words;
}

bool is_listed(std::string_view word) {
  return std::ranges::any_of(kWords, [&](Word const& w) { return w.word == word; }) ||
         std::ranges::find(kOthers, word) != std::ranges::end(kOthers);
}

}  // namespace

std::string unit_word(std::string_view raw) {
  auto word = files::folded_small(raw);
  for (auto const dot : kMiddleDots) { replace_all(word, dot, "·"); }
  for (std::string_view const noise : {"人民币", "(", ")", "[", "]"}) {
    replace_all(word, noise, "");
  }
  return word;
}

std::optional<double> factor_of(std::string_view base, std::string_view word) {
  for (auto const& entry : kWords) {
    if (entry.base == base && entry.word == word) { return entry.factor; }
  }
  return {};
}

bool at_home(std::string_view base, std::string_view word) {
  return std::ranges::any_of(
      kWords, [&](Word const& w) { return w.base == base && w.word == word && w.home; });
}

std::string_view word_of_unit(std::string_view unit) {
  static constexpr std::pair<std::string_view, std::string_view> kShown[] = {
      {"CNY", "元"},
      {"mu", "亩"},
      {"m2", "平方米"},
      {"kWh", "千瓦时"},
      {"kVA", "千伏安"},
      {"tce", "吨标准煤"},
      {"t", "吨"},
      {"tCO2", "吨二氧化碳"},
      {"person", "人"},
      {"m3/day", "立方米/日"},
      {"t/h", "吨/小时"},
      {"percent", "%"},
      {"year", "年"},
      {"m", "米"},
      {"t/m2", "吨/平方米"},
      {"CNY/mu", "元/亩"},
      {"CNY/m2/month", "元/平方米·月"},
      {"count", "个"},
      // of records: needs, then indicators and targets
      {"cny", "元"},
      {"kva", "千伏安"},
      {"tco2", "吨二氧化碳"},
      {"m3d", "立方米/日"},
      {"th", "吨/小时"},
      {"CNY_per_person", "元/人"},
      {"CNY_per_mu", "元/亩"},
  };
  auto const found =
      std::ranges::find(kShown, unit, &std::pair<std::string_view, std::string_view>::first);
  return found == std::ranges::end(kShown) ? std::string_view{} : found->second;
}

bool is_unit(std::string_view word) {
  if (is_listed(word)) { return true; }
  auto const slash = word.find('/');
  return slash != std::string_view::npos && slash != 0 && slash + 1 != word.size() &&
         is_listed(word.substr(0, slash));
}

std::string_view unit_at_end(std::string_view text) {
  std::string_view best;
  auto const consider = [&](std::string_view word) {
    if (word.size() > best.size() && text.size() > word.size() && text.ends_with(word)) {
      best = word;
    }
  };
  for (auto const& entry : kWords) { consider(entry.word); }
  for (auto const word : kOthers) { consider(word); }
  return text.substr(text.size() - best.size());
}

Scaled scaled(std::string_view word) {
  static constexpr std::string_view kWholes[] = {"千克",   "千瓦", "千瓦时", "千米",
                                                 "千伏安", "千伏", "千帕"};
  Scaled out{1, std::string{word}};
  if (auto const slash = out.word.find("/月"); slash != std::string::npos) {
    out.word.resize(slash);
  }
  static constexpr std::pair<std::string_view, double> kScales[] = {
      {"百万", 1e6}, {"千万", 1e7}, {"万", 1e4}, {"亿", 1e8}, {"千", 1e3}};
  for (auto const& [scale, factor] : kScales) {
    if (!out.word.starts_with(scale)) { continue; }
    if (std::ranges::find(kWholes, out.word) != std::ranges::end(kWholes)) { continue; }
    out.word.erase(0, scale.size());
    out.factor = factor;
    break;
  }
  return out;
}

std::vector<std::string> units_among(std::string_view text) {
  std::vector<std::string> units;
  for (auto const& part : split_words(files::folded_small(text))) {
    auto word = unit_word(part);
    if (word.starts_with("单位")) { word.erase(0, std::string_view{"单位"}.size()); }
    if (is_unit(word)) { units.push_back(std::move(word)); }
  }
  return units;
}

std::vector<std::string> units_told(std::string_view line) {
  auto const text = files::folded_small(line);
  auto const at = text.find("单位");
  if (at == std::string::npos) { return {}; }
  auto const rest = std::string_view{text}.substr(at + std::string_view{"单位"}.size());
  return rest.starts_with(":") || rest.starts_with("为")
             ? units_among(rest.substr(rest[0] == ':' ? 1 : 3))
             : std::vector<std::string>{};
}

std::string_view choose(std::string_view base, std::span<std::string const> words) {
  for (auto const& word : words) {
    if (at_home(base, word)) { return word; }
  }
  for (auto const& word : words) {
    if (factor_of(base, word)) { return word; }
  }
  return {};
}

std::optional<RowUnit> unit_of_factor(std::string_view factor) {
  static constexpr std::pair<std::string_view, RowUnit> kFactors[] = {
      {"land", {"mu", "mu"}},
      {"power", {"kva", "kVA"}},
      {"water", {"m3d", "m3/day"}},
      {"gas", {"m3d", "m3/day"}},
      {"sewage", {"m3d", "m3/day"}},
      {"heat", {"th", "t/h"}},
      {"labour", {"person", "person"}},
      {"money", {"cny", "CNY"}},
      {"carbon", {"tco2", "tCO2"}},
      {"energy", {"tce", "tce"}},
      {"floor", {"m2", "m2"}},
      {"cod", {"t", "t"}},
      {"nox", {"t", "t"}}};
  for (auto const& [name, unit] : kFactors) {
    if (name == factor) { return unit; }
  }
  return {};
}

std::optional<RowUnit> unit_of_figure(std::string_view word) {
  static constexpr std::string_view kBases[] = {
      "CNY", "percent", "count", "person", "mu", "tce", "kWh", "CNY_per_person", "CNY_per_mu"};
  for (auto const base : kBases) {
    if (at_home(base, word)) { return RowUnit{base, base}; }
  }
  for (auto const base : kBases) {
    if (factor_of(base, word)) { return RowUnit{base, base}; }
  }
  return {};
}

}  // namespace chengjie::tables
