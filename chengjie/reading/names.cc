#include "chengjie/reading/names.h"

#include <algorithm>
#include <array>
#include <map>

#include "chengjie/reading/firms.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/name_words.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

using enum EntityType;
constexpr auto kPostHeads = text::CharSet{U"副总董首创"};

}  // namespace

std::string_view name_of(EntityType type) {
  switch (type) {
    case enterprise:
      return "enterprise";
    case park:
      return "park";
    case district:
      return "district";
    case EntityType::city:
      return "city";
    case department:
      return "department";
    case industry:
      return "industry";
    case chain_node:
      return "chain_node";
    case policy:
      return "policy";
    case fund:
      return "fund";
    case platform:
      return "platform";
    case project:
      return "project";
    case person:
      return "person";
  }
  return "";
}

namespace {

class Finder {
 public:
  Finder(text::Page const& page, Ground const& ground, std::vector<Article> const& articles,
         std::vector<PlaceAt> const& places, std::vector<Name> const& gazetteer)
      : t_(page.chars.text),
        ground_(ground),
        articles_(articles),
        places_(places),
        taken_(t_.size()) {
    for (auto const& name : gazetteer) {
      auto const full = text::utf32(name.name);
      entries_.push_back({full, name.type});
      auto const id = static_cast<int>(entries_.size() - 1);
      add_entry(full, id);
      for (auto const& alias : name.aliases) { add_entry(text::utf32(alias), id); }
    }
  }

  std::vector<NameAt> run() {
    given();
    by_suffix();
    by_post();
    defined_forms();
    short_forms();
    well_known();
    places();
    std::sort(out_.begin(), out_.end(),
              [](auto const& a, auto const& b) { return a.begin < b.begin; });
    return std::move(out_);
  }

 private:
  void add_entry(std::u32string const& word, int id) {
    if (word.size() >= 2) { given_.add(word, id); }
  }
  bool free(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i != end; ++i) {
      if (taken_[i]) { return false; }
    }
    return true;
  }
  void take(NameAt name) {
    for (auto i = name.begin; i != name.end; ++i) { taken_[i] = true; }
    out_.push_back(std::move(name));
  }

  void given() {
    if (given_.size() == 0) { return; }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = given_.longest(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      auto const& entry = entries_[static_cast<std::size_t>(hit.value)];
      take({i, i + hit.length, entry.second, entry.first, true});
      i += hit.length;
    }
  }

  // Firms everyone calls by a name without a legal form.
  void well_known() {
    static auto const firms = [] {
      auto out = text::Trie{};
      for (auto const word : well_known_firms()) { out.add(word, 0); }
      return out;
    }();
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = firms.longest(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      // “博世氢动力系统(重庆)有限公司”: its own name is longer; the suffix decides.
      if (free(i, i + hit.length) && !longer_name(i + hit.length)) {
        take({i, i + hit.length, enterprise, std::u32string{t_.substr(i, hit.length)}, false});
      }
      i += hit.length;
    }
  }

  bool longer_name(std::size_t end) const {
    for (auto k = end; k < t_.size() && k - end < 14; ++k) {
      if (!name_char(t_[k]) || View{U"的与和在以"}.find(t_[k]) != View::npos) { return false; }
      if (suffix_at(t_, k).length != 0) { return true; }
    }
    return false;
  }

  void by_suffix() {
    auto floor = std::size_t{0};
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = suffix_at(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      auto const* last = hit.suffix;
      auto end = i + hit.length;
      // “九龙新城园区”: the name goes on.
      constexpr auto kTailMax = std::size_t{24};
      for (auto more = suffix_at(t_, end); more.length != 0 && end - i < kTailMax;
           more = suffix_at(t_, end)) {
        // “奥康集团计划投资”: a verb.
        if (more.suffix->type == policy && last->type != policy) { break; }
        last = more.suffix;
        end += more.length;
      }
      auto const& suffix = *last;
      auto begin = head_of(t_, i, floor);
      // “——记某某公司”: a headline of a portrait.
      auto const lone = begin == 0 || !text::is_han(t_[begin - 1]);
      if (lone && t_[begin] == U'记' && i > begin + 4) { ++begin; }
      // “九龙坡区计划打造...”: a verb.
      auto const acts =
          suffix.type == policy &&
          (lead_at(t_, end) != 0 || Places::china().at(t_, begin).length == i - begin ||
           text::is_digit(t_[end < t_.size() ? end : i]));
      if (suffix.word == U"镇" || suffix.word == U"乡" || suffix.word == U"街道") {
        town(i, end, begin);
        i = end;
        continue;
      }
      // “辽宁实验室”: a place is head enough.
      auto const head =
          suffix.type == platform && Places::china().at(t_, begin).length == i - begin && i > begin;
      if (!acts && (head || i - begin >= suffix.head_min) && free(begin, end) &&
          !generic_name(t_.substr(begin, i - begin), suffix)) {
        auto type = suffix.type;
        take({begin, end, type, std::u32string{t_.substr(begin, end - begin)}, false});
        floor = end;
      }
      i = end;
    }
  }

  // “汊河镇”, “来安县汊河镇”, “西城街道”: two or three characters between a wall, mark or place and
  // the last word. “古镇”, “城乡”, “家乡” are words.
  void town(std::size_t last, std::size_t end, std::size_t begin) {
    auto const& china = Places::china();
    for (auto k = begin; k < last;) {
      auto const hit = china.at(t_, k);
      // A place of two characters that touches the last word is the town's own name.
      if (hit.length == 0 || k + hit.length >= last) { break; }
      begin = k += hit.length;
    }
    auto const head = t_.substr(begin, last - begin);
    if (head.size() < 2 || head.size() > 3 || !free(begin, end) ||
        !std::all_of(head.begin(), head.end(), text::is_han)) {
      return;
    }
    auto const word = t_[last] != U'街' && View{U"城集乡重市小古名强村特各老返家故下水入山侨"}.find(
                                               head.back()) != View::npos;
    if (word || View{U"个两各全本该此每多某"}.find(head.front()) != View::npos) { return; }
    auto const next = end < t_.size() ? t_[end] : U'\n';
    if (View{U"村区域办亲愁土"}.find(next) != View::npos) { return; }
    take({begin, end, district, std::u32string{t_.substr(begin, end - begin)}, false});
  }

  // “长江汽车副总经理王明表示”: a firm by the post of who speaks for it; then wherever it is named.
  void by_post() {
    auto forms = std::vector<std::u32string>{};
    for (auto i = std::size_t{0}; i < t_.size(); ++i) {
      if (!kPostHeads.has(t_[i])) { continue; }
      auto const post = post_at(i);
      if (post == 0 || (i > 0 && t_[i - 1] == U'副')) { continue; }
      auto const begin = head_of(t_, i, 0);
      auto const form = t_.substr(begin, i - begin);
      if (form.size() < 2 || form.size() > 8 || !free(begin, i) ||
          !std::all_of(form.begin(), form.end(), text::is_han)) {
        continue;
      }
      if (form.find(U"公司") != View::npos || form.find(U"集团") != View::npos ||
          Places::china().at(form, 0).length == form.size()) {
        continue;
      }
      forms.emplace_back(form);
    }
    if (forms.empty()) { return; }
    auto learned = text::Trie{};
    for (auto k = std::size_t{0}; k != forms.size(); ++k) {
      learned.add(forms[k], static_cast<int>(k));
    }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = learned.longest(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      if (free(i, i + hit.length)) {
        take({i, i + hit.length, enterprise, forms[static_cast<std::size_t>(hit.value)], false});
      }
      i += hit.length;
    }
  }

  // “遂宁经济技术开发区(以下简称“经开区”)”: what the text says it calls the name.
  void defined_forms() {
    auto words = std::vector<View>{};
    auto full = std::vector<std::pair<std::u32string, EntityType>>{};
    auto after = std::vector<std::size_t>{};
    for (auto const& name : out_) {
      constexpr auto kGapMax = std::size_t{8};
      auto const view = t_.substr(name.end, 40);
      if (!view.starts_with(U"(")) { continue; }
      auto const open = view.find_first_of(U"“\"");
      auto const says = view.substr(0, std::min(open, view.size()));
      if (open == View::npos || open > kGapMax || (says.find(U'称') == View::npos)) { continue; }
      auto const close = view.find_first_of(U"”\"", open + 1);
      if (close == View::npos || close < open + 3 || close > open + 12) { continue; }
      words.push_back(view.substr(open + 1, close - open - 1));
      full.emplace_back(name.full, name.type);
      after.push_back(name.end);
    }
    if (words.empty()) { return; }
    auto forms = text::Trie{};
    for (auto k = std::size_t{0}; k != words.size(); ++k) {
      forms.add(words[k], static_cast<int>(k));
    }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = forms.longest(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      auto const id = static_cast<std::size_t>(hit.value);
      if (i > after[id] && free(i, i + hit.length)) {
        take({i, i + hit.length, full[id].second, full[id].first, false});
      }
      i += hit.length;
    }
  }

  // “西南铝业(集团)有限责任公司” is 西南铝业 and 西南铝 further on.
  void short_forms() {
    auto forms = text::Trie{};
    auto full = std::vector<std::pair<std::u32string, EntityType>>{};
    for (auto const& name : out_) {
      if (name.given || (name.type != enterprise && name.type != park)) { continue; }
      auto const core = core_of(name.full, name.type);
      if (core.size() < 2 || core.size() == name.full.size()) { continue; }
      auto const id = static_cast<int>(full.size());
      full.emplace_back(name.full, name.type);
      // Only a legal name is sure enough to be cut short.
      auto const legal = name.full.find(U"有限") != View::npos ||
                         (name.full.find(U'(') != View::npos && name.type == enterprise);
      auto const shortest = legal ? std::size_t{2} : core.size();
      if (!legal && core.size() < 3) { continue; }
      if (!legal && name.type == enterprise && !name.full.ends_with(U"集团")) { continue; }
      for (auto n = shortest; n <= core.size(); ++n) {
        auto const form = core.substr(0, n);
        // A form that several names share is of none of them.
        auto const other = forms.exact(form);
        if (other == kShared ||
            (other >= 0 && full[static_cast<std::size_t>(other)].first != name.full)) {
          forms.add(form, kShared);
        } else {
          forms.add(form, id);
        }
      }
    }
    if (full.empty()) { return; }
    // “瑞峦公司”: the firm whose legal name begins so.
    for (auto& name : out_) {
      if (name.given || name.type != enterprise || name.full.size() > 8) { continue; }
      for (View const last : {U"公司", U"集团"}) {
        if (!name.full.ends_with(last)) { continue; }
        auto const id = forms.exact(View{name.full}.substr(0, name.full.size() - last.size()));
        if (id >= 0 && id != kShared) { name.full = full[static_cast<std::size_t>(id)].first; }
        break;
      }
    }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = forms.longest(t_, i);
      if (hit.length == 0) {
        ++i;
        continue;
      }
      // “九龙坡” is not a short form of 九龙园区.
      auto const place = Places::china().at(t_, i).length > hit.length;
      if (hit.value != kShared && !place && free(i, i + hit.length)) {
        auto const& [name, type] = full[static_cast<std::size_t>(hit.value)];
        take({i, i + hit.length, type, name, false});
      }
      i += hit.length;
    }
  }

  static constexpr int kShared = 1 << 30;

  static View core_of(View name, EntityType type) {
    if (type == park) {
      for (View const last : {U"工业园区", U"产业园区", U"工业园", U"产业园", U"科技园", U"园区"}) {
        if (name.size() >= last.size() + 2 && name.ends_with(last)) {
          name.remove_suffix(last.size());
          return Places::china().at(name, 0).length == name.size() ? View{} : name;
        }
      }
      return name;
    }
    if (auto const bracket = name.find(U'('); bracket != View::npos && bracket >= 2) {
      name = name.substr(0, bracket);
    }
    for (View const legal :
         {U"股份有限公司", U"有限责任公司", U"有限公司", U"集团公司", U"公司", U"集团"}) {
      if (name.size() > legal.size() + 1 && name.ends_with(legal)) {
        name.remove_suffix(legal.size());
      }
    }
    auto const place = Places::china().at(name, 0);
    if (place.length != 0 && place.length + 2 <= name.size()) { name.remove_prefix(place.length); }
    return Places::china().at(name, 0).length == name.size() ? View{} : name;
  }

  std::size_t post_at(std::size_t i) const {
    for (View const word :
         {U"副总经理", U"总经理", U"董事长", U"副总裁", U"总裁", U"首席执行官", U"创始人"}) {
      if (t_.substr(i, word.size()) == word) { return word.size(); }
    }
    return 0;
  }

  void take_place(std::size_t begin, std::size_t end, EntityType type, std::u32string name) {
    if (free(begin, end)) { take({begin, end, type, std::move(name), false}); }
  }

  void places() {
    auto article = articles_.begin();
    for (auto const& [i, hit] : places_) {
      while (article + 1 < articles_.end() && (article + 1)->begin <= i) { ++article; }
      auto const end = i + hit.length;
      if (hit.renamed) {
        take_place(i, end, district, std::u32string{t_.substr(i, hit.length)});
        continue;
      }
      auto const& place = ground_.at(hit.full ? hit.place : ground_.meant(hit.place));
      // Short county names only where the text is of their province: elsewhere they are words.
      auto const good = hit.full || place.level != Level::county ||
                        place.province == ground_.province ||
                        place.province == article->ground.province;
      auto const municipal = place.level == Level::province && place.name.back() == U'市';
      auto const town = municipal || place.level == Level::city;
      if (good) { take_place(i, end, town ? EntityType::city : district, place.name); }
    }
  }

  View t_;
  Ground const& ground_;
  std::vector<Article> const& articles_;
  std::vector<PlaceAt> const& places_;
  std::vector<bool> taken_;
  std::vector<NameAt> out_;
  text::Trie given_;
  std::vector<std::pair<std::u32string, EntityType>> entries_;
};

}  // namespace

std::vector<NameAt> find_names(text::Page const& page, Ground const& of_page,
                               std::vector<Article> const& articles,
                               std::vector<PlaceAt> const& places,
                               std::vector<Name> const& gazetteer) {
  return Finder{page, of_page, articles, places, gazetteer}.run();
}

}  // namespace chengjie::reading
