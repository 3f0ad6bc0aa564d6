#include "chengjie/answer/where.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/answer/settings.h"
#include "chengjie/answer/words.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/place/district.h"

namespace chengjie::answer {
namespace {

namespace district = place::district;

struct Factor {
  std::string_view id, name, unit, need_column, park_column, needs_word;
};
constexpr auto kFactors = std::to_array<Factor>({
    {"land", "用地", "mu", "land_mu", "free_mu", "land"},
    {"power", "用电", "kVA", "power_kva", "power_free_kva", "power"},
    {"labour", "用工", "person", "staff", "labour", "labour"},
    {"water", "用水", "m3/day", "water_m3_day", "water_m3_day", "water"},
});

// What one park offers and one project asks, as figures beside the engine's bare numbers.
struct Offer {
  Record const* park;
  std::vector<std::optional<Figure>> capacity;  // by factor
};
struct Ask {
  Record const* project;
  std::vector<std::optional<Figure>> need;  // by factor
  std::optional<Figure> output, tax, jobs;
};

struct Weights {
  Figure output, tax, jobs, park_named, lead_industry, unplaced;
};

Result<Weights> weights_of(Book const& book) {
  auto const settings = read_settings("place/weights.toml", "weight");
  if (!settings) { return settings.error(); }
  auto const get = [&](std::string_view name) {
    auto const& row = setting_named(*settings, name);
    return setting(book, "weight/place/" + row.name, row.value, "points",
                   row.title + "：" + row.basis);
  };
  return Weights{get("output_per_yi"), get("tax_per_yi"),    get("jobs_per_1000"),
                 get("park_named"),    get("lead_industry"), get("unplaced")};
}

// Land that is ready: the park's own column, else the sum of its plots that can be supplied.
std::optional<Figure> land_of(Context const& context, Record const& park) {
  if (auto own = figure_of(park, "free_mu")) { return own; }
  auto plots = std::vector<Figure>{};
  for (auto const& plot : context.book.all("plots")) {
    auto const state = plot.text("supply");
    if (!named(park, plot.text("park")) || (state != "ready" && state != "idle")) { continue; }
    if (auto area = figure_of(plot, "area_mu")) { plots.push_back(*area); }
  }
  if (plots.empty()) { return context.book.figure("parks", park.key, "free_mu"); }
  auto total = 0.0;
  for (auto const& area : plots) { total += area.value; }
  return context.basis.derive(
      {park.text("name"), "可供地", total, "mu", "可供地块面积之和", plots});
}

std::vector<Offer> offers_of(Context const& context, Answer& answer) {
  auto offers = std::vector<Offer>{};
  for (auto const& park : context.book.all("parks")) {
    auto const district = park.text("district");
    if (!district.empty() && district != context.region) { continue; }
    auto offer = Offer{&park, {}};
    for (auto const& factor : kFactors) {
      offer.capacity.push_back(factor.id == "land"
                                   ? land_of(context, park)
                                   : context.book.figure("parks", park.key, factor.park_column));
    }
    // What nobody knows is not infinite: a park of unknown land and power takes nothing.
    if (!offer.capacity[0] || !offer.capacity[1]) {
      answer.lacks.push_back(park.text("name") +
                             "的可供地或富余电力未知，没有参与落位：请补园区台账");
      continue;
    }
    offers.push_back(std::move(offer));
  }
  return offers;
}

std::vector<Ask> asks_of(Context const& context, Answer& answer) {
  auto asks = std::vector<Ask>{};
  for (auto const& project : context.book.all("projects")) {
    if (!waits(project)) { continue; }
    auto ask = Ask{&project, {}, {}, {}, {}};
    auto known = false;
    for (auto const& factor : kFactors) {
      ask.need.push_back(need_of(context.book, project, factor.need_column, factor.needs_word));
      known = known || ask.need.back();
    }
    if (!known) {
      answer.lacks.push_back(project.text("name") +
                             "的用地、用电、用工需求都未知，没有参与落位：请补要素需求表");
      continue;
    }
    ask.output = context.book.figure("projects", project.key, "output_cny");
    ask.tax = context.book.figure("projects", project.key, "tax_cny");
    ask.jobs = ask.need[2];
    asks.push_back(std::move(ask));
  }
  return asks;
}

// A park stands within another: its own name, its former ones, and those of the park above it.
bool stands_in(Book const& book, Record const& park, std::string_view place) {
  if (named(park, place)) { return true; }
  auto const above = park.text("parent");
  auto const* parent = above.empty() ? nullptr : book.find("parks", above);
  return parent != nullptr && named(*parent, place);
}

std::vector<std::string> agreed_parks(Context const& context, Record const& project,
                                      std::vector<Offer> const& offers) {
  auto ids = std::vector<std::string>{};
  auto const place = project.text("place");
  if (place.empty()) { return ids; }
  for (auto const& offer : offers) {
    if (stands_in(context.book, *offer.park, place)) { ids.push_back(offer.park->key); }
  }
  return ids;
}

// Agreed for a park of the ledger whose capacities nobody knows: it goes nowhere else.
bool agreed_elsewhere(Context const& context, Record const& project,
                      std::vector<Offer> const& offers) {
  auto const place = project.text("place");
  auto const& parks = context.book.all("parks");
  return !place.empty() && agreed_parks(context, project, offers).empty() &&
         std::any_of(parks.begin(), parks.end(),
                     [&](Record const& park) { return stands_in(context.book, park, place); });
}

std::vector<district::Part> worth_of(Ask const& ask, Weights const& weights) {
  auto parts = std::vector<district::Part>{};
  if (ask.output) { parts.push_back({"产值", ask.output->value / 1e8 * weights.output.value}); }
  if (ask.tax) { parts.push_back({"税收", ask.tax->value / 1e8 * weights.tax.value}); }
  if (ask.jobs) { parts.push_back({"用工", ask.jobs->value / 1e3 * weights.jobs.value}); }
  return parts;
}

std::vector<district::Part> fit_of(Context const& context, Record const& project,
                                   Record const& park, Weights const& weights) {
  auto parts = std::vector<district::Part>{};
  auto const direction = project.text("direction");
  auto const name = project.text("name");
  for (auto const& row : context.book.all("directions")) {
    if (direction.empty() || row.text("direction") != direction || !named(park, row.text("park"))) {
      continue;
    }
    parts.push_back({"承接方向点名", weights.park_named.value});
    break;
  }
  for (auto const& industry : park.list("lead_industries")) {
    if (!akin(industry, direction, 2) && !akin(industry, name, 2)) { continue; }
    parts.push_back({"主导产业相合（" + industry + "）", weights.lead_industry.value});
    break;
  }
  return parts;
}

district::Input input_of(Context const& context, std::vector<Offer> const& offers,
                         std::vector<Ask> const& asks, Weights const& weights) {
  auto input = district::Input{};
  for (auto const& factor : kFactors) {
    input.resources.push_back(
        {std::string{factor.id}, std::string{factor.name}, std::string{factor.unit}});
  }
  auto const numbers = [](std::vector<std::optional<Figure>> const& figures) {
    auto out = std::vector<std::optional<double>>{};
    for (auto const& figure : figures) {
      out.push_back(figure ? std::optional{figure->value} : std::nullopt);
    }
    return out;
  };
  for (auto const& offer : offers) {
    auto park = district::Park{};
    park.id = offer.park->key;
    park.name = offer.park->text("name");
    park.capacity = numbers(offer.capacity);
    input.parks.push_back(std::move(park));
  }
  for (auto const& ask : asks) {
    auto project = district::Project{};
    project.id = ask.project->key;
    project.name = ask.project->text("name");
    project.need = numbers(ask.need);
    project.worth = worth_of(ask, weights);
    project.only_parks = agreed_parks(context, *ask.project, offers);
    if (auto const direction = ask.project->text("direction"); !direction.empty()) {
      project.industries = {direction};
    }
    for (auto const& offer : offers) {
      auto parts = fit_of(context, *ask.project, *offer.park, weights);
      if (!parts.empty()) { input.fits.push_back({project.id, offer.park->key, std::move(parts)}); }
    }
    input.projects.push_back(std::move(project));
  }
  input.price_unplaced = weights.unplaced.value;
  return input;
}

std::size_t factor_index(std::string_view id) {
  return static_cast<std::size_t>(
      std::find_if(kFactors.begin(), kFactors.end(), [&](Factor const& f) { return f.id == id; }) -
      kFactors.begin());
}

// A district is answered while the meeting talks; moves, not seconds, so that it repeats exactly.
district::DistrictOptions const kEffort{
    .solve = {.moves = 50'000}, .price_moves = 5'000, .prices_max = 12};

// Tells the plan: everything the engine computed becomes a figure with its inputs.
class Teller {
 public:
  Teller(Context const& context, std::vector<Offer> const& offers, std::vector<Ask> const& asks,
         Weights const& weights, district::Plan const& plan)
      : c_(context), offers_(offers), asks_(asks), weights_(weights), plan_(plan) {}

  Item item(std::size_t j) const {
    auto const& decision = plan_.decisions[j];
    auto item = Item{};
    item.id = decision.project;
    item.state = decision.park.empty() ? "not_placed" : "placed";
    item.title = Line{name_of_project(j) +
                      (decision.park.empty() ? "：未落位" : " → " + name_of_park(decision.park))};
    if (!decision.park.empty()) {
      item.lines.push_back(needs_line(j));
      add_loads(j, item);
    }
    if (!decision.parts.empty() && !decision.park.empty()) {
      item.lines.push_back(score_line(j, item));
    }
    for (auto const& other : decision.others) {
      if (other.barrier == district::Barrier::elsewhere && !decision.park.empty()) { continue; }
      item.lines.push_back(other_line(j, other));
    }
    return item;
  }

  Line totals() const {
    auto inputs =
        std::vector<Figure>{weights_.output,     weights_.tax,           weights_.jobs,
                            weights_.park_named, weights_.lead_industry, weights_.unplaced};
    for (auto const& ask : asks_) {
      for (auto const& figure : {ask.output, ask.tax, ask.jobs}) {
        if (figure) { inputs.push_back(*figure); }
      }
    }
    auto const value = c_.basis.derive(
        {c_.region, "落位方案总分", plan_.points, "points", "各项目分值之和减不落位代价", inputs});
    auto const bound = c_.basis.derive({c_.region, "总分上界", plan_.points_bound, "points",
                                        "放宽各园区容量后的上界，用整数重算", inputs});
    auto line = Line{"方案总分 "} << value << "，任何方案不超过 " << bound;
    if (plan_.gap) {
      auto const gap = c_.basis.derive({c_.region,
                                        "方案与上界之差",
                                        *plan_.gap * 100,
                                        "percent",
                                        "（上界 − 总分）÷ 上界",
                                        {value, bound}});
      line << (*plan_.gap <= 1e-9 ? "，已证明最优（差距 " : "，差距至多 ") << gap
           << (*plan_.gap <= 1e-9 ? "）" : "");
    }
    return line;
  }

  std::vector<Line> prices() const {
    auto lines = std::vector<Line>{};
    for (auto const& price : plan_.prices) {
      if (lines.size() == kPricesMax) { break; }
      auto line = Line{};
      auto const f = factor_index(price.resource);
      auto const& capacity = capacity_of(price.park, f);
      if (!capacity) { continue; }
      if (price.step && price.gain_of_step && *price.gain_of_step > 0) {
        auto const more = derive(price.park, "增加" + std::string{kFactors[f].name}, *price.step,
                                 kFactors[f].unit, "使下一个项目进得来的最小增量", {*capacity});
        auto const gain = derive(price.park, "增加后多得的分", *price.gain_of_step, "points",
                                 "按增加后的容量重新求解之差", {more});
        line << "扩容的价：" << name_of_park(price.park) << "再有 " << more
             << std::string{kFactors[f].name} << "，方案多得 " << gain << "（进 "
             << name_of_project(project_index(price.step_project)) << "）";
      } else if (price.price >= kPriceShown) {
        auto const unit = derive(price.park, std::string{kFactors[f].name} + "的价", price.price,
                                 "points", "放宽问题中该容量的价格，每单位", {*capacity});
        line << "扩容的价：" << name_of_park(price.park) << "每多 1 单位"
             << std::string{kFactors[f].name} << "值 " << unit;
      }
      if (!line.empty()) { lines.push_back(std::move(line)); }
    }
    return lines;
  }

 private:
  static constexpr auto kPricesMax = std::size_t{5};
  static constexpr auto kPriceShown = 0.005;  // points a unit; below, it would read as nothing

  Figure derive(std::string subject, std::string indicator, double value, std::string_view unit,
                std::string formula, std::vector<Figure> inputs) const {
    return c_.basis.derive({std::move(subject), std::move(indicator), value, std::string{unit},
                            std::move(formula), std::move(inputs)});
  }

  std::string name_of_park(std::string const& id) const {
    auto const* park = c_.book.find("parks", id);
    return park == nullptr ? id : park->text("name");
  }
  std::string name_of_project(std::size_t j) const { return asks_[j].project->text("name"); }
  std::size_t project_index(std::string const& id) const {
    auto j = std::size_t{0};
    while (j + 1 < asks_.size() && asks_[j].project->key != id) { ++j; }
    return j;
  }
  std::optional<Figure> const& capacity_of(std::string const& park, std::size_t factor) const {
    static auto const none = std::optional<Figure>{};
    for (auto const& offer : offers_) {
      if (offer.park->key == park) { return offer.capacity[factor]; }
    }
    return none;
  }

  Line needs_line(std::size_t j) const {
    auto line = Line{};
    for (auto f = std::size_t{0}; f != kFactors.size(); ++f) {
      auto const& need = asks_[j].need[f];
      auto const& room = capacity_of(plan_.decisions[j].park, f);
      if (!need) { continue; }
      line << (line.empty() ? "需" : "；") << std::string{kFactors[f].name} << " " << *need;
      if (room) { line << "（园区共 " << *room << "）"; }
    }
    return line;
  }

  // For programs: what the project asks, what all projects of its park ask, what the park has.
  void add_loads(std::size_t j, Item& item) const {
    auto const& park = plan_.decisions[j].park;
    for (auto f = std::size_t{0}; f != kFactors.size(); ++f) {
      auto const& need = asks_[j].need[f];
      auto const& room = capacity_of(park, f);
      if (!need || !room) { continue; }
      auto const id = std::string{kFactors[f].id};
      item.figures.emplace_back("need_" + id, *need);
      item.figures.emplace_back("used_" + id, used_of(park, f));
      item.figures.emplace_back("room_" + id, *room);
    }
  }

  Figure used_of(std::string const& park, std::size_t f) const {
    auto needs = std::vector<Figure>{};
    auto total = 0.0;
    for (auto i = std::size_t{0}; i != asks_.size(); ++i) {
      if (plan_.decisions[i].park != park || !asks_[i].need[f]) { continue; }
      needs.push_back(*asks_[i].need[f]);
      total += needs.back().value;
    }
    return derive(name_of_park(park), "已排" + std::string{kFactors[f].name}, total,
                  kFactors[f].unit, "排入该园区的各项目需求之和", std::move(needs));
  }

  Line score_line(std::size_t j, Item& item) const {
    auto const& decision = plan_.decisions[j];
    auto inputs = std::vector<Figure>{};
    auto formula = std::string{};
    for (auto const& part : decision.parts) {
      formula += (formula.empty() ? "" : " + ") + part.name + " " + number_words(part.points);
    }
    for (auto const& figure : {asks_[j].output, asks_[j].tax, asks_[j].jobs}) {
      if (figure) { inputs.push_back(*figure); }
    }
    for (auto const& weight : {weights_.output, weights_.tax, weights_.jobs, weights_.park_named,
                               weights_.lead_industry}) {
      inputs.push_back(weight);
    }
    auto const score = derive(name_of_project(j), "在" + name_of_park(decision.park) + "的得分",
                              decision.points, "points", formula, inputs);
    item.figures.emplace_back("points", score);
    auto words = std::string{};
    for (auto const& part : decision.parts) {
      if (part.points != 0) { words += (words.empty() ? "" : "、") + part.name; }
    }
    return Line{"得分 "} << score << "：" << words;
  }

  Line other_line(std::size_t j, district::NotThere const& other) const {
    auto line = Line{"不放" + name_of_park(other.park) + "："};
    switch (other.barrier) {
      case district::Barrier::elsewhere:
        return line << "已约定落在别处";
      case district::Barrier::industry:
        return line << "产业不在准入范围";
      case district::Barrier::worth_less: {
        if (other.points_less <= 0) { return line << "放得下，得分相当"; }
        auto inputs = std::vector<Figure>{weights_.park_named, weights_.lead_industry};
        auto const less = derive(name_of_project(j), "在" + name_of_park(other.park) + "少得的分",
                                 other.points_less, "points", "与现方案得分之差", inputs);
        return line << "放得下，但得分低 " << less;
      }
      case district::Barrier::too_large:
      case district::Barrier::no_room:
        break;
    }
    auto const f = factor_index(other.resource);
    auto inputs = std::vector<Figure>{};
    if (asks_[j].need[f]) { inputs.push_back(*asks_[j].need[f]); }
    if (auto const& room = capacity_of(other.park, f)) { inputs.push_back(*room); }
    auto const whole = other.barrier == district::Barrier::too_large;
    auto const lack = derive(
        name_of_project(j),
        "在" + name_of_park(other.park) + "缺的" + std::string{kFactors[f].name}, other.short_by,
        kFactors[f].unit, whole ? "需求 − 园区容量" : "需求 − （园区容量 − 已排项目占用）", inputs);
    return line << (whole ? "容量不够，缺 " : "已排满，缺 ") << lack
                << std::string{kFactors[f].name};
  }

  Context const& c_;
  std::vector<Offer> const& offers_;
  std::vector<Ask> const& asks_;
  Weights const& weights_;
  district::Plan const& plan_;
};

}  // namespace

bool waits(Record const& project) {
  auto const stage = project.text("stage");
  return stage != "in_production" && stage != "full_production";
}

std::optional<Figure> need_of(Book const& book, Record const& project, std::string_view column,
                              std::string_view factor) {
  if (auto own = figure_of(project, column)) { return own; }
  for (auto const& row : book.all("needs")) {
    if (row.text("subject") != project.text("name") || row.text("factor") != factor) { continue; }
    // What has been found already asks nothing of a park any more.
    if (row.text("state") == "met") { return std::nullopt; }
    if (auto amount = figure_of(row, "amount")) { return amount; }
  }
  return book.figure("projects", project.key, column);
}

Result<Answer> where(Context const& context, std::string const& wanted) {
  auto answer = answer_of(context, "where");
  auto const offers = offers_of(context, answer);
  auto asks = asks_of(context, answer);
  std::erase_if(asks, [&](Ask const& ask) {
    auto const closed = agreed_elsewhere(context, *ask.project, offers);
    if (closed) {
      answer.lacks.push_back(ask.project->text("name") + "约定落在" + ask.project->text("place") +
                             "，该处容量未知，没有参与落位：请补园区台账");
    }
    return closed;
  });
  if (offers.empty()) {
    answer.lacks.push_back("没有园区：请导入园区台账（chengjie import … --as parks）");
  }
  if (asks.empty()) {
    answer.lacks.push_back(
        "没有待落位的项目及其需求：请导入招商项目台账（--as projects）和要素需求表（--as needs）");
  }
  if (offers.empty() || asks.empty()) {
    finish(context, answer);
    return answer;
  }
  auto const weights = weights_of(context.book);
  if (!weights) { return weights.error(); }
  auto const plan = district::place_projects(input_of(context, offers, asks, *weights), kEffort);
  if (!plan) { return plan.error(); }
  auto const teller = Teller{context, offers, asks, *weights, *plan};
  for (auto j = std::size_t{0}; j != asks.size(); ++j) {
    if (!wanted.empty() && asks[j].project->key != wanted &&
        asks[j].project->text("name") != wanted) {
      continue;
    }
    answer.items.push_back(teller.item(j));
  }
  if (!wanted.empty() && answer.items.empty()) {
    return Error{Code::not_found, "没有这个待落位的项目", wanted,
                 "用 chengjie answer where 查看全部项目"};
  }
  // Placed ones first, the worthiest first; those without a place after them.
  std::stable_sort(answer.items.begin(), answer.items.end(), [](Item const& a, Item const& b) {
    auto const points = [](Item const& item) {
      return item.figures.empty() ? -1e300 : item.figures.front().second.value;
    };
    return points(a) > points(b);
  });
  answer.notes.push_back(teller.totals());
  for (auto& line : teller.prices()) { answer.notes.push_back(std::move(line)); }
  for (auto const& note : plan->notes) { answer.notes.emplace_back(note); }
  for (auto const& lack : plan->lacks) {
    if (lack.field == "allowed" || lack.field == "industries" || lack.field == "water") {
      continue;
    }
    answer.lacks.push_back(lack.sentence);
  }
  answer.lacks.push_back("各园区的准入产业、负面清单未知，没有作为硬约束；主导产业只计入得分");
  answer.lacks.push_back("燃气、排污、能耗和碳还不作为约束");
  finish(context, answer);
  return answer;
}

}  // namespace chengjie::answer
