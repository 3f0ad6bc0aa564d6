#include "chengjie/answer/how/matches.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "chengjie/answer/cite.h"
#include "chengjie/answer/how/firms.h"
#include "chengjie/grow/match.h"

namespace chengjie::answer {
namespace {

constexpr auto kOffersMax = 5;  // told for one need
constexpr auto kNeedsMax = std::size_t{500};
constexpr auto kBetween =
    std::to_array<std::string_view>({"、", "；", "，", ";", ",", "/"});  // products of one cell
constexpr auto kLeastLikeness = 0.3;  // below it names only share a material

// A product as the engine sees it, and the cell it stands in.
struct Shelf {
  std::vector<grow::ProductLine> lines;
  std::vector<Figure> cells;
  std::vector<Record const*> records;

  void add(std::string const& firm, std::string const& product, std::string const& place,
           Record const& record, std::string_view column) {
    lines.push_back({firm, product, place, {}});
    cells.push_back(cite(record, column));
    records.push_back(&record);
  }
};

// "齿轮、轴；壳体" names three products.
std::vector<std::string> products_in(std::string const& text) {
  auto out = std::vector<std::string>{};
  auto word = std::string{};
  auto const push = [&] {
    if (!word.empty()) { out.push_back(std::exchange(word, {})); }
  };
  for (auto i = std::size_t{0}; i < text.size();) {
    auto const rest = std::string_view{text}.substr(i);
    auto const mark = std::ranges::find_if(kBetween, [&](auto m) { return rest.starts_with(m); });
    if (mark != kBetween.end()) {
      i += mark->size();
      push();
    } else {
      word += text[i++];
    }
  }
  push();
  return out;
}

struct Market {
  Shelf needs, offers;
  std::map<std::string, std::string> places;  // of firms by name
};

Market market_of(Context const& context) {
  auto out = Market{};
  for (auto const& firm : firms_of(context.book)) {
    auto const& record = *firm.rows.front();
    out.places[firm.name] = record.text("place");
    for (auto const* row : firm.rows) {
      auto const product = row->text("main_product");
      if (product.empty()) { continue; }
      for (auto const& one : products_in(product)) {
        out.offers.add(firm.name, one, record.text("place"), *row, "main_product");
      }
      break;  // the newest row that says one
    }
  }
  for (auto const& card : context.book.all("cards")) {
    auto const until = card.text("valid_to");
    if (!until.empty() && until < context.today.substr(0, until.size())) { continue; }
    auto const firm = card.text("firm");
    auto const at = out.places.find(firm);
    auto& shelf = card.text("side") == "demand" ? out.needs : out.offers;
    shelf.add(firm, card.text("product"), at == out.places.end() ? std::string{} : at->second, card,
              "product");
  }
  return out;
}

Line offer_line(Context const& context, Market const& market, grow::ProductMatch const& match) {
  auto const& offer = market.offers.lines[match.offer];
  auto line = Line{offer.firm + "：" + offer.product};
  line << market.offers.cells[match.offer] << "，" << match.why << "，相近 "
       << context.basis.derive(
              {.subject = offer.firm,
               .indicator = "产品相近程度",
               .value = match.similarity * 100,
               .unit = "percent",
               .formula = "按产品名：同名为 1，名称以对方结尾的 0.7 起，只含有的 0.5 以下",
               .inputs = {market.needs.cells[match.need], market.offers.cells[match.offer]}});
  if (match.same_place) { line << "，同在" << offer.place; }
  for (auto const column : {"per_month", "spare_pct"}) {
    auto const& card = *market.offers.records[match.offer];
    if (card.kind != "cards") { continue; }
    if (auto const figure = context.book.figure("cards", card.key, column)) {
      line << (std::string_view{column} == "spare_pct" ? "，富余产能 " : "，每月 ")
           << context.basis.use(*figure);
    }
  }
  return line;
}

Item need_item(Context const& context, Market const& market, std::size_t need,
               std::vector<grow::ProductMatch> const& found) {
  auto const& line = market.needs.lines[need];
  auto const& card = *market.needs.records[need];
  auto item = Item{};
  item.id = card.key;
  item.state = found.empty() ? "no_offer" : "matched";
  item.title = Line{line.firm + " 需要 " + line.product};
  item.title << market.needs.cells[need];
  if (auto const spec = card.text("spec"); !spec.empty()) {
    item.lines.push_back(Line{"规格："} << spec << cite(card, "spec"));
  }
  for (auto const& match : found) { item.lines.push_back(offer_line(context, market, match)); }
  if (found.empty()) { item.lines.emplace_back("本区台账里没有名称相近的产品，可列入招商补链"); }
  return item;
}

}  // namespace

Result<Answer> matches(Context const& context, std::string const& wanted) {
  auto name = wanted;
  if (!wanted.empty()) {
    if (auto const firm = firm_named(context.book, wanted)) { name = firm->name; }
  }
  auto const market = market_of(context);
  auto const found = grow::match_products(market.needs.lines, market.offers.lines, {},
                                          {.least = kLeastLikeness, .per_need_max = kOffersMax});
  if (!found) { return found.error(); }
  auto answer = answer_of(context, "matches");
  auto const is_of = [&](std::string const& firm) { return name.empty() || firm == name; };
  auto at = found->begin();
  for (auto i = std::size_t{0}; i != market.needs.lines.size(); ++i) {
    auto own = std::vector<grow::ProductMatch>{};
    for (; at != found->end() && at->need == i; ++at) {
      if (is_of(market.needs.lines[i].firm) || is_of(market.offers.lines[at->offer].firm)) {
        own.push_back(*at);
      }
    }
    if (own.empty() && !is_of(market.needs.lines[i].firm)) { continue; }
    if (answer.items.size() == kNeedsMax) { break; }
    answer.items.push_back(need_item(context, market, i, own));
  }
  auto const known =
      std::ranges::any_of(market.offers.lines, [&](auto const& o) { return o.firm == name; });
  if (!wanted.empty() && answer.items.empty() && !known) {
    return Error{Code::not_found, "供需卡和企业名录里没有这家企业", wanted,
                 "导入供需卡（--as cards），或在名录里写明主导产品"};
  }
  if (market.needs.lines.empty()) {
    answer.lacks.emplace_back("没有需求卡：请导入供需卡（--as cards，供/需 一列写“需”）");
  }
  if (market.offers.lines.empty()) {
    answer.lacks.emplace_back("没有供给：请在企业名录写明主导产品，或导入供给卡");
  }
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
