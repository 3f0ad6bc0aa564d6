// What a place wants: “1. 先进材料方向:引育A、B”, “光伏产业:重点发展A、B;布局在Y园区”, “缺失环节:
// A、B” under the heading of an industry.
#include <algorithm>

#include "chengjie/reading/clauses.h"
#include "chengjie/reading/clauses_wanted_list.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kHeadMax = std::size_t{26};
constexpr auto kProductsMax = std::size_t{300};  // of one direction

class Wanted {
 public:
  Wanted(Document const& d, Source const& source, Outline const& outline)
      : d_(d), t_(d.text()), source_(source), outline_(outline) {}

  std::vector<ClauseRow> run() {
    for (auto const& line : outline_.segments) { segment(line); }
    return std::move(out_);
  }

 private:
  View view(std::size_t begin, std::size_t end) const { return t_.substr(begin, end - begin); }

  void segment(Segment const& line) {
    auto const all = view(line.body, line.end);
    auto const colon = all.find(U':');
    auto const head = colon == View::npos ? View{} : all.substr(0, colon);
    auto const headed = !head.empty() && head.size() <= kHeadMax;
    if (headed && head.ends_with(U"方向") && head.size() >= 4 && wanted_label(head).empty()) {
      begin_direction(head.substr(0, head.size() - 2));
      described(line, line.body + colon + 1);
      return;
    }
    if (headed && line_of_business(head) && names_wanted(all.substr(colon + 1), here(line))) {
      begin_direction(head);
      sentences(line.body + colon + 1, line.end, true);
      return;
    }
    if (auto const size = subject_of(all); size != 0 && (line.rank != 0 || outline_.wanted)) {
      begin_direction(all.substr(0, size));
      sentences(line.body + size, line.end, true);
      return;
    }
    auto told = line.rank == 0 && told_;
    if (line.heading || line.rank != 0) {
      auto const title = first_of(all);
      if (wanted_label(all).empty() && park_label(all) == 0) {
        begin_direction(tells_of_work(title) ? View{} : title);
        wanted_here_ =
            line.heading ? about_wanted(all) || (line.rank > 1 && wanted_here_) : wanted_here_;
        told = (outline_.wanted || wanted_here_) && line_of_business(title);
        // A heading without list head begins something else.
        if (line.rank == 0 && !line_of_business(title)) { direction_ = {}; }
      }
    }
    told_ = told;
    sentences(line.body, line.end, told);
  }

  bool here(Segment const& line) const { return outline_.wanted || wanted_here_ || line.rank == 0; }

  // “三、下一步打算”: no line of business.
  static bool tells_of_work(View heading) {
    for (View const word : {U"下一步", U"打算", U"工作", U"回顾", U"完成情况", U"措施", U"保障"}) {
      if (heading.find(word) != View::npos) { return true; }
    }
    return false;
  }

  static bool about_wanted(View heading) {
    for (View const word : {U"招商", U"承接", U"主攻", U"补链", U"招引", U"产业布局", U"引资"}) {
      if (heading.find(word) != View::npos) { return true; }
    }
    return false;
  }

  // “补齐产业链短板。重点补链环节:...”: the title of an item.
  static View first_of(View text) {
    return text.substr(0, std::min({text.find_first_of(U"。:;,("), text.size(), kHeadMax}));
  }

  void begin_direction(View name) {
    while (!name.empty() && name.back() == U' ') { name.remove_suffix(1); }
    direction_ = name;
    first_ = out_.size();
  }

  // The catalogue that tells a direction in sentences: products are known by their words, a list
  // after 主攻 or 重点引进 by its place.
  void described(Segment const& line, std::size_t from) {
    auto any = false;
    for (auto const part : text::sentences(t_, from, line.end)) {
      if (labelled(part, line.end)) {
        any = true;
        continue;
      }
      auto const parks = parks_in(part);
      auto products = products_in(part);
      auto const known = products.size();
      for (auto& item : listed_products(t_, part.begin, part.end, true)) {
        auto const holds = [&](auto const& p) { return item.find(p) != std::string::npos; };
        auto const end = products.begin() + static_cast<std::ptrdiff_t>(known);
        if (std::none_of(products.begin(), end, holds)) { products.push_back(std::move(item)); }
      }
      if (products.empty() && parks.empty()) { continue; }
      if (products.empty()) { products.push_back({}); }
      for (auto const& product : products) { add(product, parks, part); }
      any = true;
    }
    if (!any) { add({}, {}, {line.begin, line.end}); }
  }

  // “重点引进:A、B”, “布局园区:Y”, “主攻方向为A、B”, sentence by sentence.
  void sentences(std::size_t from, std::size_t end, bool headed) {
    for (auto const part : text::sentences(t_, from, end)) {
      if (labelled(part, end) || !headed) { continue; }
      auto const parks = parks_in(part, true);
      auto const items = listed_products(t_, part.begin, part.end, headed);
      for (auto const& item : items) { add(item, parks, part); }
      if (items.empty() && !parks.empty() && park_verb(view(part.begin, part.end))) {
        give_park(parks);
      }
    }
  }

  // A sentence that is a label and what it labels.
  bool labelled(text::Part part, std::size_t line_end) {
    while (part.begin < part.end && t_[part.begin] == U' ') { ++part.begin; }
    auto const said = view(part.begin, part.end);
    if (auto const size = park_label(said); size != 0) {
      auto const stop = std::min(said.find(U',', size), said.size());
      give_park(text::utf8(written(part.begin + size, part.begin + stop)));
      return true;
    }
    auto const label = wanted_label(said, outline_.wanted || wanted_here_);
    if (label.size == 0) { return false; }
    auto const own = said.substr(0, label.subject);
    if (own.size() >= 2) {
      direction_ = own;
      first_ = out_.size();
    }
    if (direction_.empty()) { return false; }
    auto items = list_items(t_, part.begin + label.size, part.end);
    if (auto const from = part.begin + label.size; list_head(view(from, line_end)).rank >= 4) {
      items = numbered_items(from, line_end);
    }
    auto const parks = parks_in(part, true);
    for (auto const& item : items) { add(item, parks, part); }
    return !items.empty();
  }

  // “(1)中央厨房;(2)休闲烘焙”
  std::vector<std::string> numbered_items(std::size_t from, std::size_t end) const {
    auto out = std::vector<std::string>{};
    for (auto const part : text::sentences(t_, from, end)) {
      auto const head = list_head(view(part.begin, part.end));
      if (head.rank < 4) { break; }
      for (auto& item : list_items(t_, part.begin + head.size, part.end)) {
        out.push_back(std::move(item));
      }
    }
    return out;
  }

  View written(std::size_t begin, std::size_t end) const {
    while (end > begin && View{U" 。;,、"}.find(t_[end - 1]) != View::npos) { --end; }
    return View{d_.page.chars.verbatim}.substr(begin, end - begin);
  }

  // A park named after the list is that of the whole direction.
  void give_park(std::string const& parks) {
    for (auto k = first_; k < out_.size(); ++k) {
      if (out_[k].park.empty()) { out_[k].park = parks; }
    }
  }

  void add(std::string const& product, std::string const& parks, text::Part part) {
    if (out_.size() - first_ >= kProductsMax) { return; }
    auto row = ClauseRow{};
    row.type = "wanted";
    row.direction = text::utf8(direction_);
    row.product = product;
    row.park = parks;
    row.evidence = whole_sentence(d_, source_, part.begin, part.end);
    for (auto k = first_; k < out_.size(); ++k) {
      if (!product.empty() && out_[k].product == product) { return; }
    }
    out_.push_back(std::move(row));
  }

  // Parks named; `stand`: only where they stand, not what is to be made (“打造某基地”).
  std::string parks_in(text::Part part, bool stand = false) const {
    auto out = std::string{};
    auto last = std::size_t{0};
    for (auto const& name : between(d_.names, part.begin, part.end)) {
      if (name.type != EntityType::park) { continue; }
      if (stand && to_be_made(part.begin, name.begin)) { continue; }
      // “某产业园区食品加工片区” is one place.
      out += (out.empty() || name.begin == last ? "" : "、") + text::utf8(name.full);
      last = name.end;
    }
    return out;
  }

  bool to_be_made(std::size_t from, std::size_t name) const {
    auto const before = view(from, name);
    for (View const verb : {U"打造", U"建成", U"建设", U"形成", U"创建"}) {
      if (before.ends_with(verb)) { return true; }
    }
    return false;
  }

  // Terms of the product list and list items that end like products.
  std::vector<std::string> products_in(text::Part part) const {
    auto out = std::vector<std::string>{};
    auto from = part.begin;
    for (auto i = part.begin; i <= part.end; ++i) {
      auto const cut = i == part.end || View{U"、,和等及:"}.find(t_[i]) != View::npos;
      if (!cut) { continue; }
      auto item = from;
      for (auto k = from; k < i; ++k) {
        if (auto const n = lead_at(t_, k); n > 1 && k + n + 2 <= i) { item = k + n; }
      }
      auto word = without_verbs(view(item, std::max(item, i)));
      for (View const tail : {U"新产品开发力度", U"等产品", U"产品", U"企业", U"等领域", U"领域"}) {
        if (word.size() > tail.size() + 1 && word.ends_with(tail)) {
          word.remove_suffix(tail.size());
        }
      }
      auto const known = word.size() >= 2 && word.size() <= 12 &&
                         (product_at(word, 0) == word.size() || product_head(word));
      auto const text = known ? text::utf8(word) : std::string{};
      if (known && std::find(out.begin(), out.end(), text) == out.end()) { out.push_back(text); }
      from = i + 1;
    }
    return out;
  }

  Document const& d_;
  View t_;
  Source const& source_;
  Outline const& outline_;
  View direction_;
  std::size_t first_{};  // row that the direction begins with
  bool told_{};          // the lines below say what is wanted of the direction
  bool wanted_here_{};   // under a heading of what is wanted
  std::vector<ClauseRow> out_;
};

}  // namespace

std::vector<ClauseRow> read_wanted(Document const& d, Source const& source,
                                   Outline const& outline) {
  return Wanted{d, source, outline}.run();
}

}  // namespace chengjie::reading
